import ts from 'typescript';
import type { Fault, FaultCode } from '../fault.js';
import { isAlias, isScript, packageOf } from '../module-paths.js';
import { isBuiltin } from 'node:module';
import { exportFaults } from './export-faults.js';
import { mixedDeclarations, publicPart } from './own-types.js';
import { declaredName, importedNames, typeProgram, writtenName, type TypedFile } from './type-program.js';
import { NODE_TYPES } from './virtual-files.js';

// Of one file: what follows from the first few is no news.
const MOST = 5;
const NOT_FOUND = new Set([2307, 2792, 2882]);
const NOT_EXPORTED = new Set([2305, 2459, 2460, 2614, 2724, 1192]);
// Of elements and of values that come from packages whose types are not here.
const OF_ELEMENTS = new Set([7026, 7016, 2875, 17004, 2874, 2686, 2503, 2582, 2593]);
const UNTYPED = new Set([7005, 7006, 7011, 7019, 7031, 7034, 7053, 18046, 2571, 2347, 2694, 2709, 2749]);

// What runners of tests and bundlers bring without an import.
const BROUGHT =
  /^Cannot find name '(?:describe|it|test|expect|before|after|beforeEach|afterEach|beforeAll|afterAll|vi|jest|cy|React|Bun|Deno)'|on type 'ImportMeta'/;

/** Declarations that do not compile together. */
export function declarationFaults(files: readonly TypedFile[]): Fault[] {
  const declared = files
    .filter(({ path, declarations }) => isScript(path) && declarations !== undefined)
    .map(({ path, declarations }) => ({ path, declarations: declarations! }));
  const others = files.filter(({ path, declarations }) => !isScript(path) || declarations === undefined).map(({ path }) => ({ path }));
  const program = typeProgram([...declared, ...others]);
  return declared.flatMap(({ path }) => sourceFaults(program, declaredName(path), path, 'DECLARATION'));
}

/**
 * What of written files breaks what they declare, or uses others otherwise than these declare: each fault is of the file
 * that has to change.
 *
 * @param judged paths of those to look at; default all.
 * @param isStripped whether Node runs the sources as they are, so that their types have to go without a trace.
 */
export function typeFaults(files: readonly TypedFile[], judged: (path: string) => boolean = () => true, isStripped = false): Fault[] {
  const written = files.filter(({ path, text }) => isScript(path) && text !== undefined && judged(path));
  const mixed = new Map(
    written.flatMap(({ path, text, declarations }) =>
      declarations === undefined ? [] : [[path, mixedDeclarations(path, publicPart(path, declarations), text!)] as const],
    ),
  );
  const program = typeProgram(files, { mixed, settings: { ...settingsOf(files), ...(isStripped ? { erasableSyntaxOnly: true } : {}) } });
  return written.flatMap(({ path, declarations }) => {
    const broken = program.getSyntacticDiagnostics(program.getSourceFile(writtenName(path)));
    if (broken.length > 0) return faultsOf(broken, path, 'SYNTAX');
    const exports = declarations === undefined ? [] : exportFaults(program, path);
    return [...exports, ...sourceFaults(program, writtenName(path), path, 'TYPE')];
  });
}

function sourceFaults(program: ts.Program, name: string, path: string, code: FaultCode): Fault[] {
  const source = program.getSourceFile(name);
  if (!source) return [];
  const broken = program.getSyntacticDiagnostics(source);
  if (broken.length > 0) return faultsOf(broken, path, code);
  // Where the types of Node are not installed, every use of Node would be one.
  if (NODE_TYPES.length === 0) return [];
  const isUntyped = importedNames(source).some((one) => (isAlias(one) || packageOf(one) !== undefined) && !isBuiltin(one));
  const wrong = program
    .getSemanticDiagnostics(source)
    .filter(
      ({ code: number, category, messageText }) =>
        category === ts.DiagnosticCategory.Error &&
        !OF_ELEMENTS.has(number) &&
        !(isUntyped && UNTYPED.has(number)) &&
        !BROUGHT.test(String(messageText)),
    );
  return faultsOf(wrong, path, code);
}

function faultsOf(diagnostics: readonly ts.Diagnostic[], path: string, code: FaultCode): Fault[] {
  return diagnostics.slice(0, MOST).map(({ file, start, messageText, code: number }) => ({
    code: NOT_FOUND.has(number) || NOT_EXPORTED.has(number) ? 'IMPORT' : code,
    path,
    ...(file && start !== undefined ? { line: file.getLineAndCharacterOfPosition(start).line + 1 } : {}),
    message: plain(ts.flattenDiagnosticMessageText(messageText, ' ')),
  }));
}

/** A message of the compiler without the folders that only it knows. */
const plain = (message: string): string =>
  message
    .replaceAll(/"\/(?:written|declared|mixed)\/([^"]+?)(?:\.d)?"/g, '"$1"')
    .replaceAll(/import\("\/(?:written|declared|mixed)\/[^"]*"\)\./g, '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 400);

const STRICTNESS = [
  'strict',
  'noImplicitAny',
  'strictNullChecks',
  'exactOptionalPropertyTypes',
  'noUncheckedIndexedAccess',
  'erasableSyntaxOnly',
  'experimentalDecorators',
  'checkJs',
  'useUnknownInCatchVariables',
] as const;

/** How strict a project is with itself; strict, where it does not say. */
function settingsOf(files: readonly TypedFile[]): ts.CompilerOptions {
  const text = files.find(({ path }) => path === 'tsconfig.json')?.text;
  const { config } = text === undefined ? { config: undefined } : ts.parseConfigFileTextToJson('tsconfig.json', text);
  const said = ((config as { compilerOptions?: Record<string, unknown> } | undefined)?.compilerOptions ?? {}) as Record<string, unknown>;
  return Object.fromEntries(STRICTNESS.flatMap((name) => (typeof said[name] === 'boolean' ? [[name, said[name]]] : [])));
}
