import { isScript } from '../module-paths.js';
import { typeProgram, writtenName } from './type-program.js';

/**
 * What written files offer to others: their declarations as they follow from their texts.
 *
 * @returns declarations by path, of TypeScript alone; empty for a file that offers nothing.
 */
export function declarationsOf(texts: ReadonlyMap<string, string>): Map<string, string> {
  const program = typeProgram(
    [...texts].map(([path, text]) => ({ path, text })),
    { settings: { noEmit: false, declaration: true, emitDeclarationOnly: true, noEmitOnError: false } },
  );
  const found = new Map<string, string>();
  for (const path of texts.keys()) {
    if (!isScript(path) || !/tsx?$/.test(path)) continue;
    program.emit(
      program.getSourceFile(writtenName(path)),
      (_name, text) => void found.set(path, text.replace(/^export \{\};\n?$/m, '').trim() ? text : ''),
    );
  }
  return found;
}
