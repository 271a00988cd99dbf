import type { Blueprint, BlueprintFile } from '@millwright/domain';
import { isDeclared } from './blueprint-faults.js';
import { syntaxFaults } from './code-faults.js';
import type { Fault } from './fault.js';
import { isScript, resolveImport } from './module-paths.js';
import { environmentFaults, importedFaults, installedBy, packageFileFaults } from './outside-faults.js';
import { pageFaults } from './page-faults.js';
import { readScript, type RuleInput, type Script } from './reading/read-script.js';
import { servedFaults, statusFaults, thrownFaults } from './served-faults.js';
import { storageFaults } from './storage-faults.js';
import { testFaults } from './test-faults.js';
import { typeFaults } from './types/type-faults.js';
import { importedNames } from './types/type-program.js';

/** What each rule says of one script by what the blueprint says. */
const RULES: ((input: RuleInput) => Fault[])[] = [servedFaults, thrownFaults, pageFaults, storageFaults, testFaults, environmentFaults];

export interface Written {
  blueprint: Blueprint;
  /** Texts by path; of files that are not written yet their declarations count. */
  texts: ReadonlyMap<string, string>;
}

/**
 * Where the written files of a project break what was declared, or each other. Each fault is of the file that has to
 * change: one that uses another otherwise than that declares, or one that does not keep its own declarations.
 *
 * @param judged the file to look at; default all of them.
 */
export function projectFaults({ blueprint, texts }: Written, judged?: string): Fault[] {
  const isJudged = (path: string): boolean => judged === undefined || path === judged;
  const files = blueprint.files.filter(({ path }) => texts.has(path));
  const unreadable = files.filter(({ path }) => isJudged(path) && !isScript(path)).flatMap((file) => syntax(file, texts.get(file.path)!));
  const scripts = files.filter(({ path }) => isScript(path)).map((file) => readScript(file, texts.get(file.path)!));
  const installed = installedBy(texts.get('package.json'));
  const typed =
    isDeclared(blueprint) || judged === undefined ? typeFaults(typedFiles(blueprint, texts), isJudged, isRunAsItIs(blueprint)) : [];
  // Of what cannot be read nothing more is known.
  const broken = new Set(typed.filter(({ code }) => code === 'SYNTAX').map(({ path }) => path));
  const readable = scripts.filter(({ path }) => !broken.has(path));
  const packageFile = texts.get('package.json');
  return [
    ...unreadable,
    ...typed,
    ...readable
      .filter(({ path }) => isJudged(path))
      .flatMap((script) => [...RULES.flatMap((rule) => rule({ blueprint, script })), ...importedFaults({ blueprint, script }, installed)]),
    ...(packageFile !== undefined && isJudged('package.json') ? packageFileFaults({ blueprint, text: packageFile }) : []),
    // Only where all are there: what one does not answer another one may.
    ...(judged === undefined ? statusFaults(blueprint, readable, reachable(readable)) : []),
  ];
}

const syntax = (file: BlueprintFile, text: string): Fault[] =>
  syntaxFaults(file, text).map((message) => ({ code: 'SYNTAX', path: file.path, message }));

const typedFiles = ({ files }: Blueprint, texts: ReadonlyMap<string, string>): { path: string; text?: string; declarations?: string }[] =>
  files.map(({ path, declarations, exports = [] }) => ({
    path,
    ...(texts.has(path) ? { text: texts.get(path)! } : {}),
    // Nothing is declared where nothing is offered: a test, a start.
    ...(declarations && (declarations.trim() || exports.length > 0) ? { declarations } : {}),
  }));

/** Whether the project is started from its TypeScript. */
const isRunAsItIs = ({ scripts }: Blueprint): boolean => Object.values(scripts).some((command) => /\bnode\b[^&|]*\.ts\b/.test(command));

/** Scripts that a script reaches by what it imports, itself among them. */
function reachable(scripts: readonly Script[]): (script: Script) => Script[] {
  const byPath = new Map(scripts.map((script) => [script.path, script]));
  const needs = new Map(
    scripts.map(({ path, source }) => [
      path,
      importedNames(source).flatMap((name) => (name.startsWith('.') ? (resolveImport(path, name, (one) => byPath.has(one)) ?? []) : [])),
    ]),
  );
  return (script) => {
    const found = new Set([script.path]);
    for (const path of found) for (const needed of needs.get(path) ?? []) found.add(needed);
    return [...found].map((path) => byPath.get(path)!);
  };
}
