import type { LifecycleRule, NoticeRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { keyOf } from '../tie.js';
import { noticeOfStepTests } from './notice-tests.js';

/** Somebody is told, within the application, when something is made or a step is taken. */
export const noticeKit: Kit<NoticeRule> = {
  name: 'notice',
  contribute(rule, plan) {
    if (!plan.people) return {};
    const record = recordOf(plan, rule.record);
    // Files that all notices share come with the first rule of the kind.
    const isFirstRule = plan.design.rules.find(({ kit }) => kit === 'notice') === rule;
    const lifecycle = plan.design.rules.find((one) => one.kit === 'lifecycle' && one.record === rule.record);
    const step = lifecycle?.kit === 'lifecycle' ? lifecycle.steps.find(({ name }) => name === rule.step) : undefined;
    const text = step ? `${record.name}: ${lower(step.label)}` : `New ${lower(record.name)}`;
    const through = 'person' in rule.to && rule.to.through ? fieldOf(record, rule.to.through) : undefined;
    const whose = through ? recordOf(plan, through.references!) : record;
    const person = 'person' in rule.to ? whose.fields.find(({ name }) => name === (rule.to as { person: string }).person) : undefined;
    const to = person
      ? `made.${person.prop} === null ? [] : [made.${person.prop}]`
      : `peopleToChoose(database, '${'role' in rule.to ? rule.to.role : plan.first!.slug}').map(({ id }) => id)`;
    const recipients = person && !person.isNullable ? `[made.${person.prop}]` : to;
    // Of what it belongs to, it is theirs who have that.
    const found =
      through && person
        ? `database.prepare('SELECT ${person.column} AS id FROM ${whose.sql} WHERE id = ? AND ${person.column} IS NOT NULL').all(made.${through.prop}).map((row) => row.id as number)`
        : recipients;
    const statement = `tell(database, viewer, ${found}, ${quote(text)}, \`/${record.path}/\${id}\`, now);`;
    const withMade = person ? [`const made = read${record.className}(database, id)!;`, statement] : [statement];
    const role = 'role' in rule.to ? rule.to.role : undefined;
    return {
      ...(step ? { afterStep: { [step.name]: withMade } } : { afterCreate: { [record.table]: withMade } }),
      ...(isFirstRule ? shared(plan) : {}),
      tests: {
        [record.table]:
          record.inputs.length === 0
            ? []
            : step
              ? through
                ? []
                : noticeOfStepTests(plan, record, lifecycle as LifecycleRule, step, person, role, text)
              : through && person
                ? throughTest(plan, record, whose, through, person, text)
                : [
                    `test('given ${lower(record.createLabel).replace(/'/g, '')}, whoever is to know is told, with where to look', () => {
  const database = freshDatabase();
  ${role ? `const reader = person(database, '${role}');` : 'const reader = firstPerson(database);'}
${
  person
    ? person.isInput
      ? `  const made = make${record.className}(database, { ${person.prop}: ${person.role ? `person(database, '${person.role}').id` : 'reader.id'} });
  const [notice] = database.prepare('SELECT * FROM notice WHERE person_id = ?').all(made.${person.prop});
  assert.equal(notice!.href, \`/${record.path}/\${made.id}\`);
  void reader;
`
      : `  make${record.className}(database);\n  assert.deepEqual(listNotices(database, reader), []);\n`
    : `  const made = make${record.className}(database);
  assert.deepEqual(listNotices(database, reader).map(({ text, href, isRead }) => [text, href, isRead]), [[${quote(text)}, \`/${record.path}/\${made.id}\`, false]]);
`
}});`,
                  ],
      },
    } satisfies Contribution;
  },
};

function shared(plan: Plan): Partial<Contribution> {
  return {
    tables: [
      `CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  href TEXT NOT NULL,
  at TEXT NOT NULL,
  read_at TEXT
) STRICT;
CREATE INDEX notice_person ON notice (person_id);`,
    ],
    files: [
      {
        path: 'src/services/notices.ts',
        purpose: 'What people are told',
        role: 'service',
        component: 'Services',
        code: `export interface Notice {
  id: number;
  text: string;
  href: string;
  at: string;
  isRead: boolean;
}

/** Tells people, but not whoever did it. */
export function tell(database: Database, viewer: Viewer | undefined, people: number[], text: string, href: string, now: Date): void {
  const insert = database.prepare('INSERT INTO notice (person_id, text, href, at) VALUES (?, ?, ?, ?)');
  for (const id of new Set(people)) if (id !== viewer?.id) insert.run(id, text, href, now.toISOString());
}

/** What the viewer was told, newest first. */
export function listNotices(database: Database, viewer: Viewer | undefined): Notice[] {
  if (!viewer) throw refused(viewer);
  const rows = database.prepare('SELECT * FROM notice WHERE person_id = ? ORDER BY id DESC LIMIT 100').all(viewer.id);
  return rows.map((row) => ({ id: row.id as number, text: row.text as string, href: row.href as string, at: row.at as string, isRead: row.read_at !== null }));
}

export function countUnread(database: Database, viewer: Viewer | undefined): number {
  return database.prepare('SELECT count(*) AS total FROM notice WHERE person_id = ? AND read_at IS NULL').get(viewer?.id ?? 0)!.total as number;
}

export function markAllRead(database: Database, viewer: Viewer | undefined, clock: Clock): void {
  if (!viewer) throw refused(viewer);
  database.prepare('UPDATE notice SET read_at = ? WHERE person_id = ? AND read_at IS NULL').run(clock().toISOString(), viewer.id);
}
`,
      },
      ...(plan.pages
        ? [
            {
              path: 'src/pages/notices.ts',
              purpose: 'The page of notices',
              role: 'view' as const,
              component: 'Pages' as const,
              code: `export function noticesPage(request: WebRequest, notices: Notice[]): Html {
  const unread = notices.some(({ isRead }) => !isRead);
  return inFrame(request, {
    title: 'Notices',
    body: html\`\${pageHead({ title: 'Notices', actions: unread ? actions([{ label: 'Mark all as read', action: '/notices/read', method: 'post' }]) : undefined })}
      \${notices.length === 0
        ? empty({ title: 'Nothing yet', text: 'You are told here what concerns you.' })
        : history(notices.map(({ text, href, at, isRead }) => ({ at: relativeTime(at), text: html\`\${!isRead && badge('New', 'info')} <a href="\${href}">\${text}</a>\` })))}\`,
  });
}
`,
            },
          ]
        : []),
      {
        path: 'src/routes/notices.ts',
        purpose: 'Addresses of notices',
        role: 'controller',
        component: 'Routes',
        code: `export function addNoticeRoutes(router: Router, { database, clock }: Context): void {
  router.get('/api/notices', (request) => json(listNotices(database, request.viewer)));
  router.post('/api/notices/read', (request) => {
    markAllRead(database, request.viewer, clock);
    return noContent();
  });
${
  plan.pages
    ? `  router.get('/notices', (request) => page(noticesPage(request, listNotices(database, request.viewer))));
  router.post('/notices/read', (request) => {
    markAllRead(database, request.viewer, clock);
    return redirect('/notices');
  });
`
    : ''
}}
`,
      },
      {
        path: 'test/notices.test.ts',
        purpose: 'What people are told',
        role: 'test',
        component: 'Tests',
        code: `import assert from 'node:assert/strict';
import { test } from 'node:test';

test('given something is told, it is unread for its people alone, and not for whoever did it', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = [firstPerson(database), firstPerson(database), firstPerson(database)];
  tell(database, ana, [ana.id, bo.id, bo.id], 'News', '/', NOW);
  assert.deepEqual([ana, bo, cy].map((viewer) => countUnread(database, viewer)), [0, 1, 0]);
  assert.equal(listNotices(database, bo)[0]!.at, NOW.toISOString());
});

test('given several things are told, the newest comes first, with where to look', () => {
  const database = freshDatabase();
  const ana = firstPerson(database);
  tell(database, undefined, [ana.id], 'Old news', '/old', NOW);
  tell(database, undefined, [ana.id], 'News', '/new', NOW);
  assert.deepEqual(listNotices(database, ana).map(({ text, href, isRead }) => [text, href, isRead]), [['News', '/new', false], ['Old news', '/old', false]]);
  assert.equal(countUnread(database, undefined), 0);
});

test('given they are marked as read, those of others stay', () => {
  const database = freshDatabase();
  const [ana, bo] = [firstPerson(database), firstPerson(database)];
  tell(database, undefined, [ana.id, bo.id], 'News', '/', NOW);
  markAllRead(database, ana, clock);
  assert.deepEqual([ana, bo].map((viewer) => countUnread(database, viewer)), [0, 1]);
  assert.deepEqual(listNotices(database, ana).map(({ isRead }) => isRead), [true]);
  assert.throws(() => markAllRead(database, undefined, clock), refusedWith(401));
});

test('given the addresses of notices, they are listed and marked; a stranger signs in first', async (t) => {
  const { database, as } = await startApp(t);
  const viewer = firstPerson(database);
  tell(database, undefined, [viewer.id], 'News', '/', NOW);
  assert.equal((await as().get('/api/notices')).status, 401);
  assert.equal((await as(viewer).get('/api/notices')).json().length, 1);
${
  plan.pages
    ? `  assert.equal((await as(viewer).get('/notices')).status, 200);
  assert.equal((await as(viewer).post('/notices/read')).status, 303);
`
    : `  assert.equal((await as(viewer).send('POST', '/api/notices/read')).status, 204);
`
}  assert.equal(countUnread(database, viewer), 0);
});
`,
      },
    ],
    routeFunctions: ['addNoticeRoutes'],
    navigation: plan.pages ? [{ label: 'Notices', href: '/notices', may: 'viewer !== undefined' }] : [],
    tiles: [`{ label: 'Unread notices', href: '/notices', value: countUnread(database, request.viewer) }`],
    paths: [{ method: 'get', path: '/api/notices', summary: 'What the viewer was told' }],
  };
}

/** Whoever has what it belongs to is told, and nobody else. */
function throughTest(plan: Plan, record: RecordPlan, whose: RecordPlan, through: FieldPlan, person: FieldPlan, text: string): string[] {
  if (!through.isInput || whose.inputs.length === 0) return [];
  const role = person.role ?? plan.roles.at(-1)!.slug;
  return [
    `test('given ${lower(text).replace(/'/g, '')}, those whose ${lower(whose.name).replace(/'/g, '')} it belongs to are told, and nobody else', () => {
  const database = freshDatabase();
  const [ana, bo] = [person(database, '${role}'), person(database, '${role}')];
  const ${whose.variable} = make${whose.className}(database);
  put(database, '${whose.sql}', ${whose.variable}.id, { ${keyOf(person)}: ana.id });
  const made = make${record.className}(database, { ${through.prop}: ${whose.variable}.id });
  assert.deepEqual(listNotices(database, ana).map(({ text, href }) => [text, href]), [[${quote(text)}, \`/${record.path}/\${made.id}\`]]);
  assert.deepEqual(listNotices(database, bo), []);
});`,
  ];
}
