import type { Contributions } from '../../kits/kit.js';
import { lower, quote } from '../code.js';
import { choosesOwn, isOpen, isOwn, names, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { sampleOf } from './sample-values.js';
import { addressTests } from './test-addresses.js';
import { first, listTests, setup } from './test-list.js';

/** Tests of a record's operations, on a database of their own, and of its addresses. */
export function serviceTests(plan: Plan, record: RecordPlan, kits: Contributions): string[] {
  const tests = [
    ...making(plan, record, kits),
    ...refusing(plan, record),
    ...changing(plan, record),
    ...removing(plan, record),
    ...listTests(plan, record),
  ];
  return kits.isEmbedded(record) ? tests : [...tests, ...addressTests(plan, record)];
}

/** Whether some rows are there for their authors only. */
export const hidesDrafts = (plan: Plan, record: RecordPlan): boolean =>
  plan.people && plan.design.rules.some((rule) => (rule.kit === 'publish' || rule.kit === 'sending') && rule.record === record.table);

const one = (record: RecordPlan): string => lower(record.name);

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
${setup}${boxes.length > 1 ? `  const none = { ${boxes.map(({ prop }) => `${prop}: false`).join(', ')} };\n  const boxesOf = ({ ${boxes.map(({ prop }) => prop).join(', ')} }: ${record.className}) => ({ ${boxes.map(({ prop }) => prop).join(', ')} });\n` : ''}  const made = make${record.className}(database, { ${boxes.map(({ prop }) => `${prop}: true`).join(', ')} });
${boxes.map(({ prop }) => `  assert.equal(made.${prop}, true);`).join('\n')}
${
  boxes.length > 1
    ? boxes
        .map(
          ({ prop }) =>
            `  assert.deepEqual(boxesOf(make${record.className}(database, { ...none, ${prop}: true })), { ...none, ${prop}: true });\n`,
        )
        .join('')
    : ''
}});`,
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

/** Gives one a title that no other has, so that a name shows whose it is. */
function titleChange({ titleField: title, ...record }: RecordPlan): string {
  const isTyped = title.isInput && !title.isUnique && !title.said;
  return isTyped ? `, { ${title.prop}: ${sampleOf(title, { ...record, titleField: title }, 'high')} }` : '';
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
        : `make${recordOf(plan, field.references!).className}(database${titleChange(recordOf(plan, field.references!))})`;
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
  const isLink = ({ kind }: FieldPlan) => kind === 'reference' || kind === 'person';
  const typed = record.inputs.filter((field) => !isLink(field) && !field.isUnique);
  // Days move together, so that what ends still ends after it began.
  const boxes = typed.filter(({ kind }) => kind === 'boolean');
  const changes = typed
    .map((field) => `${field.prop}: ${sampleOf(field, record, boxes.indexOf(field) % 2 === 1 ? 'low' : 'high')}`)
    .join(', ');
  const everything = `test('given everything is changed, everything is kept', () => {
${setup}  const { id } = make${record.className}(database);
  const changes = { ${changes} };
  const changed = ${name.change}(database, ${first(plan)}id, changes, clock);
  assert.deepEqual({ ...changed, ...changes }, changed);
  assert.deepEqual(${name.find}(database, ${first(plan)}id), changed);
});`;
  const links = record.inputs.filter((field) => field.kind === 'reference' && field.references !== record.table && !field.isUnique);
  const another = links.map((field) => {
    const made = recordOf(plan, field.references!);
    return `test(${quote(`${field.label}: another can be chosen instead`)}, () => {
${setup}  const before = make${record.className}(database);
  const chosen = make${made.className}(database);
  const after = ${name.change}(database, ${first(plan)}before.id, { ${field.prop}: chosen.id }, clock);
  assert.equal(after.${field.prop}, chosen.id);
  assert.deepEqual(${name.find}(database, ${first(plan)}before.id), after);
});`;
  });
  const field = typed.find(({ kind, values }) => !['date', 'datetime', 'time'].includes(kind) && (kind !== 'enum' || values!.length > 1));
  const [low, high] = field ? [sampleOf(field, record), sampleOf(field, record, 'high')] : ['', ''];
  const logged =
    field && low !== high
      ? [
          `test(${quote(`given ${lower(field.label)} is changed, the rest stays and the log says what`)}, () => {
${setup}  const before = make${record.className}(database);
  const after = ${name.change}(database, ${first(plan)}before.id, { ${field.prop}: ${high} }, clock);
  assert.deepEqual(after, { ...before, ${field.prop}: ${high} });
  assert.equal(changesOf(database, '${record.table}', before.id)[0]!.what, ${quote(`Changed ${lower(field.label)}`)});
});`,
          `test('given nothing is different, the log stays as it is', () => {
${setup}  const made = make${record.className}(database);
  const before = changesOf(database, '${record.table}', made.id).length;
  assert.deepEqual(${name.change}(database, ${first(plan)}made.id, { ${field.prop}: ${low} }, clock), made);
  assert.equal(changesOf(database, '${record.table}', made.id).length, before);
});`,
        ]
      : [];
  return [...(typed.length > 1 ? [everything] : []), ...another, ...logged];
}

function removing(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  const child = record.children.find(
    ({ field, record: other }) => !field.isNullable && field.isInput && other.inputs.length > 0 && other.table !== record.table,
  );
  const make = record.inputs.length > 0;
  if (!make) return [];
  const owner = record.fields.find((field) => field.name === record.owner);
  const slug = rolesOf(plan, record.access.read).find((one) => one !== plan.first?.slug && !record.actors.includes(one));
  const isOffered = record.children.length > 0 && owner && slug && choosesOwn(plan, record);
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
  const choices = ${name.choices}(database${choosesOwn(plan, record) ? ', firstPerson(database)' : ''});
  for (const made of all) assert.ok(choices.some(({ value, label }) => value === String(made.id) && label === ${name.titleOf}(made)));
});`,
        ]
      : []),
    ...(isOffered
      ? [
          `test(${quote(`given ${lower(record.plural)} of two people, a form offers each their own`)}, () => {
${setup}  const [viewer, other] = [person(database, '${slug}'), person(database, '${slug}')];
  const [mine, theirs] = [make${record.className}(database), make${record.className}(database)];
  put(database, '${record.sql}', mine.id, { '${owner.column}': viewer.id });
  put(database, '${record.sql}', theirs.id, { '${owner.column}': other.id });
  assert.deepEqual(${name.choices}(database, viewer).map(({ value }) => value), [String(mine.id)]);
  assert.deepEqual(${name.choices}(database, undefined), []);
});`,
        ]
      : []),
  ];
}
