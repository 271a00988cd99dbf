import { list, lower, pascal, quote } from '../../writing/code.js';
import { asks, choosesOwn, names, recordOf, type FieldPlan } from '../../writing/plan.js';
import { guardOf, MOST_ROWS, type Import } from './import-parts.js';

/** As a heading is compared: without case, blanks and marks. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What is added to the record's service. */
export function importService(found: Import): string {
  const { rule, plan, record, preview } = found;
  const name = names(record);
  const { arg, param } = asks(plan);
  const many = lower(record.plural);
  const headings = new Map(
    record.inputs.flatMap((field) =>
      [field.name.replace(/_id$/, ''), field.name, field.prop, field.label].map((text) => [bare(text), field.prop]),
    ),
  );
  const choosing = record.inputs.filter(({ kind }) => kind === 'reference' || kind === 'person');
  const enums = record.inputs.filter(({ kind }) => kind === 'enum');
  const isOwnChoice = ({ references }: FieldPlan): boolean => references !== undefined && choosesOwn(plan, recordOf(plan, references));
  const asking = choosing.some(isOwnChoice);
  const choices = (field: FieldPlan) =>
    field.kind === 'person'
      ? `peopleToChoose(database${field.role ? `, '${field.role}'` : ''}).map(({ id, name }) => ({ value: String(id), label: name }))`
      : `${names(recordOf(plan, field.references!)).choices}(database${isOwnChoice(field) ? ', viewer' : ''})`;
  const byName = [
    ...choosing.map((field) => `${field.prop}: ${choices(field)}`),
    ...enums.map((field) => `${field.prop}: ${field.constant}.map((value) => ({ value, label: value }))`),
  ];
  const Row = `${pascal(rule.name)}Row`;
  return `const MOST_ROWS = ${MOST_ROWS};

/** Headings of a file, without case, blanks and marks, and what they are here. */
const HEADINGS: Record<string, keyof ${name.input}> = ${list(
    '{ ',
    [...headings].map(([heading, prop]) => `${/^[a-z]\w*$/.test(heading) ? heading : quote(heading)}: '${prop}'`),
    ' };',
  )}

/** A row of a file: the line that it begins on, what is in it, and what is wrong with it, by field. */
export interface ${Row} {
  line: number;
  input: Input;
  faults: Faults;
}

export interface ${pascal(rule.name)}Preview {
  rows: ${Row}[];
  /** Headings that are nothing here. */
  unused: string[];
  isGood: boolean;
}

/** @throws Refusal 422 where there are no rows, too many, or no heading is known. */
function rowsOf${pascal(rule.name)}(${byName.length > 0 ? 'database: Database, ' : ''}${asking ? param : ''}text: string): { rows: { line: number; input: Input }[]; unused: string[] } {
  const [head, ...lines] = readCsv(text);
  if (!head || lines.length === 0) throw invalid({ rows: 'Give a line of headings, and below it a line for each' });
  if (lines.length > MOST_ROWS) throw invalid({ rows: \`At most \${MOST_ROWS} rows at a time\` });
  const fields = head.cells.map((heading) => HEADINGS[heading.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '')]);
  if (fields.every((field) => field === undefined)) throw invalid({ rows: ${quote(`No heading is known; these are: ${record.inputs.map(({ label }) => label).join(', ')}`)} });
${
  byName.length > 0
    ? `  // People write the name of what they mean, not its number.
  const known: Record<string, { value: string; label: string }[]> = ${list('{ ', byName, ' };', '  ')}
  const meant = (field: string, cell: string) => known[field]?.find(({ label }) => label.toLowerCase() === cell.trim().toLowerCase())?.value ?? cell;
`
    : ''
}  const rows = lines.map(({ line, cells }) => ({
    line,
    input: Object.fromEntries(fields.flatMap((field, i) => (field === undefined ? [] : [[field, ${byName.length > 0 ? "meant(field, cells[i] ?? '')" : "cells[i] ?? ''"}]]))),
  }));
  return { rows, unused: head.cells.filter((_, i) => fields[i] === undefined) };
}

/** Makes each as a form would, within a transaction of whoever calls, and gathers what is wrong. */
function try${pascal(rule.name)}(database: Database, ${param}rows: { line: number; input: Input }[], clock: Clock): ${Row}[] {
  return rows.map(({ line, input }) => {
    try {
      ${name.create}(database, ${arg}input, clock);
      return { line, input, faults: {} };
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error;
      return { line, input, faults: Object.keys(error.faults).length > 0 ? error.faults : { '': error.message } };
    }
  });
}

class ${pascal(rule.name)}Trial extends Error {}

/** What an import of the text would do: everything is tried and taken back. @throws Refusal 422 for what is no table of ${many}. */
export function ${preview}(database: Database, ${param}text: string, clock: Clock): ${pascal(rule.name)}Preview {
${guardOf(found, 'viewer', '  ')}  const { rows, unused } = rowsOf${pascal(rule.name)}(${byName.length > 0 ? 'database, ' : ''}${asking ? arg : ''}text);
  let tried: ${Row}[] = [];
  try {
    transaction(database, () => {
      tried = try${pascal(rule.name)}(database, ${arg}rows, clock);
      throw new ${pascal(rule.name)}Trial();
    });
  } catch (error) {
    if (!(error instanceof ${pascal(rule.name)}Trial)) throw error;
  }
  return { rows: tried, unused, isGood: tried.every(({ faults }) => Object.keys(faults).length === 0) };
}

/** Adds every row of the text, or none. @returns how many. @throws Refusal 422 by line and field: "3.name". */
export function ${rule.name}(database: Database, ${param}text: string, clock: Clock): number {
${guardOf(found, 'viewer', '  ')}  const { rows } = rowsOf${pascal(rule.name)}(${byName.length > 0 ? 'database, ' : ''}${asking ? arg : ''}text);
  return transaction(database, () => {
    const tried = try${pascal(rule.name)}(database, ${arg}rows, clock);
    const faults = tried.flatMap(({ line, faults }) => Object.entries(faults).map(([field, fault]) => [\`\${line}.\${field}\`, fault]));
    if (faults.length > 0) throw invalid(Object.fromEntries(faults));
    return tried.length;
  });
}`;
}
