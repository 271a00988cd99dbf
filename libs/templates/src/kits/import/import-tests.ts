import { limitsOf } from '../../writing/files/domain-file.js';
import { asks, names, recordOf, type FieldPlan } from '../../writing/plan.js';
import { MOST_ROWS, type Import } from './import-parts.js';

// A row that is blank as a whole is left out: what is wrong has to be something.
const wrongValue = (field: FieldPlan): string =>
  field.kind === 'text' || field.kind === 'long-text' ? `'x'.repeat(${(limitsOf(field).max ?? 4000) + 1})` : `'?'`;

/** Tests of an import: all or none, faults by line and field, names of what is meant, addresses. */
export function importTests({ rule, plan, record, preview, slugs }: Import): string[] {
  const name = names(record);
  const { arg } = asks(plan);
  const { variable, path, sql } = record;
  const start = `  const database = freshDatabase();\n${plan.people ? '  const viewer = firstPerson(database);\n' : ''}`;
  const sample = `${variable}Sample(database)`;
  const run = (text: string) => `${rule.name}(database, ${arg}${text}, clock)`;
  const look = (text: string) => `${preview}(database, ${arg}${text}, clock)`;
  const total = `${name.list}(database, ${arg}{}).total`;
  const needed =
    record.inputs.find((field) => field.required && field.kind !== 'boolean' && field.kind !== 'reference' && field.kind !== 'person') ??
    record.inputs.find((field) => field.required && field.kind !== 'boolean');
  const choice = record.inputs.find(({ kind }) => kind === 'enum');
  const unique = record.inputs.find(({ isUnique }) => isUnique);
  const meant = record.inputs.find((field) => field.required && field.kind === 'reference' && field.references !== record.table);
  const other = meant && recordOf(plan, meant.references!);
  const others = plan.roles.filter(({ slug }) => slugs.length > 0 && !slugs.includes(slug));
  const client = plan.people ? 'as(firstPerson(database))' : 'as()';
  return [
    `/** As a spreadsheet saves them. */
const sheetOf = (rows: Input[]): string => String(csv('any', Object.keys(rows[0]!), rows.map((row) => Object.values(row).map((value) => value as string | number | boolean | null))).body);`,
    `test('given rows that are all good, they are added as a form would add them', () => {
${start}  const rows = [${sample}, ${sample}, ${sample}];
  const made = ${name.create}(database, ${arg}{ ...rows[0]${unique ? `, ...${sample}` : ''} }, clock);
  assert.deepEqual(${look('sheetOf(rows)')}.rows.map(({ faults }) => faults), [{}, {}, {}]);
  assert.equal(${total}, 1);
  assert.equal(${run('sheetOf(rows)')}, 3);
  const { items } = ${name.list}(database, ${arg}{});
  assert.equal(items.length, 4);
${record.inputs
  .filter((field) => !field.isUnique)
  .map(
    ({ prop }) =>
      `  for (const item of items.filter(({ id }) => id > made.id)) assert.ok(rows.some((row) => String(row['${prop}'] ?? null) === String(item.${prop})), String(item.${prop}));`,
  )
  .slice(0, 4)
  .join('\n')}
});`,
    ...(needed
      ? [
          `test('given one row is wrong, none is added, and its line and field are named', () => {
${start}  const rows = [${sample}, { ...${sample}, ${needed.prop}: ${wrongValue(needed)} }, ${sample}];
  const { rows: tried, isGood } = ${look('sheetOf(rows)')};
  assert.equal(isGood, false);
  assert.deepEqual(tried.map(({ line, faults }) => [line, Object.keys(faults)]), [[2, []], [3, ['${needed.prop}']], [4, []]]);
  assert.throws(() => ${run('sheetOf(rows)')}, refusedWith(422, '3.${needed.prop}'));
  assert.equal(${total}, 0);
});`,
          `test('given any mixture of good and wrong rows, all are added or none', () => {
  const below = seeded(13);
  for (let i = 0; i < 12; i++) {
${start.replace(/^/gm, '  ').replace(/ +$/, '')}    const wrong = new Set(Array.from({ length: below(3) }, () => below(5)));
    const text = sheetOf(Array.from({ length: 5 }, (_, at) => ({ ...${sample}, ...(wrong.has(at) && { ${needed.prop}: ${wrongValue(needed)} }) })));
    assert.equal(${look('text')}.isGood, wrong.size === 0);
    if (wrong.size === 0) assert.equal(${run('text')}, 5);
    else assert.throws(() => ${run('text')}, refusedWith(422, ...[...wrong].map((at) => \`\${at + 2}.${needed.prop}\`)));
    assert.equal(${total}, wrong.size === 0 ? 5 : 0);
  }
});`,
        ]
      : []),
    ...(unique
      ? [
          `test('given two rows with the same ${unique.prop}, the second is named and none is added', () => {
${start}  const row = ${sample};
  assert.throws(() => ${run('sheetOf([row, row])')}, refusedWith(422, '3.${unique.prop}'));
  assert.equal(${total}, 0);
});`,
        ]
      : []),
    ...(meant && other && !other.titleField.said
      ? [
          `test('given the name of what is meant instead of its number, it is found', () => {
${start}  const chosen = make${other.className}(database);
  ${run(`sheetOf([{ ...${sample}, ${meant.prop}: ${names(other).titleOf}(chosen).toUpperCase() }])`)};
  assert.equal(${name.list}(database, ${arg}{}).items[0]!.${meant.said}, ${names(other).titleOf}(chosen));
  assert.throws(() => ${run(`sheetOf([{ ...${sample}, ${meant.prop}: 'Nothing like this' }])`)}, refusedWith(422, '2.${meant.prop}'));
});`,
        ]
      : []),
    ...(choice
      ? [
          `test('given a choice in capital letters, it is that one', () => {
${start}  const [value] = ${choice.constant};
  ${run(`sheetOf([{ ...${sample}, ${choice.prop}: value.toUpperCase() }])`)};
  assert.equal(${name.list}(database, ${arg}{}).items[0]!.${choice.prop}, value);
});`,
        ]
      : []),
    `test('given headings as they stand on the pages, in any case, they are known, and others are said to be unused', () => {
${start}  const row = ${sample};
  const labels: Record<string, string> = { ${record.inputs.map(({ prop, label }) => `${prop}: ${JSON.stringify(label.toUpperCase())}`).join(', ')} };
  const named = Object.fromEntries(Object.entries(row).map(([field, value]) => [labels[field]!, value]));
  assert.deepEqual(${look(`sheetOf([{ ...named, Colophon: 'x' }])`)}, { rows: [{ line: 2, input: ${look('sheetOf([row])')}.rows[0]!.input, faults: {} }], unused: ['Colophon'], isGood: true });
  assert.throws(() => ${look(`'Colophon\\nx'`)}, refusedWith(422, 'rows'));
});`,
    `test('given no rows or more than fit, they are refused', () => {
${start}  const heading = '${record.inputs[0]!.prop}';
  for (const text of ['', heading, \`\${heading}\\n\\n\`, \`\${heading}\\n\${'x\\n'.repeat(${MOST_ROWS + 1})}\`]) {
    assert.throws(() => ${look('text')}, refusedWith(422, 'rows'));
    assert.throws(() => ${run('text')}, refusedWith(422, 'rows'));
  }
  assert.equal(${look(`\`\${heading}\\n\${'x\\n'.repeat(${MOST_ROWS})}\``)}.rows.length, ${MOST_ROWS});
});`,
    ...(slugs.length > 0
      ? [
          `test('given a stranger or another role, nothing is imported or previewed', async (t) => {
  const { database, as } = await startApp(t);
  const text = sheetOf([${sample}]);
  const cases: [Viewer | undefined, number][] = [[undefined, 401]${others.map(({ slug }) => `, [person(database, '${slug}'), 403]`).join('')}];
  for (const [viewer, status] of cases) {
    assert.throws(() => ${look('text')}, refusedWith(status));
    assert.throws(() => ${run('text')}, refusedWith(status));
    assert.equal((await as(viewer).send('POST', '/api/${path}/import', { rows: text })).status, status);
${plan.pages ? `    assert.equal((await as(viewer).get('/${path}/import')).status, status === 401 ? 303 : status);\n` : ''}  }
  assert.equal(database.prepare('SELECT count(*) AS total FROM ${sql}').get()!.total, 0);
});`,
        ]
      : []),
    `test('given the API, rows are previewed and added', async (t) => {
  const { database, as } = await startApp(t);
  const client = ${client};
  const rows = sheetOf([${sample}, ${sample}]);
  assert.equal((await client.send('POST', '/api/${path}/import/preview', { rows })).json().isGood, true);
  assert.equal((await client.get('/api/${path}')).json().total, 0);
  const added = await client.send('POST', '/api/${path}/import', { rows });
  assert.deepEqual([added.status, added.json()], [201, { added: 2 }]);
  assert.equal((await client.get('/api/${path}')).json().total, 2);
  assert.ok((await client.send('POST', '/api/${path}/import', {})).json().fields.rows);
});`,
    ...(plan.pages
      ? [
          `test('given the page, rows are checked first and added when that is confirmed', async (t) => {
  const { database, as } = await startApp(t);
  const client = ${client};
  const rows = sheetOf([${sample}, ${sample}]);
  assert.equal((await client.get('/${path}/import')).status, 200);
  const checked = await client.post('/${path}/import', { rows });
  assert.equal(checked.status, 200, checked.text);
  assert.ok(checked.text.includes('2 rows can be added'));
  assert.equal((await client.get('/api/${path}')).json().total, 0);
  const added = await client.post('/${path}/import', { rows, isChecked: 'yes' });
  assert.equal(added.status, 303, added.text);
  assert.equal((await client.get('/api/${path}')).json().total, 2);
  assert.equal((await client.post('/${path}/import', { rows: '' })).status, 422);
${
  needed
    ? `  const wrong = await client.post('/${path}/import', { rows: sheetOf([{ ...${sample}, ${needed.prop}: ${wrongValue(needed)} }]), isChecked: 'yes' });
  assert.equal(wrong.status, 422);
  assert.ok(wrong.text.includes('1 of 1 row needs another look') && wrong.text.includes('<textarea'));
  assert.equal((await client.get('/api/${path}')).json().total, 2);
`
    : ''
}});`,
        ]
      : []),
  ];
}
