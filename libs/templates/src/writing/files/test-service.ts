import type { Contributions } from '../../kits/kit.js';
import { lower, quote } from '../code.js';
import { isOpen, isOwn, names, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { sampleOf } from './sample-values.js';
import { dayFields, exactFields, sortFields, textFields } from './service-file.js';

/** Tests of a record's operations, on a database of their own, and of its addresses. */
export function serviceTests(plan: Plan, record: RecordPlan, kits: Contributions): string[] {
  const tests = [
    ...making(plan, record, kits),
    ...refusing(plan, record),
    ...changing(plan, record),
    ...removing(plan, record),
    ...listing(plan, record),
  ];
  return kits.isEmbedded(record) ? tests : [...tests, ...addresses(plan, record)];
}

/** Whether some rows are there for their authors only. */
export const hidesDrafts = (plan: Plan, record: RecordPlan): boolean =>
  plan.people && plan.design.rules.some((rule) => rule.kit === 'publish' && rule.record === record.table);

const one = (record: RecordPlan): string => lower(record.name);
const first = (plan: Plan): string => (plan.people ? 'firstPerson(database), ' : '');
const setup = '  const database = freshDatabase();\n';

function making(plan: Plan, record: RecordPlan, kits: Contributions): string[] {
  const computed = kits.computed(record.table).map(({ field }) => field);
  const name = names(record);
  if (record.inputs.length === 0) return [];
  const fixed = record.inputs.filter(({ kind, isUnique }) => kind !== 'reference' && kind !== 'person' && !isUnique);
  const ruled = record.fields.filter(
    (field) =>
      !field.isInput && field.initial !== undefined && field.setTo !== 'code' && field.setTo !== 'viewer' && !computed.includes(field.name),
  );
  const initial = (field: FieldPlan) =>
    field.setTo === 'now'
      ? 'NOW.toISOString()'
      : field.setTo === 'today'
        ? quote('2026-05-20')
        : field.kind === 'boolean'
          ? 'false'
          : field.initial!;
  const viewerField = record.fields.find(({ setTo }) => setTo === 'viewer');
  const boxes = record.inputs.filter(({ kind }) => kind === 'boolean');
  return [
    ...(boxes.length > 0
      ? [
          `test('given boxes are ticked, that is kept', () => {
${setup}  const made = make${record.className}(database, { ${boxes.map(({ prop }) => `${prop}: true`).join(', ')} });
${boxes.map(({ prop }) => `  assert.equal(made.${prop}, true);`).join('\n')}
});`,
        ]
      : []),
    `test(${quote(`given a valid ${one(record)}, it is kept as typed and noted in the log`)}, () => {
${setup}  const made = make${record.className}(database);
  const { id } = made;
  assert.deepEqual(${name.find}(database, ${first(plan)}id), made);
${fixed.map((field) => `  assert.equal(made.${field.prop}, ${sampleOf(field, record)});\n`).join('')}${ruled.map((field) => `  assert.equal(made.${field.prop}, ${initial(field)});\n`).join('')}${record.hasCreatedAt ? '  assert.equal(made.createdAt, NOW.toISOString());\n' : ''}  assert.deepEqual(changesOf(database, '${record.table}', id).map(({ at, what }) => [at, what]).at(-1), [NOW.toISOString(), ${quote(record.createLabel)}]);
});`,
    ...(viewerField && plan.people
      ? [
          `test(${quote(`given somebody makes ${one(record)}, it is theirs`)}, () => {
${setup}  const viewer = firstPerson(database);
  const made = ${name.create}(database, viewer, ${record.variable}Sample(database), clock);
  assert.equal(made.${viewerField.prop}, viewer.id);
  assert.equal(made.${viewerField.said}, viewer.name);
});`,
        ]
      : []),
    ...record.fields
      .filter(({ setTo }) => setTo === 'code')
      .map(
        ({ prop }) => `test('given two are made, each has a code of its own that can be read aloud', () => {
${setup}  const codes = [make${record.className}(database).${prop}, make${record.className}(database).${prop}];
  assert.match(codes[0]!, /^[A-HJ-NP-Z2-9]{6}$/);
  assert.notEqual(codes[0], codes[1]);
});`,
      ),
    ...record.inputs
      .filter(({ isUnique }) => isUnique)
      .map(
        ({ prop }) => `test('given one with the same ${prop}, a second is refused', () => {
${setup}  const { ${prop} } = make${record.className}(database);
  assert.throws(() => make${record.className}(database, { ${prop} }), refusedWith(409, '${prop}'));
  const other = make${record.className}(database);
  assert.throws(() => ${name.change}(database, ${first(plan)}other.id, { ${prop} }, clock), refusedWith(409, '${prop}'));
});`,
      ),
  ];
}

function refusing(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  const tests: string[] = [];
  for (const field of record.inputs.filter(({ kind }) => kind === 'reference' || kind === 'person')) {
    const other = field.kind === 'person' && field.role ? plan.roles.find(({ slug }) => slug !== field.role) : undefined;
    tests.push(`test(${quote(`${field.label}: one that is not there is refused`)}, () => {
${setup}  assert.throws(() => make${record.className}(database, { ${field.prop}: 9999 }), refusedWith(422, '${field.prop}'));
${other ? `  const other = person(database, '${other.slug}');\n  assert.throws(() => make${record.className}(database, { ${field.prop}: other.id }), refusedWith(422, '${field.prop}'));\n` : ''}});`);
    const make =
      field.kind === 'person'
        ? `person(database, ${field.role ? `'${field.role}'` : 'FIRST_ROLE'})`
        : `make${recordOf(plan, field.references!).className}(database)`;
    const said = field.kind === 'person' ? 'chosen.name' : `${names(recordOf(plan, field.references!)).titleOf}(chosen)`;
    tests.push(`test(${quote(`${field.label}: the one that was chosen is kept, and its name is shown`)}, () => {
${setup}  const chosen = ${make};
  const made = make${record.className}(database, { ${field.prop}: chosen.id });
  assert.equal(made.${field.prop}, chosen.id);
  assert.equal(made.${field.said}, ${said});
});`);
  }
  if (record.inputs.length > 0) {
    tests.push(
      `test(${quote(`given nothing is typed, no ${one(record)} is made`)}, () => {
${setup}  const before = ${name.list}(database, ${first(plan)}{}).total;
  assert.throws(() => ${name.create}(database, ${first(plan)}{}, clock), refusedWith(422));
  assert.equal(${name.list}(database, ${first(plan)}{}).total, before);
});`.replace(/.*refusedWith\(422\).*\n/, (line) => (record.inputs.some((field) => field.required && field.kind !== 'boolean') ? line : '')),
    );
  }
  if (!plan.people) return tests;
  const owner = record.fields.find((field) => field.name === record.owner);
  const calls: [string, RecordPlan['access']['read'], string, boolean][] = [
    [`list`, record.access.read, `${name.list}(database, viewer, {})`, false],
    [`find`, record.access.read, `${name.find}(database, viewer, id)`, true],
    ...(record.inputs.length > 0
      ? ([
          ['create', record.access.create, `${name.create}(database, viewer, ${record.variable}Sample(database), clock)`, false],
          ['change', record.access.change, `${name.change}(database, viewer, id, {}, clock)`, true],
        ] as [string, RecordPlan['access']['read'], string, boolean][])
      : []),
    ['remove', record.access.remove, `${name.remove}(database, viewer, id, clock)`, true],
  ];
  const canRead = (slug: string | undefined) =>
    isOpen(plan, record.access.read) || (slug !== undefined && rolesOf(plan, record.access.read).includes(slug));
  for (const [what, audience, call, hasItem] of calls) {
    if (isOpen(plan, audience)) continue;
    const refusedRoles = plan.roles.filter(({ slug }) => !rolesOf(plan, audience).includes(slug));
    const readsOwn = owner !== undefined && isOwn(record.access.read);
    const isHidden = hidesDrafts(plan, record);
    const status = (slug: string) =>
      hasItem && what !== 'find' && canRead(slug) && ((readsOwn && !record.actors.includes(slug)) || isHidden) && slug !== plan.first!.slug
        ? '404'
        : '403';
    const strangers = hasItem && isHidden && isOpen(plan, record.access.read) ? '404' : '401';
    tests.push(`test(${quote(`given a stranger${refusedRoles.map(({ name }) => ` or ${lower(name)}`).join('')}, to ${what} is refused`)}, () => {
${setup}  ${hasItem ? `const { id } = make${record.className}(database);\n  ` : ''}let viewer: Viewer | undefined;
  assert.throws(() => ${call}, refusedWith(${strangers}));
${refusedRoles.map(({ slug }) => `  viewer = person(database, '${slug}');\n  assert.throws(() => ${call}, refusedWith(${status(slug)}));\n`).join('')}});`);
    const owned = hasItem && owner !== undefined && isOwn(audience);
    if (owned) {
      const slug = rolesOf(plan, audience).find((one) => one !== plan.first!.slug && !record.actors.includes(one));
      if (slug && canRead(slug))
        tests.push(`test(${quote(`given another's ${one(record)}, to ${what} is refused; of one's own it is allowed`)}, () => {
${setup}  const viewer = person(database, '${slug}');
  const other = person(database, '${slug}');
  const { id } = make${record.className}(database);
  put(database, '${record.sql}', id, { '${owner.column}': other.id });
  assert.throws(() => ${call}, refusedWith(${what === 'find' || readsOwn || isHidden ? 404 : 403}));
  put(database, '${record.sql}', id, { '${owner.column}': viewer.id });
  assert.doesNotThrow(() => ${call});
});`);
    }
  }
  if (owner && isOwn(record.access.read)) {
    const slug = rolesOf(plan, record.access.read).find((one) => one !== plan.first!.slug && !record.actors.includes(one));
    if (slug)
      tests.push(`test(${quote(`given ${lower(record.plural)} of two people, each lists their own and the first role all`)}, () => {
${setup}  const [viewer, other] = [person(database, '${slug}'), person(database, '${slug}')];
  const [mine, theirs] = [make${record.className}(database), make${record.className}(database)];
  put(database, '${record.sql}', mine.id, { '${owner.column}': viewer.id });
  put(database, '${record.sql}', theirs.id, { '${owner.column}': other.id });
  assert.deepEqual(${name.list}(database, viewer).items.map(({ id }) => id), [mine.id]);
  assert.equal(${name.list}(database, firstPerson(database)).total, 2);
${record.actors.map((actor) => `  assert.equal(${name.list}(database, person(database, '${actor}')).total, 2);\n`).join('')}});`);
  }
  return tests;
}

function changing(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  const field = record.inputs.find(
    ({ kind, isUnique, values }) =>
      !['reference', 'person', 'date', 'datetime', 'time'].includes(kind) && !isUnique && (kind !== 'enum' || values!.length > 1),
  );
  if (!field) return [];
  const [low, high] = [sampleOf(field, record), sampleOf(field, record, 'high')];
  if (low === high) return [];
  return [
    `test(${quote(`given ${lower(field.label)} is changed, the rest stays and the log says what`)}, () => {
${setup}  const before = make${record.className}(database);
  const after = ${name.change}(database, ${first(plan)}before.id, { ${field.prop}: ${high} }, clock);
  assert.deepEqual(after, { ...before, ${field.prop}: ${high} });
  assert.equal(changesOf(database, '${record.table}', before.id)[0]!.what, ${quote(`Changed ${lower(field.label)}`)});
});`,
    `test('given nothing is different, the log stays as it is', () => {
${setup}  const { id } = make${record.className}(database);
  const before = changesOf(database, '${record.table}', id).length;
  ${name.change}(database, ${first(plan)}id, { ${field.prop}: ${low} }, clock);
  assert.equal(changesOf(database, '${record.table}', id).length, before);
});`,
  ];
}

function removing(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  const child = record.children.find(
    ({ field, record: other }) => !field.isNullable && field.isInput && other.inputs.length > 0 && other.table !== record.table,
  );
  const make = record.inputs.length > 0;
  if (!make) return [];
  return [
    `test(${quote(`given ${one(record)} is removed, it is gone and the log says so`)}, () => {
${setup}  const made = make${record.className}(database);
  ${name.remove}(database, ${first(plan)}made.id, clock);
  assert.throws(() => ${name.find}(database, ${first(plan)}made.id), refusedWith(404));
  assert.equal(changesOf(database, '${record.table}', made.id)[0]!.what, \`Removed \${${name.titleOf}(made)}\`);
});`,
    ...(child
      ? [
          `test(${quote(`given it still has ${lower(child.record.plural)}, it is not removed`)}, () => {
${setup}  const { id } = make${record.className}(database);
  make${child.record.className}(database, { ${child.field.prop}: id });
  assert.throws(() => ${name.remove}(database, ${first(plan)}id, clock), refusedWith(409));
  assert.equal(${name.find}(database, ${first(plan)}id).id, id);
});`,
        ]
      : []),
    ...(record.children.length > 0
      ? [
          `test(${quote(`given two ${lower(record.plural)}, a form can choose each by its name`)}, () => {
${setup}  const all = [make${record.className}(database), make${record.className}(database)];
  const choices = ${name.choices}(database);
  for (const made of all) assert.ok(choices.some(({ value, label }) => value === String(made.id) && label === ${name.titleOf}(made)));
});`,
        ]
      : []),
  ];
}

function listing(plan: Plan, record: RecordPlan): string[] {
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
  const order = day
    ? [
        `test('given nothing is said about the order, the latest come first', () => {
${two}${set(day, day.kind === 'date' ? "'2026-06-10'" : "'2026-06-10T10:00:00.000Z'", day.kind === 'date' ? "'2026-06-11'" : "'2026-06-11T10:00:00.000Z'")}  const c = make${record.className}(database);
  put(database, '${record.sql}', c.id, { '${day.column}': ${day.kind === 'date' ? "'2026-06-09'" : "'2026-06-09T10:00:00.000Z'"} });
  assert.deepEqual(${ids('{}')}, [b.id, a.id, c.id]);
});`,
      ]
    : [];
  return [...searched, ...exact, ...days, ...sorted, ...order, ...together, paging];
}

function addresses(plan: Plan, record: RecordPlan): string[] {
  if (record.inputs.length === 0) return [];
  const { path } = record;
  const name = names(record);
  const as = plan.people ? 'as(firstPerson(database))' : 'as()';
  const start = `  const { database, as } = await startApp(t);\n  const client = ${as};\n`;
  const needed = record.inputs.find((field) => field.required && field.kind !== 'boolean');
  const api = [
    `test(${quote(`given ${one(record)} is sent to the API, it is made, read, changed and removed`)}, async (t) => {
${start}  const made = await client.send('POST', '/api/${path}', ${record.variable}Sample(database));
  assert.equal(made.status, 201, made.text);
  const { id } = made.json();
  assert.equal(made.headers.get('location'), \`/api/${path}/\${id}\`);
  assert.deepEqual((await client.get(\`/api/${path}/\${id}\`)).json(), made.json());
  assert.equal((await client.get('/api/${path}')).json().total, 1);
  assert.equal((await client.send('PATCH', \`/api/${path}/\${id}\`, {})).status, 200);
  assert.equal((await client.send('DELETE', \`/api/${path}/\${id}\`)).status, 204);
  assert.equal((await client.get(\`/api/${path}/\${id}\`)).status, 404);
});`,
    ...(needed
      ? [
          `test('given an empty object is sent to the API, the answer names the fields', async (t) => {
${plan.people ? start : '  const { as } = await startApp(t);\n  const client = as();\n'}  const answer = await client.send('POST', '/api/${path}', {});
  assert.equal(answer.status, 422);
  assert.ok(answer.json().fields.${needed.prop});
});`,
        ]
      : []),
    ...(plan.people && !isOpen(plan, record.access.create)
      ? [
          `test('given nobody is signed in, the API asks to sign in', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().send('POST', '/api/${path}', {})).status, 401);
});`,
        ]
      : []),
  ];
  if (!plan.pages) return api;
  const pages = [
    `test(${quote(`given ${one(record)} is sent as a form, its page shows it and the list leads there`)}, async (t) => {
${start}  const sent = await client.post('/${path}', ${record.variable}Sample(database));
  assert.equal(sent.status, 303, sent.text);
  const { id } = ${name.list}(database, ${first(plan)}{}).items[0]!;
  assert.ok(sent.headers.get('location')!.startsWith(\`/${path}/\${id}?notice=\`));
  assert.equal((await client.get(\`/${path}/\${id}\`)).status, 200);
  for (const view of ['', '?view=table', '?view=cards', '?view=board', '?view=calendar']) {
    const answer = await client.get(\`/${path}\${view}\`);
    assert.equal(answer.status, 200, answer.text);
    if (view === '?view=table') assert.ok(answer.text.includes(\`/${path}/\${id}"\`));
  }
});`,
    ...(needed
      ? [
          `test('given an empty form, it comes back with what is needed', async (t) => {
${start}  assert.equal((await client.get('/${path}/new')).status, 200);
  const answer = await client.post('/${path}', {});
  assert.equal(answer.status, 422);
  assert.ok(answer.text.includes(${quote(needed.label.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`))}));
});`,
        ]
      : []),
    `test(${quote(`given ${one(record)} is edited and removed by forms, that is what happens`)}, async (t) => {
${start}  const { id } = make${record.className}(database);
  assert.equal((await client.get(\`/${path}/\${id}/edit\`)).status, 200);
  assert.equal((await client.post(\`/${path}/\${id}\`, ${record.variable}Sample(database))).status, 303);
  assert.equal((await client.post(\`/${path}/\${id}/remove\`)).headers.get('location')!.split('?')[0], '/${path}');
  assert.equal((await client.get(\`/${path}/\${id}\`)).status, 404);
});`,
    `test('given the list is asked for as CSV, it has a line for each', async (t) => {
${start}  make${record.className}(database);
  const answer = await client.get('/${path}?format=csv');
  assert.match(answer.headers.get('content-type')!, /^text\\/csv/);
  const lines = answer.text.trim().split('\\r\\n');
  assert.equal(lines.length, 2);
  assert.ok(lines[0]!.startsWith('No.,'));
});`,
    ...(plan.people && !isOpen(plan, record.access.read)
      ? [
          `test('given nobody is signed in, the list asks to sign in and comes back', async (t) => {
  const { as } = await startApp(t);
  const answer = await as().get('/${path}');
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/sign-in?next=%2F${path}');
});`,
        ]
      : []),
  ];
  return [...api, ...pages];
}
