import type { MessageRule } from '../../design/design.types.js';
import { isOpen, names, recordOf, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';

/** Messages between two accounts: conversations, newest first, each a thread. */
export const messageKit: Kit<MessageRule> = {
  name: 'message',
  contribute(rule, plan) {
    if (!plan.people) return {};
    const record = recordOf(plan, rule.record);
    const people = record.fields.filter(({ kind }) => kind === 'person');
    const sender = people.find(({ setTo }) => setTo === 'viewer');
    const recipient = people.find((field) => field !== sender && field.isInput);
    const text =
      record.fields.find(({ kind, isInput }) => kind === 'long-text' && isInput) ??
      record.fields.find(({ kind, isInput }) => kind === 'text' && isInput);
    const attached = record.inputs.find(({ kind }) => kind === 'file' || kind === 'image');
    const rest = record.inputs.filter((field) => field !== recipient && field !== text && field.required && field.kind !== 'boolean');
    if (!sender || !recipient || !text || rest.length > 0) return {};
    const at = record.fields.find(({ setTo }) => setTo === 'now')?.column ?? (record.hasCreatedAt ? 'created_at' : 'id');
    const name = names(record);
    const path = ['conversations', 'talks', 'threads'].find((one) => !plan.records.some((other) => other.path === one))!;
    const allowed = isOpen(plan, record.access.create) ? plan.roles.map(({ slug }) => slug) : rolesOf(plan, record.access.create);
    const to = recipient.role ?? allowed[0]!;
    const from = sender.role ?? allowed.at(-1)!;
    const entities = [record.name];
    const [s, r] = [`${record.sql}.${sender.column}`, `${record.sql}.${recipient.column}`];
    return {
      embedded: [record.table],
      tables: [
        `CREATE TABLE conversation_seen (
  person_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (person_id, other_id)
) STRICT;`,
      ],
      files: [
        {
          path: `src/services/${path}.ts`,
          purpose: 'Who wrote with whom, and what is unread',
          role: 'service',
          component: 'Services',
          entities,
          code: `export interface Conversation {
  otherId: number;
  name: string;
  /** The last words, whoever wrote them. */
  last: string;
  at: string;
  unread: number;
}

export interface ConversationLine {
  id: number;
  author: string;
  text: string;
  at: string;
  isMine: boolean;
  isUnread: boolean;
${attached ? '  attachment: string | null;\n' : ''}}

/** With whom the viewer has written, the latest first. */
export function listConversations(database: Database, viewer: Viewer | undefined): Conversation[] {
  if (!viewer) throw refused(viewer);
  const rows = database
    .prepare(
      \`WITH mine AS (
         SELECT ${record.sql}.id, CASE ${s} WHEN ?1 THEN ${r} ELSE ${s} END AS other_id, ${s} AS sender_id,
                ${record.sql}.${text.column} AS text, ${record.sql}.${at} AS at
           FROM ${record.sql} WHERE ${s} = ?1 OR ${r} = ?1)
       SELECT mine.other_id, person_account.name, text AS last, at, max(mine.id) AS last_id,
              count(*) FILTER (WHERE sender_id = mine.other_id AND mine.id > coalesce(last_seen.last_id, 0)) AS unread
         FROM mine JOIN person_account ON person_account.id = mine.other_id
         LEFT JOIN conversation_seen last_seen ON last_seen.person_id = ?1 AND last_seen.other_id = mine.other_id
        GROUP BY mine.other_id ORDER BY last_id DESC\`,
    )
    .all(viewer.id);
  return rows.map((row) => ({ otherId: row.other_id as number, name: row.name as string, last: row.last as string, at: String(row.at), unread: row.unread as number }));
}

/** What the viewer and another wrote, oldest first; from now on it counts as read. */
export function readConversation(database: Database, viewer: Viewer | undefined, otherId: number): { name: string; lines: ConversationLine[] } {
  if (!viewer) throw refused(viewer);
  const other = database.prepare('SELECT name FROM person_account WHERE id = ?').get(otherId);
  if (!other || otherId === viewer.id) throw notFound('There is nobody to write with');
  const seen = database.prepare('SELECT last_id FROM conversation_seen WHERE person_id = ? AND other_id = ?').get(viewer.id, otherId);
  const lastSeen = (seen?.last_id as number | undefined) ?? 0;
  const rows = database
    .prepare(
      \`SELECT id, ${sender.column} AS sender_id, ${text.column} AS text, ${at} AS at${attached ? `, ${attached.column} AS attachment` : ''} FROM ${record.sql}
        WHERE (${sender.column} = ?1 AND ${recipient.column} = ?2) OR (${sender.column} = ?2 AND ${recipient.column} = ?1) ORDER BY id\`,
    )
    .all(viewer.id, otherId);
  database
    .prepare('INSERT INTO conversation_seen (person_id, other_id, last_id) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last_id = excluded.last_id')
    .run(viewer.id, otherId, Number(rows.at(-1)?.id ?? 0));
  const name = other.name as string;
  const lines = rows.map((row) => {
    const isMine = row.sender_id === viewer.id;
    return { id: row.id as number, author: isMine ? viewer.name : name, text: row.text as string, at: String(row.at), isMine, isUnread: !isMine && (row.id as number) > lastSeen${attached ? ', attachment: row.attachment as string | null' : ''} };
  });
  return { name, lines };
}

export function countUnreadMessages(database: Database, viewer: Viewer | undefined): number {
  return listConversations(database, viewer).reduce((sum, { unread }) => sum + unread, 0);
}
`,
        },
        ...(plan.pages
          ? [
              {
                path: `src/pages/${path}.ts`,
                purpose: 'Conversations and their threads',
                role: 'view' as const,
                component: 'Pages' as const,
                entities,
                code: `export function conversationsPage(request: WebRequest, conversations: Conversation[], people: { id: number; name: string }[]): Html {
  return inFrame(request, {
    title: 'Conversations',
    body: html\`\${pageHead({ title: 'Conversations' })}
      \${conversations.length === 0
        ? empty({ title: 'Nothing written yet', text: 'Choose somebody below and write.' })
        : feed(conversations.map(({ otherId, name, last, at, unread }) => ({ href: \`/${path}/\${otherId}\`, title: name, text: last.slice(0, 140), meta: html\`\${relativeTime(at)} \${unread > 0 && badge(\`\${unread} new\`, 'info')}\` })))}
      \${section({ heading: 'Write to', body: html\`<ul>\${people.filter(({ id }) => id !== request.viewer?.id).map(({ id, name }) => html\`<li><a href="/${path}/\${id}">\${name}</a></li>\`)}</ul>\` })}\`,
  });
}

export function conversationPage(request: WebRequest, otherId: number, name: string, lines: ConversationLine[]): Html {
  return inFrame(request, {
    title: name,
    crumbs: [{ label: 'Conversations', href: '/${path}' }, { label: name }],
    body: html\`\${pageHead({ title: name })}\${thread(
      lines.map((line) => ({ ...line, at: relativeTime(line.at) })),
      { action: \`/${path}/\${otherId}\`, label: 'Your message', submit: 'Send', name: '${text.prop}'${attached ? `, file: '${attached.prop}'` : ''} },
    )}\`,
  });
}
`,
              },
            ]
          : []),
        {
          path: `src/routes/${path}.ts`,
          purpose: 'Addresses of conversations',
          role: 'controller',
          component: 'Routes',
          entities,
          code: `export function addConversationRoutes(router: Router, { database, clock }: Context): void {
  router.get('/api/${path}', (request) => json(listConversations(database, request.viewer)));
  router.get('/api/${path}/:id', (request) => json(readConversation(database, request.viewer, idOf(request))));
  router.post('/api/${path}/:id', (request) => json(${name.create}(database, request.viewer, { ...request.body, ${recipient.prop}: idOf(request) }, clock), 201));
${
  plan.pages
    ? `  router.get('/${path}', (request) => page(conversationsPage(request, listConversations(database, request.viewer), peopleToChoose(database${recipient.role ? `, '${recipient.role}'` : ''}))));
  router.get('/${path}/:id', (request) => {
    const { name, lines } = readConversation(database, request.viewer, idOf(request));
    return page(conversationPage(request, idOf(request), name, lines));
  });
  router.post('/${path}/:id', (request) => {
    ${attached ? `const sent = request.files['${attached.prop}'];\n    ` : ''}${name.create}(database, request.viewer, { ...request.body, ${attached ? `...(sent && { ${attached.prop}: keepFile(database, '${attached.prop}', sent, false) }), ` : ''}${recipient.prop}: idOf(request) }, clock);
    return redirect(\`/${path}/\${idOf(request)}\`);
  });
`
    : ''
}}
`,
        },
        {
          path: `test/${path}.test.ts`,
          purpose: 'Who reads what was written',
          role: 'test',
          component: 'Tests',
          entities,
          code: `import assert from 'node:assert/strict';
import { test } from 'node:test';

const send = (database: Database, from: Viewer, to: Viewer, text: string) =>
  ${name.create}(database, from, { ...${record.variable}Sample(database), ${recipient.prop}: to.id, ${text.prop}: text }, clock);

test('given two people write, both read it in order and a third sees nothing of it', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = [person(database, '${from}'), person(database, '${to}'), person(database, '${from}')];
  send(database, ana, bo, 'First words');
  send(database, ana, bo, 'Second words');
  assert.deepEqual(readConversation(database, bo, ana.id).lines.map(({ text, author, isMine }) => [text, author, isMine]), [['First words', ana.name, false], ['Second words', ana.name, false]]);
  assert.deepEqual(readConversation(database, ana, bo.id).lines.map(({ author, isMine }) => [author, isMine]), [[ana.name, true], [ana.name, true]]);
  assert.equal(readConversation(database, ana, bo.id).name, bo.name);
  assert.deepEqual(listConversations(database, cy), []);
  assert.deepEqual(readConversation(database, cy, ana.id).lines, []);
});

test('given something unread, it is counted until it is read, for the reader alone', () => {
  const database = freshDatabase();
  const [ana, bo] = [person(database, '${from}'), person(database, '${to}')];
  send(database, ana, bo, 'First words');
  assert.deepEqual([countUnreadMessages(database, ana), countUnreadMessages(database, bo)], [0, 1]);
  assert.deepEqual(readConversation(database, bo, ana.id).lines.map(({ isUnread }) => isUnread), [true]);
  assert.equal(countUnreadMessages(database, bo), 0);
  assert.deepEqual(readConversation(database, bo, ana.id).lines.map(({ isUnread }) => isUnread), [false]);
  send(database, ana, bo, 'More words');
  assert.deepEqual(listConversations(database, bo).map(({ otherId, last, unread }) => [otherId, last, unread]), [[ana.id, 'More words', 1]]);
});

test('given conversations with several, the latest comes first, with its last words', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = [person(database, '${from}'), person(database, '${to}'), person(database, '${to}')];
  send(database, ana, bo, 'First words');
  send(database, ana, cy, 'Second words');
  assert.deepEqual(listConversations(database, ana).map(({ name, last, unread }) => [name, last, unread]), [[cy.name, 'Second words', 0], [bo.name, 'First words', 0]]);
  send(database, ana, bo, 'Third words');
  assert.deepEqual(listConversations(database, ana).map(({ otherId, last }) => [otherId, last]), [[bo.id, 'Third words'], [cy.id, 'Second words']]);
${at === 'id' ? '' : '  assert.equal(listConversations(database, ana)[0]!.at, NOW.toISOString());\n  assert.equal(readConversation(database, ana, bo.id).lines[0]!.at, NOW.toISOString());\n'}  // What one has read, another has not.
  readConversation(database, bo, ana.id);
  assert.deepEqual([countUnreadMessages(database, bo), countUnreadMessages(database, cy)], [0, 1]);
});

test('given nobody, or oneself, there is no conversation', () => {
  const database = freshDatabase();
  const ana = person(database, '${from}');
  assert.throws(() => listConversations(database, undefined), refusedWith(401));
  assert.throws(() => readConversation(database, undefined, ana.id), refusedWith(401));
  assert.throws(() => readConversation(database, ana, 9999), refusedWith(404));
  assert.throws(() => readConversation(database, ana, ana.id), refusedWith(404));
});

test('given the addresses of conversations, one writes and reads', async (t) => {
  const { database, as } = await startApp(t);
  const [ana, bo] = [person(database, '${from}'), person(database, '${to}')];
  assert.equal((await as(ana).send('POST', \`/api/${path}/\${bo.id}\`, { ${text.prop}: 'Some words to read' })).status, 201);
  assert.equal((await as(bo).get('/api/${path}')).json().length, 1);
  assert.equal((await as().get('/api/${path}')).status, 401);
${
  plan.pages
    ? `  assert.equal((await as(ana).post(\`/${path}/\${bo.id}\`, { ${text.prop}: 'More words to read' })).status, 303);
  assert.ok((await as(bo).get(\`/${path}/\${ana.id}\`)).text.includes('More words to read'));
  assert.equal((await as(bo).get('/${path}')).status, 200);
${
  attached
    ? `  const address = 'https://example.org/notes.txt';
  assert.equal((await as(ana).post(\`/${path}/\${bo.id}\`, { ${text.prop}: 'Words with a file', ${attached.prop}: address })).status, 303);
  assert.equal(readConversation(database, bo, ana.id).lines.at(-1)!.attachment, address);
  assert.ok((await as(bo).get(\`/${path}/\${ana.id}\`)).text.includes(\`href="\${address}"\`));
`
    : ''
}`
    : ''
}});
`,
        },
      ],
      routeFunctions: ['addConversationRoutes'],
      navigation: plan.pages ? [{ label: 'Conversations', href: `/${path}`, may: 'viewer !== undefined' }] : [],
      tiles: [`{ label: 'Unread messages', href: '/${path}', value: countUnreadMessages(database, request.viewer) }`],
      paths: [{ method: 'get', path: `/api/${path}`, summary: 'Conversations of the viewer' }],
    } satisfies Contribution;
  },
};
