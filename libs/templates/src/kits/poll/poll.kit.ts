import type { PollRule } from '../../design/design.types.js';
import { isOpen, names, recordOf, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { valueIn } from '../tie.js';

/** One question, options, one vote each; the result as bars. */
export const pollKit: Kit<PollRule> = {
  name: 'poll',
  contribute(rule, plan) {
    const [poll, option, vote] = [recordOf(plan, rule.poll), recordOf(plan, rule.option), recordOf(plan, rule.vote)];
    const ofPoll = option.fields.find(({ references }) => references === poll.table);
    const ofOption = vote.fields.find(({ references }) => references === option.table);
    const person = vote.fields.find(({ kind }) => kind === 'person');
    const rest = vote.inputs.filter((field) => field !== ofOption && field !== person && field.required && field.kind !== 'boolean');
    if (!plan.people || !ofPoll || !ofOption?.isInput || !person || person.isInput || rest.length > 0) return {};
    const votes = names(vote);
    const slugs = isOpen(plan, vote.access.create) ? plan.roles.map(({ slug }) => slug) : rolesOf(plan, vote.access.create);
    const role = slugs.at(-1)!;
    const title = option.titleField;
    const titleSql = title.said ? `'No. ' || ${option.sql}.id` : `CAST(${option.sql}.${title.column} AS TEXT)`;
    return {
      subordinate: [option.table, vote.table],
      guards: {
        [vote.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 FROM ${vote.sql} other JOIN ${option.sql} chosen ON chosen.id = other.${ofOption.column}
                          WHERE chosen.${ofPoll.column} = (SELECT ${ofPoll.column} FROM ${option.sql} WHERE id = ?) AND other.${person.column} = ? AND other.id <> ?)`,
            values: (mode) => [valueIn(vote, ofOption, mode), valueIn(vote, person, mode), mode === 'create' ? '0' : 'id'],
            message: 'You have voted already',
            field: ofOption.prop,
          },
        ],
      },
      service: {
        [poll.table]: [
          `export interface ${poll.className}Result {
  optionId: number;
  title: string;
  votes: number;
}

/** Votes for each option, those with the most first. */
export function resultOf${poll.className}(database: Database, id: number): ${poll.className}Result[] {
  const rows = database
    .prepare(
      \`SELECT ${option.sql}.id, ${titleSql} AS title, (SELECT count(*) FROM ${vote.sql} WHERE ${vote.sql}.${ofOption.column} = ${option.sql}.id) AS votes
         FROM ${option.sql} WHERE ${option.sql}.${ofPoll.column} = ? ORDER BY votes DESC, ${option.sql}.id\`,
    )
    .all(id);
  return rows.map((row) => ({ optionId: row.id as number, title: row.title as string, votes: row.votes as number }));
}

/** Whether the viewer has voted in it. */
export function hasVotedIn${poll.className}(database: Database, viewer: Viewer | undefined, id: number): boolean {
  const sql = 'SELECT 1 FROM ${vote.sql} JOIN ${option.sql} ON ${option.sql}.id = ${vote.sql}.${ofOption.column} WHERE ${option.sql}.${ofPoll.column} = ? AND ${vote.sql}.${person.column} = ?';
  return database.prepare(sql).get(id, viewer?.id ?? 0) !== undefined;
}`,
        ],
      },
      parts: {
        [poll.table]: [
          `barChart({ title: 'Votes', rows: resultOf${poll.className}(database, ${poll.variable}.id).map(({ title, votes }) => ({ label: title, value: votes, text: String(votes) })) })`,
          `${isOpen(plan, vote.access.create) ? 'request.viewer !== undefined' : `${votes.mayCreate}(request.viewer)`} && !hasVotedIn${poll.className}(database, request.viewer, ${poll.variable}.id) && section({
        heading: 'Your vote',
        body: actions(resultOf${poll.className}(database, ${poll.variable}.id).map(({ optionId, title }) => ({ label: title, action: \`/${poll.path}/\${${poll.variable}.id}/vote\`, method: 'post' as const, fields: { ${ofOption.prop}: String(optionId) } }))),
      })`,
        ],
      },
      routes: {
        [poll.table]: [
          `  router.get('/api/${poll.path}/:id/result', (request) => json(resultOf${poll.className}(database, ${names(poll).find}(database, request.viewer, idOf(request)).id)));`,
          ...(plan.pages
            ? [
                `  router.post('/${poll.path}/:id/vote', (request) => {
    ${votes.create}(database, request.viewer, request.body, clock);
    return redirectWith(\`/${poll.path}/\${idOf(request)}\`, 'Your vote is counted.');
  });`,
              ]
            : []),
        ],
      },
      paths: [{ method: 'get', path: `/api/${poll.path}/{id}/result`, summary: 'Votes for each option' }],
      tests: {
        [poll.table]:
          poll.inputs.length > 0 && option.inputs.includes(ofPoll)
            ? [
                `test('given two options, each person votes once, whichever option it is, and votes are counted', () => {
  const database = freshDatabase();
  const { id } = make${poll.className}(database);
  const [a, b] = [make${option.className}(database, { ${ofPoll.prop}: id }), make${option.className}(database, { ${ofPoll.prop}: id })];
  const elsewhere = make${option.className}(database);
  const [ana, bo, cy] = [person(database, '${role}'), person(database, '${role}'), person(database, '${role}')];
  const cast = (viewer: Viewer, optionId: number) => ${votes.create}(database, viewer, { ...${vote.variable}Sample(database), ${ofOption.prop}: optionId }, clock);
  assert.equal(hasVotedIn${poll.className}(database, ana, id), false);
  cast(ana, b.id);
  assert.equal(hasVotedIn${poll.className}(database, ana, id), true);
  assert.equal(hasVotedIn${poll.className}(database, bo, id), false);
  for (const again of [a, b]) assert.throws(() => cast(ana, again.id), refusedWith(409, '${ofOption.prop}'));
  assert.doesNotThrow(() => cast(ana, elsewhere.id));
  cast(bo, b.id);
  cast(cy, a.id);
  assert.deepEqual(resultOf${poll.className}(database, id).map(({ optionId, votes }) => [optionId, votes]), [[b.id, 2], [a.id, 1]]);
});`,
                ...(plan.pages
                  ? [
                      `test('given the page of a poll, one votes by a button and then sees no more buttons', async (t) => {
  const { database, as } = await startApp(t);
  const { id } = make${poll.className}(database);
  const option = make${option.className}(database, { ${ofPoll.prop}: id });
  const viewer = person(database, '${role}');
  const path = \`/${poll.path}/\${id}\`;
  assert.ok((await as(viewer).get(path)).text.includes(\`\${path}/vote\`));
  assert.equal((await as(viewer).post(\`\${path}/vote\`, { ${ofOption.prop}: option.id })).status, 303);
  assert.ok(!(await as(viewer).get(path)).text.includes(\`\${path}/vote\`));
  assert.equal((await as(viewer).get(\`/api\${path}/result\`)).json()[0].votes, 1);
});`,
                    ]
                  : []),
              ]
            : [],
      },
    } satisfies Contribution;
  },
};
