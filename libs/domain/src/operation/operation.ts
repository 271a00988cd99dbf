import type { Permission } from '../access/roles.js';
import type { Actor } from '../generation/events/bodies.js';
import { BadInput } from '../shared/problem.js';
import { InputCheck } from '../shared/check-input.js';

/** One thing that a person says with an operation. */
export type OperationField = TextField | DollarField | ChoiceField;
interface TextField {
  type: 'text';
  /** Characters. */
  max: number;
  isOptional: true;
  description?: string;
}
/** Given in US dollars as NAMEUsd, kept in whole micro-dollars as NAMEMicros. */
interface DollarField {
  type: 'dollars';
  max: number;
  description?: string;
}
interface ChoiceField {
  type: 'choice';
  of: readonly string[];
  /** Where nobody chooses. */
  otherwise: string;
  description?: string;
}
export type OperationFields = Readonly<Record<string, OperationField>>;

/** What an operation is given: as it travels to the workflow, and stands in its history. */
export type InputOf<Fields extends OperationFields> = {
  [Name in keyof Fields as Fields[Name] extends TextField ? Name : never]?: string;
} & {
  [Name in keyof Fields as Fields[Name] extends DollarField ? `${Name & string}Micros` : never]: number;
} & {
  [Name in keyof Fields as Fields[Name] extends ChoiceField ? Name : never]: Fields[Name] extends ChoiceField
    ? Fields[Name]['of'][number]
    : never;
};

/**
 * What a person may do with a stream while it runs. Workflow, API and console read the same entry: who may, what is said
 * with it, when it is refused, and which event it is written down as.
 */
export interface Operation<State, Body, Fields extends OperationFields = OperationFields> {
  permission: Permission;
  /** For integrators: what it does. */
  description?: string;
  fields: Fields;
  /** Why it cannot be done now, in one sentence for people; null: it can. */
  refuse(state: State, input: InputOf<Fields>): string | null;
  event(input: InputOf<Fields>, actor: Actor): Body;
}

/** Operations of a kind by their names: those of their mutations and of their workflow's updates. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each has fields of its own
export type OperationTable<State, Body> = Readonly<Record<string, Operation<State, Body, any>>>;

/** Declares one operation of a kind; its fields give the type of its input. */
export const operationOf =
  <State, Body>() =>
  <const Fields extends OperationFields>(operation: Operation<State, Body, Fields>): Operation<State, Body, Fields> =>
    operation;

/** How a field is called where people give it. */
export const givenName = (name: string, field: OperationField): string => (field.type === 'dollars' ? `${name}Usd` : name);

/**
 * An operation's input out of what a person gave.
 *
 * @param path before the names of fields in messages; empty: none.
 * @throws BadInput with every fault found.
 */
export function readInput<Fields extends OperationFields>(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  path = 'input',
): InputOf<Fields> {
  const check = new InputCheck();
  const read = Object.entries(fields).flatMap(([name, field]) => readField(check, path, name, field, given[givenName(name, field)]));
  check.done();
  return Object.fromEntries(read) as InputOf<Fields>;
}

function readField(check: InputCheck, path: string, name: string, field: OperationField, value: unknown): [string, unknown][] {
  const at = [path, givenName(name, field)].filter(Boolean).join('.');
  if (field.type === 'text') {
    if (value === undefined || value === null || value === '') return [];
    check.text(at, String(value), { max: field.max });
    return [[name, String(value)]];
  }
  if (field.type === 'dollars') {
    const dollars = value === null ? Number.NaN : Number(value);
    check.dollars(at, dollars, field);
    return [[`${name}Micros`, Math.floor(dollars * 1_000_000)]];
  }
  const choice = value ?? field.otherwise;
  check.that(field.of.includes(String(choice)), at, `must be one of: ${field.of.join(', ')}`);
  return [[name, choice]];
}

/** The refusal of an operation that its kind does not know. @throws BadInput */
export function requireOperation<State, Body>(table: OperationTable<State, Body>, name: string): Operation<State, Body> {
  if (!Object.hasOwn(table, name)) throw new BadInput([{ path: 'operation', message: `must be one of: ${Object.keys(table).join(', ')}` }]);
  return table[name]!;
}
