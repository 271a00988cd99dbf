import { criteriaOf, type Blueprint, type BlueprintFile, type DevelopmentPlan } from '@millwright/domain';
import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { addressFaults } from './address-faults.js';
import type { Fault } from './fault.js';
import { isScript, packageOf } from './module-paths.js';
import { isPackageName, isVersionRange } from './package-names.js';
import { declarationFaults } from './types/type-faults.js';

/** Whether a blueprint says what its files offer each other: older ones, and those of the built-in engine, need not. */
export const isDeclared = ({ files }: Blueprint): boolean => files.some(({ declarations }) => declarations !== undefined);

/**
 * Where the parts of a blueprint do not fit together, found without a model: declarations that do not compile, addresses
 * that nobody serves, tables and files with two owners, criteria without a test. An older blueprint has none of these
 * parts, and no faults.
 *
 * @param plan whose criteria are to be met; absent: those of the blueprint alone are looked at.
 */
export function fitFaults(blueprint: Blueprint, plan?: Pick<DevelopmentPlan, 'features'>): Fault[] {
  return [
    ...(isDeclared(blueprint)
      ? [...exportFaults(blueprint.files), ...declarationFaults(typed(blueprint.files)), ...importFaults(blueprint)]
      : []),
    ...addressFaults(blueprint),
    ...tableFaults(blueprint),
    ...(blueprint.criteria ? criterionFaults(blueprint, plan) : []),
    ...packageFaults(blueprint),
  ];
}

/** What a model was asked for and left out; one sentence a part. */
export function missingParts(blueprint: Blueprint): string[] {
  const parts = [
    ...(['pages', 'tables', 'criteria', 'packages'] as const).filter((name) => blueprint[name] === undefined),
    ...(blueprint.files.every(({ declarations }) => declarations !== undefined) ? [] : ['files[].declarations']),
    ...(blueprint.endpoints.every(({ served_by, answers, body }) => served_by !== undefined && answers && body)
      ? []
      : ['endpoints[].served_by, body and answers']),
  ];
  return parts.map((name) => `The blueprint does not say "${name}"`);
}

const typed = (files: readonly BlueprintFile[]): { path: string; declarations?: string }[] =>
  files.map(({ path, declarations }) => ({ path, ...(declarations === undefined ? {} : { declarations }) }));

const sourceOf = ({ path, declarations = '' }: BlueprintFile): ts.SourceFile =>
  ts.createSourceFile(`${path}.d.ts`, declarations, ts.ScriptTarget.ESNext, true);

/** Names that are listed among the exports, and declared nowhere. */
function exportFaults(files: readonly BlueprintFile[]): Fault[] {
  return files
    .filter((file) => isScript(file.path) && file.declarations !== undefined)
    .flatMap((file) => {
      const declared = declaredNames(sourceOf(file));
      return (file.exports ?? [])
        .filter((name) => !declared.has(name))
        .map((name): Fault => ({ code: 'DECLARATION', path: file.path, message: `It exports "${name}", and has no declaration of it` }));
    });
}

/** What a source of declarations gives to others. */
export function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement)) names.add('default');
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      for (const { name } of statement.exportClause.elements) names.add(name.text);
    if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))
      names.add('default');
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
    const { name } = statement as { name?: ts.Node };
    if (name && ts.isIdentifier(name)) names.add(name.text);
  }
  return names;
}

/** Packages that declarations name, and that the blueprint does not. */
function importFaults({ files, packages }: Blueprint): Fault[] {
  // Packages of one repository that use each other are in no registry.
  if (!packages || files.some(({ path }) => path.endsWith('/package.json'))) return [];
  const known = new Set(packages.map(({ name }) => name));
  return files
    .filter(({ path, declarations }) => isScript(path) && declarations)
    .flatMap((file) =>
      ts.preProcessFile(file.declarations!, true, true).importedFiles.flatMap(({ fileName }): Fault[] => {
        const name = packageOf(fileName);
        if (name === undefined || isBuiltin(fileName) || known.has(name) || known.has(`@types/${name}`)) return [];
        return [{ code: 'PACKAGE', path: file.path, message: `It imports from "${fileName}", which is no package of the blueprint` }];
      }),
    );
}

function tableFaults({ tables = [], entities, files }: Blueprint): Fault[] {
  const paths = new Set(files.map(({ path }) => path));
  const first = new Map<string, string>();
  return tables.flatMap(({ name, entity, owner, columns }): Fault[] => {
    const faults: Fault[] = [];
    const other = first.get(name.toLowerCase());
    if (other !== undefined)
      faults.push({ code: 'TABLE_TWICE', path: owner, message: `The table "${name}" is created by ${other} and by ${owner}` });
    first.set(name.toLowerCase(), owner);
    if (!paths.has(owner))
      faults.push({ code: 'PATH', path: owner, message: `The table "${name}" is created by it, and it is no file of the blueprint` });
    if (entity && !entities.some((one) => one.name === entity))
      faults.push({ code: 'SQL_TABLE', path: owner, message: `The table "${name}" keeps "${entity}", which is no entity` });
    const names = columns.map((column) => column.name.toLowerCase());
    for (const column of new Set(names.filter((one, i) => names.indexOf(one) !== i)))
      faults.push({ code: 'TABLE_TWICE', path: owner, message: `The table "${name}" has the column "${column}" twice` });
    return faults;
  });
}

function criterionFaults({ criteria = [], files }: Blueprint, plan: Pick<DevelopmentPlan, 'features'> | undefined): Fault[] {
  const asked = plan ? criteriaOf(plan) : undefined;
  const roles = new Map(files.map(({ path, role }) => [path, role]));
  const known = new Set(criteria.map(({ id }) => id));
  const missing = (asked ?? [])
    .filter(({ id }) => !known.has(id))
    .map(({ id, text }): Fault => ({
      code: 'CRITERION_MISSING',
      path: '',
      message: `No file meets the criterion ${id}, "${text.slice(0, 120)}", and no test shows it`,
    }));
  return [
    ...missing,
    ...criteria.flatMap(({ id, met_by, shown_by }, i): Fault[] => {
      const faults: Fault[] = [];
      if (asked && !asked.some((one) => one.id === id))
        faults.push({ code: 'CRITERION_MISSING', path: '', message: `The plan has no criterion ${id}` });
      if (criteria.findIndex((one) => one.id === id) !== i)
        faults.push({ code: 'CRITERION_MISSING', path: '', message: `The criterion ${id} stands twice` });
      for (const path of met_by)
        if (!roles.has(path))
          faults.push({ code: 'PATH', path, message: `The criterion ${id} is met by it, and it is no file of the blueprint` });
      if (roles.get(shown_by.file) !== 'test')
        faults.push({
          code: 'TEST_MISSING',
          path: shown_by.file,
          message: `The criterion ${id} is shown by a test in it, and it is no test of the blueprint`,
        });
      return faults;
    }),
  ];
}

function packageFaults({ packages = [] }: Blueprint): Fault[] {
  return packages.flatMap(({ name, version }, i): Fault[] => {
    const at = (message: string): Fault => ({ code: 'PACKAGE', path: 'package.json', message });
    if (!isPackageName(name)) return [at(`"${name.slice(0, 80)}" can be no package of a registry`)];
    if (isBuiltin(name) && name !== 'test') return [at(`"${name}" is part of Node and no package`)];
    if (!isVersionRange(version)) return [at(`"${version.slice(0, 80)}" is no version of "${name}"`)];
    return packages.findIndex((one) => one.name === name) === i ? [] : [at(`The package "${name}" stands twice`)];
  });
}
