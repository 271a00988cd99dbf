import type { Blueprint, BlueprintFile } from '@millwright/domain';
import ts from 'typescript';
import { flatTexts, type FlatText } from './flat-text.js';

/** A written script with what rules look at. */
export interface Script {
  path: string;
  file: BlueprintFile;
  source: ts.SourceFile;
  texts: FlatText[];
}

export function readScript(file: BlueprintFile, text: string): Script {
  const source = ts.createSourceFile(file.path, text, ts.ScriptTarget.ESNext, true);
  return { path: file.path, file, source, texts: flatTexts(source) };
}

/** 1 for the first. */
export const lineOf = ({ source }: Script, node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

export const isTestFile = ({ file }: Script): boolean => file.role === 'test';

const walked = new WeakMap<ts.Node, readonly ts.Node[]>();

/** All nodes below one, itself among them, outer ones first. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  let nodes = walked.get(node);
  if (!nodes) {
    const found: ts.Node[] = [];
    const visit = (one: ts.Node): void => {
      found.push(one);
      ts.forEachChild(one, visit);
    };
    visit(node);
    nodes = found;
    walked.set(node, nodes);
  }
  return nodes;
}

/** Whole numbers that a source holds, but in types. */
export function numbersIn({ source }: Script): Set<number> {
  const found = new Set<number>();
  for (const node of nodesOf(source)) if (ts.isNumericLiteral(node) && /^\d+$/.test(node.text)) found.add(Number(node.text));
  return found;
}

export interface RuleInput {
  blueprint: Blueprint;
  script: Script;
}
