import ts from 'typescript';
import type { Fault } from '../fault.js';
import { exportedTypes } from './own-types.js';
import { declaredName, mixedName, writtenName } from './type-program.js';

/** Where a written file does not keep what it declares: names, kinds, types, parameters, whether one has to wait for it. */
export function exportFaults(program: ts.Program, path: string): Fault[] {
  const checker = program.getTypeChecker();
  const exportsOf = (name: string): Map<string, ts.Symbol> => {
    const source = program.getSourceFile(name);
    const symbol = source && checker.getSymbolAtLocation(source);
    return new Map((symbol ? checker.getExportsOfModule(symbol) : []).map((one) => [one.name, one]));
  };
  const [written, declared, mixed] = [exportsOf(writtenName(path)), exportsOf(declaredName(path)), exportsOf(mixedName(path))];
  const types = exportedTypes(program.getSourceFile(declaredName(path))!);
  const at = program.getSourceFile(writtenName(path))!;
  return [...declared].flatMap(([name, symbol]): Fault[] => {
    const own = written.get(name);
    if (!own) {
      // A type that only serves the others need not be given away.
      if (!isValue(checker, symbol) && !isSaid(program.getSourceFile(declaredName(path))!, name)) return [];
      return [fault(path, undefined, `It does not export "${name}", which its declarations have: ${shown(symbol)}`)];
    }
    const line = lineOf(own, at);
    if (types.has(name)) return typeFault(checker, { name, path, line, own, symbol });
    const declaration = mixed.get(name) ?? symbol;
    return valueFault(checker, { name, path, line, own, symbol: declaration });
  });
}

interface Compared {
  name: string;
  path: string;
  line: number | undefined;
  own: ts.Symbol;
  symbol: ts.Symbol;
}

const fault = (path: string, line: number | undefined, message: string): Fault => ({
  code: 'EXPORT',
  path,
  ...(line === undefined ? {} : { line }),
  message,
});

const target = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

const isValue = (checker: ts.TypeChecker, symbol: ts.Symbol): boolean => (target(checker, symbol).flags & ts.SymbolFlags.Value) !== 0;

/** Whether declarations say themselves that a name is exported, which in a file of declarations all are. */
const isSaid = (source: ts.SourceFile, name: string): boolean =>
  new RegExp(`\\bexport\\b[^;{]*\\b${name.replaceAll('$', '\\$')}\\b`).test(source.text);

function lineOf(symbol: ts.Symbol, source: ts.SourceFile): number | undefined {
  const declaration = symbol.declarations?.find((one) => one.getSourceFile() === source);
  return declaration && source.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
}

const shown = (symbol: ts.Symbol): string => (symbol.declarations?.[0]?.getText() ?? symbol.name).replaceAll(/\s+/g, ' ').slice(0, 200);

function valueFault(checker: ts.TypeChecker, { name, path, line, own, symbol }: Compared): Fault[] {
  if (!isValue(checker, symbol)) return [];
  if (!isValue(checker, own)) return [fault(path, line, `It exports "${name}" only as a type, and declares it as a value`)];
  const [has, wants] = [checker.getTypeOfSymbol(target(checker, own)), checker.getTypeOfSymbol(target(checker, symbol))];
  const text = (type: ts.Type): string =>
    checker
      .typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
      .replaceAll(/import\("[^"]*"\)\./g, '')
      .slice(0, 300);
  const differs = `It exports "${name}" as \`${text(has)}\`, and declares it as \`${text(wants)}\``;
  if (!checker.isTypeAssignableTo(has, wants)) return [fault(path, line, differs)];
  const [mine, theirs] = [has.getCallSignatures()[0], wants.getCallSignatures()[0]];
  if (!mine || !theirs) return [];
  // What gives nothing may give a promise, as far as types go; then nobody waits for it.
  if (isPromise(mine) && theirs.getReturnType().flags & ts.TypeFlags.Void) return [fault(path, line, `${differs}: nobody waits for it`)];
  return isReordered(mine, theirs) ? [fault(path, line, `${differs}: the parameters stand in another order`)] : [];
}

const isPromise = (signature: ts.Signature): boolean => signature.getReturnType().symbol?.name === 'Promise';

/** The same names in other places: also where their types do not tell. */
function isReordered(mine: ts.Signature, theirs: ts.Signature): boolean {
  const [has, wants] = [mine, theirs].map(({ parameters }) => parameters.map(({ name }) => name.replace(/^_/, ''))) as [string[], string[]];
  const shared = wants.filter((name) => has.includes(name));
  return shared.length > 1 && shared.join() !== has.filter((name) => shared.includes(name)).join();
}

function typeFault(checker: ts.TypeChecker, { name, path, line, own, symbol }: Compared): Fault[] {
  const [has, wants] = [own, symbol].map((one) => checker.getDeclaredTypeOfSymbol(target(checker, one))) as [ts.Type, ts.Type];
  // Of generic ones each use is compared where it stands.
  if (isGeneric(has) || isGeneric(wants)) return [];
  const isClass = (target(checker, symbol).flags & ts.SymbolFlags.Class) !== 0;
  if (isClass && !isValue(checker, own)) return [fault(path, line, `It exports "${name}" only as a type, and declares it as a class`)];
  if (checker.isTypeAssignableTo(has, wants) && (isClass || checker.isTypeAssignableTo(wants, has)))
    return isClass ? constructorFault(checker, { name, path, line, own, symbol }) : [];
  const missing = wants
    .getProperties()
    .filter((property) => !has.getProperty(property.name))
    .map((property) => property.name);
  const other = wants
    .getProperties()
    .filter((property) => isOther(checker, has, property))
    .map((property) => property.name);
  const more = isClass
    ? []
    : has
        .getProperties()
        .filter((property) => !wants.getProperty(property.name))
        .map((property) => property.name);
  const parts = [...said('lacks', missing), ...said('has otherwise', other), ...said('has besides', more)];
  return [
    fault(
      path,
      line,
      `Its type "${name}" is not the declared one${parts.length > 0 ? `: it ${parts.join('; ')}` : ''}; declared is \`${shown(symbol)}\``,
    ),
  ];
}

const said = (what: string, names: string[]): string[] => (names.length > 0 ? [`${what} ${names.slice(0, 6).join(', ')}`] : []);

const isGeneric = (type: ts.Type): boolean =>
  ((type as ts.InterfaceType).typeParameters?.length ?? 0) > 0 || (type.aliasTypeArguments?.length ?? 0) > 0 || type.isTypeParameter();

function isOther(checker: ts.TypeChecker, has: ts.Type, property: ts.Symbol): boolean {
  const own = has.getProperty(property.name);
  if (!own) return false;
  const [mine, theirs] = [checker.getTypeOfSymbol(own), checker.getTypeOfSymbol(property)];
  return !checker.isTypeAssignableTo(mine, theirs) || !checker.isTypeAssignableTo(theirs, mine);
}

/** How a class is made. */
function constructorFault(checker: ts.TypeChecker, { name, path, line, own, symbol }: Compared): Fault[] {
  const [has, wants] = [own, symbol].map((one) => checker.getTypeOfSymbol(target(checker, one))) as [ts.Type, ts.Type];
  const [mine, theirs] = [has.getConstructSignatures()[0], wants.getConstructSignatures()[0]];
  const text = (signature: ts.Signature): string => checker.signatureToString(signature).replaceAll(/import\("[^"]*"\)\./g, '');
  const differs = (): Fault[] => [
    fault(path, line, `Its class "${name}" is made with \`${text(mine!)}\`, and declares \`${text(theirs!)}\``),
  ];
  if (mine && theirs && isReordered(mine, theirs)) return differs();
  return checker.isTypeAssignableTo(has, wants) || !mine || !theirs ? [] : differs();
}
