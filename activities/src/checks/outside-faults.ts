import { isBuiltin } from 'node:module';
import ts from 'typescript';
import type { Fault } from './fault.js';
import { packageOf } from './module-paths.js';
import { isPackageName, isVersionRange } from './package-names.js';
import { isTestFile, lineOf, nodesOf, type RuleInput, type Script } from './reading/read-script.js';

/** Variables of the environment that are not declared. */
export function environmentFaults({ blueprint, script }: RuleInput): Fault[] {
  if (isTestFile(script) || blueprint.environment.length === 0) return [];
  const known = new Set([...blueprint.environment.map(({ name }) => name), 'NODE_ENV', 'PATH', 'HOME', 'CI', 'TZ']);
  const said = new Set<string>();
  return nodesOf(script.source).flatMap((node): Fault[] =>
    variablesOf(node)
      .filter((name) => !known.has(name) && !said.has(name) && said.add(name))
      .map((name) => ({
        code: 'ENVIRONMENT_UNDECLARED',
        path: script.path,
        line: lineOf(script, node),
        message: `It reads "${name}" from the environment, which the blueprint does not list`,
      })),
  );
}

const isEnvironment = (node: ts.Node): boolean => node.getText() === 'process.env';

function variablesOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression)) return [node.name.text];
  if (ts.isElementAccessExpression(node) && isEnvironment(node.expression) && ts.isStringLiteralLike(node.argumentExpression))
    return [node.argumentExpression.text];
  if (ts.isVariableDeclaration(node) && node.initializer && isEnvironment(node.initializer) && ts.isObjectBindingPattern(node.name))
    return node.name.elements.flatMap(({ propertyName, name }) =>
      ts.isIdentifier(propertyName ?? name) ? [(propertyName ?? name).getText()] : [],
    );
  return [];
}

/**
 * Packages that a file imports and that nothing installs.
 *
 * @param installed those of package.json; undefined where it is not known yet.
 */
export function importedFaults({ blueprint, script }: RuleInput, installed: ReadonlySet<string> | undefined): Fault[] {
  // Packages of one repository that use each other are in no registry.
  if (blueprint.files.some(({ path }) => path.endsWith('/package.json'))) return [];
  const known = installed ?? (blueprint.packages && new Set(blueprint.packages.map(({ name }) => name)));
  return ts.preProcessFile(script.source.text, true, true).importedFiles.flatMap(({ fileName, pos }): Fault[] => {
    const name = packageOf(fileName);
    if (name === undefined || isBuiltin(fileName)) return [];
    const at = (message: string): Fault => ({ code: 'PACKAGE', path: script.path, line: lineAt(script, pos), message });
    if (fileName.startsWith('node:')) return [at(`It imports "${fileName}", which is no module of Node`)];
    if (!known || known.has(name) || known.has(`@types/${name.replace(/^@/, '').replace('/', '__')}`)) return [];
    return [at(`It imports "${fileName}", which is none of the project's packages`)];
  });
}

const lineAt = ({ source }: Script, at: number): number => source.getLineAndCharacterOfPosition(at).line + 1;

interface Package {
  name?: unknown;
  dependencies?: Record<string, unknown>;
  devDependencies?: Record<string, unknown>;
  scripts?: Record<string, unknown>;
}

/** What a package.json installs; undefined where it cannot be read. */
export function installedBy(text: string | undefined): Set<string> | undefined {
  const read = readPackage(text);
  return (
    read &&
    new Set([
      ...Object.keys(read.dependencies ?? {}),
      ...Object.keys(read.devDependencies ?? {}),
      ...(typeof read.name === 'string' ? [read.name] : []),
    ])
  );
}

function readPackage(text: string | undefined): Package | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A package.json that names what can be no package, or lacks what the blueprint says. */
export function packageFileFaults({ blueprint, text }: { blueprint: RuleInput['blueprint']; text: string }): Fault[] {
  const read = readPackage(text);
  if (!read) return [];
  const at = (message: string): Fault => ({ code: 'PACKAGE', path: 'package.json', message });
  const all = Object.entries({ ...read.dependencies, ...read.devDependencies });
  const lacks = (blueprint.packages ?? []).filter(({ name }) => !all.some(([one]) => one === name));
  const more = blueprint.packages ? all.filter(([one]) => !blueprint.packages!.some(({ name }) => name === one)) : [];
  return [
    ...all.filter(([name]) => !isPackageName(name)).map(([name]) => at(`"${name.slice(0, 80)}" can be no package of a registry`)),
    ...all.filter(([, version]) => typeof version !== 'string' || !isVersionRange(version)).map(([name]) => at(`"${name}" has no version`)),
    ...lacks.map(({ name }) => at(`It lacks the package "${name}", which the blueprint lists`)),
    ...more.map(([name]) => at(`It has the package "${name}", which the blueprint does not list`)),
  ];
}
