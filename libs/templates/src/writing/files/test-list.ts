import { lower, quote } from '../code.js';
import { choosesOwn, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { sampleOf } from './sample-values.js';
import { dayFields, exactFields, sortFields, textFields } from './service-fields.js';

/** The argument of who asks, and the line with which tests begin. */
export const first = (plan: Plan): string => (plan.people ? 'firstPerson(database), ' : '');
export const setup = '  const database = freshDatabase();\n';

/** Tests of a list: search, filters, periods, order, pages. */
export function listTests(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  if (record.inputs.length === 0) return [];
  const two = `${setup}  const [a, b] = [make${record.className}(database), make${record.className}(database)];\n`;
  const ids = (query: string) => `${name.list}(database, ${first(plan)}${query}).items.map(({ id }) => id)`;
  const values = (field: FieldPlan): [string, string] => {
    if (field.kind === 'boolean') return ['0', '1'];
    if (field.setTo === 'code') return [quote('AAAAAA'), quote('ZZZZZZ')];
    return [sampleOf(field, record), sampleOf(field, record, 'high')];
  };
  const set = (field: FieldPlan, low: string, high: string) =>
    `  put(database, '${record.sql}', a.id, { '${field.column}': ${low} });\n  put(database, '${record.sql}', b.id, { '${field.column}': ${high} });\n`;
  const searched = textFields(record).map((field) => {
    const word = field.kind === 'email' ? 'zoe%@ex' : field.kind === 'phone' ? '100%_x' : 'Find 100%_x';
    return `test(${quote(`${field.label}: the search finds what it holds, and takes % and _ as they are`)}, () => {
${two}${set(field, quote(word), quote('Find 1000 x'))}  assert.deepEqual(${ids(`{ search: ${quote(word.slice(1))} }`)}, [a.id]);
});`;
  });
  const exact = exactFields(record).flatMap((field) => {
    if (field.kind === 'reference' || field.kind === 'person') {
      const make = field.kind === 'person' ? 'firstPerson(database).id' : `make${recordOf(plan, field.references!).className}(database).id`;
      return [
        `test(${quote(`${field.label}: the list can be narrowed to one`)}, () => {
${two.replace('[a, b]', '[, b]')}  const chosen = ${make};
  put(database, '${record.sql}', b.id, { '${field.column}': chosen });
  assert.deepEqual(${ids(`{ ${field.prop}: String(chosen) }`)}, [b.id]);
});`,
      ];
    }
    const [low, high] = values(field);
    if (low === high) return [];
    const asked = (value: string) => (field.kind === 'boolean' ? (value === '1' ? `'true'` : `'false'`) : value);
    return [
      `test(${quote(`${field.label}: the list can be narrowed to a value`)}, () => {
${two}${set(field, low, high)}  assert.deepEqual(${ids(`{ ${field.prop}: ${asked(low)} }`)}, [a.id]);
  assert.deepEqual(${ids(`{ ${field.prop}: ${asked(high)} }`)}, [b.id]);
});`,
    ];
  });
  const days = dayFields(record).map((field) => {
    const at = (day: string) => quote(field.kind === 'date' ? day : `${day}T12:00:00.000Z`);
    return `test(${quote(`${field.label}: the list can be narrowed to a period, with its first and last day`)}, () => {
${two}${set(field, at('2026-06-10'), at('2026-06-11'))}  assert.deepEqual(${ids(`{ ${field.prop}From: '2026-06-11' }`)}, [b.id]);
  assert.deepEqual(${ids(`{ ${field.prop}From: ${at('2026-06-11')} }`)}, [b.id]);
  assert.deepEqual(${ids(`{ ${field.prop}To: '2026-06-10' }`)}, [a.id]);
  assert.deepEqual(${ids(`{ ${field.prop}From: '2026-06-10', ${field.prop}To: '2026-06-11' }`)}.length, 2);
  assert.deepEqual(${ids(`{ ${field.prop}To: 'someday' }`)}.length, 2);
});`;
  });
  const sorted = sortFields(record)
    .filter(({ kind }) => kind !== 'reference' && kind !== 'person')
    .flatMap((field) => {
      const [low, high] = values(field);
      if (low === high) return [];
      return [
        `test(${quote(`${field.label}: the list is sorted by it, up and down`)}, () => {
${two}${set(field, high, low)}  assert.deepEqual(${ids(`{ sort: '${field.prop}' }`)}, [b.id, a.id]);
  assert.deepEqual(${ids(`{ sort: '-${field.prop}' }`)}, [a.id, b.id]);
});`,
      ];
    });
  const paging = `test('given more than a page, each page has its part and a wrong number is the nearest', () => {
${setup}  const all = Array.from({ length: 25 }, () => make${record.className}(database).id);
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const pageOf = (page?: string) => ${name.list}(database, ${plan.people ? 'viewer, ' : ''}page === undefined ? {} : { page });
  assert.deepEqual(${name.list}(freshDatabase(), ${plan.people ? 'viewer, ' : ''}{}), { items: [], total: 0, page: 1, pages: 1 });
  assert.deepEqual({ ...pageOf(), items: pageOf().items.length }, { items: 24, total: 25, page: 1, pages: 2 });
  assert.equal(pageOf('2').items.length, 1);
  assert.equal(pageOf('9').page, 2);
  assert.equal(pageOf('-1').page, 1);
  assert.deepEqual([...pageOf('1').items, ...pageOf('2').items].map(({ id }) => id).sort((a, b) => a - b), all);
  assert.equal(${name.list}(database, ${plan.people ? 'viewer, ' : ''}{ page: '2' }, 10).items.length, 10);
});`;
  const both = textFields(record)[0];
  const other = exactFields(record).find(({ kind, values: all }) => kind === 'boolean' || (kind === 'enum' && all!.length > 1));
  const together =
    both && other
      ? [
          `test('given a search and a filter, the list holds what fits both', () => {
${two}${set(both, quote('Find me'), quote('Find you'))}${set(other, values(other)[0], values(other)[1])}  assert.deepEqual(${ids(`{ search: 'Find', ${other.prop}: ${other.kind === 'boolean' ? "'true'" : values(other)[1]} }`)}, [b.id]);
  assert.deepEqual(${ids(`{ search: 'Find me', ${other.prop}: ${other.kind === 'boolean' ? "'true'" : values(other)[1]} }`)}, []);
});`,
        ]
      : [];
  const day = dayFields(record).find(({ setTo }) => setTo) ?? dayFields(record)[0];
  const title = record.titleField;
  const hasTitle = record.view !== 'feed' && ['text', 'long-text'].includes(title.kind);
  const choices =
    record.children.length > 0
      ? `  assert.deepEqual(${name.choices}(database${choosesOwn(plan, record) ? ', firstPerson(database)' : ''}).map(({ value }) => Number(value)), [${day ? 'b.id, c.id, a.id' : 'b.id, a.id'}]);\n`
      : '';
  const order = day
    ? [
        `test('given nothing is said about the order, the latest come first, and of one day that which was made last', () => {
${two}${set(day, day.kind === 'date' ? "'2026-06-10'" : "'2026-06-10T10:00:00.000Z'", day.kind === 'date' ? "'2026-06-11'" : "'2026-06-11T10:00:00.000Z'")}  const c = make${record.className}(database);
  put(database, '${record.sql}', c.id, { '${day.column}': ${day.kind === 'date' ? "'2026-06-10'" : "'2026-06-10T10:00:00.000Z'"} });
  assert.deepEqual(${ids('{}')}, [b.id, c.id, a.id]);
${choices}});`,
      ]
    : hasTitle
      ? [
          `test('given nothing is said about the order, they come by ${lower(title.label).replace(/'/g, '')}', () => {
${two}${set(title, quote('birch'), quote('Aster'))}  assert.deepEqual(${ids('{}')}, [b.id, a.id]);
${choices}});`,
        ]
      : [];
  return [...searched, ...exact, ...days, ...sorted, ...order, ...together, paging];
}
