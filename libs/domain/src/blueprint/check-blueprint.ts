import { pathFault, shownPath, treeFaults } from '../files/safe-path.js';
import type { Blueprint } from './blueprint.types.js';

const SCRIPT = /\.[cm]?[jt]sx?$/;
// Of ECMAScript modules: none of these can be declared. `default` is how a file exports without a name.
const RESERVED_WORDS: ReadonlySet<string> = new Set(
  'arguments await break case catch class const continue debugger delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/**
 * What a schema cannot say: that the parts of a blueprint agree with each other.
 *
 * @returns one sentence a fault, each naming its place; empty where all is well.
 */
export function blueprintFaults(blueprint: Blueprint): string[] {
  const faults: string[] = [];
  const paths = new Set(blueprint.files.map((file) => file.path));
  for (const [i, file] of blueprint.files.entries()) {
    const fault = pathFault(file.path);
    if (fault) faults.push(`files[${i}].path "${shownPath(file.path)}" ${fault}`);
  }
  for (const { path, message } of treeFaults(blueprint.files.map((file) => file.path)))
    faults.push(`files has "${shownPath(path)}", which ${message}`);
  for (const [i, file] of blueprint.files.entries())
    for (const needed of file.depends_on)
      if (!paths.has(needed)) faults.push(`files[${i}].depends_on names "${shownPath(needed)}", which is no file of the blueprint`);
  const entities = new Set(blueprint.entities.map((entity) => entity.name));
  if (entities.size < blueprint.entities.length) faults.push('entities has the same name twice');
  for (const entity of blueprint.entities) {
    for (const relation of entity.relations)
      if (!entities.has(relation.target)) faults.push(`entities.${entity.name}.relations names "${relation.target}", which is no entity`);
    for (const field of entity.fields)
      if (field.type === 'enum' && field.values.length === 0)
        faults.push(`entities.${entity.name}.fields.${field.name} is an enum without values`);
  }
  for (const endpoint of blueprint.endpoints)
    if (endpoint.entity && !entities.has(endpoint.entity))
      faults.push(`endpoint ${endpoint.method} ${endpoint.path} names "${endpoint.entity}", which is no entity`);
  for (const [i, file] of blueprint.files.entries()) {
    if (!blueprint.components.some((component) => component.name === file.component))
      faults.push(`files[${i}].component names "${file.component}", which is no component`);
    for (const entity of file.entities)
      if (!entities.has(entity)) faults.push(`files[${i}].entities names "${entity}", which is no entity`);
    for (const name of file.exports ?? [])
      if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || (SCRIPT.test(file.path) && RESERVED_WORDS.has(name)))
        faults.push(`files[${i}].exports has "${name.slice(0, 60)}", which is no plain name`);
  }
  const endpoints = blueprint.endpoints.map(({ method, path }) => `${method} ${path}`);
  for (const endpoint of new Set(endpoints.filter((one, i) => endpoints.indexOf(one) !== i)))
    faults.push(`endpoint ${endpoint} stands twice`);
  for (const component of blueprint.components)
    for (const path of component.files)
      if (!paths.has(path)) faults.push(`components.${component.name} names "${shownPath(path)}", which is no file of the blueprint`);
  return faults;
}
