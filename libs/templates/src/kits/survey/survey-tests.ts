import { lower, quote } from '../../writing/code.js';
import { isOpen, isOwn, names, rolesOf } from '../../writing/plan.js';
import type { Survey } from './survey-parts.js';

/** Tests of surveys: what is needed, once each, what it leads to, who sees results, addresses. */
export function surveyTests(found: Survey): string[] {
  const { plan, rule, survey, question, ofSurvey, asked, options, person, leads, points, typed, answering } = found;
  const { className, path, variable } = survey;
  const arg = plan.people ? ', ana' : '';
  const someone = !plan.people ? 'undefined' : answering.length > 0 ? `person(database, '${answering.at(-1)!}')` : 'undefined';
  const ana = plan.people ? `  const ana${answering.length === 0 ? ': Viewer | undefined' : ''} = ${someone};\n` : '';
  const other = plan.people ? `, ${someone}` : '';
  const seers = isOpen(plan, rule.results) ? [] : rolesOf(plan, rule.results);
  const owner = survey.fields.find(({ name }) => name === survey.owner);
  const isOwned = isOwn(rule.results) && owner !== undefined;
  const seer = plan.people ? ', firstPerson(database)' : '';
  const [first, second] = [options[0]!, options[1]!];
  const blank = options
    .slice(2)
    .map(({ text }) => `, ${text.prop}: ''`)
    .join('');
  const field = (kind: string, isNeeded: boolean): string =>
    typed ? `, ${typed.kind.prop}: '${kind}', ${typed.needed.prop}: ${isNeeded}` : '';
  const worth = (option: Survey['options'][number], n: number): string =>
    option.points ? `, ${option.points.prop}: ${n === 0 ? 3 : 0}` : option.leads ? `, ${option.leads.prop}: ${n === 0 ? 'a' : 'b'}` : '';
  const outcomes = leads ? `  const [a, b] = [make${leads.of.className}(database).id, make${leads.of.className}(database).id];\n` : '';
  const setup = (count = 3): string => `  const ${variable} = surveyWith(database, ${count});\n${ana}`;
  const answers = (database: string) => `questionsOf${className}(${database}${arg}, ${variable}.id)`;
  const give = (more: string, who = arg) => `answer${className}(database${who}, ${variable}.id, ${more}, clock)`;
  const canSee = (viewer: string) => `resultsOf${className}(database${viewer}, ${variable}.id)`;
  const strangers =
    plan.people && seers.length > 0 ? plan.roles.filter(({ slug }) => !seers.includes(slug) && slug !== plan.first!.slug) : [];
  return [
    `/** A survey with so many questions of two options each, and one that is answered in words. */
function surveyWith(database: Database, questions: number): ${className} {
${outcomes}  const ${variable} = make${className}(database${points ? `, { ${points.from.prop}: 6, ${points.says.prop}: 'Come and see us' }` : ''});
  for (let i = 0; i < questions; i++)
    make${question.className}(database, { ${ofSurvey.prop}: ${variable}.id, ${asked.prop}: \`Question \${i}\`, ${first.text.prop}: 'Yes'${worth(first, 0)}, ${second.text.prop}: 'No'${worth(second, 1)}${blank}${field('text', true)} });
  make${question.className}(database, { ${ofSurvey.prop}: ${variable}.id, ${asked.prop}: 'In words', ${options.map(({ text }) => `${text.prop}: ''`).join(', ')}${field('long text', false)} });
  return ${variable};
}

/** "Yes" to so many of them, and "No" to the rest. */
const answersTo = (questions: ${className}Question[], yes: number, words = ''): Record<string, string> =>
  Object.fromEntries(questions.map(({ id, options }, i) => [\`q\${id}\`, options.length === 0 ? words : i < yes ? 'Yes' : 'No']));`,
    `test('given what is asked, options are said and what they count for is not', () => {
  const database = freshDatabase();
${setup(2)}  assert.deepEqual(${answers('database')}.map(({ question, options }) => [question, options]), [['Question 0', ['Yes', 'No']], ['Question 1', ['Yes', 'No']], ['In words', []]]);
  for (const asked of ${answers('database')}) assert.deepEqual(Object.keys(asked), ['id', 'question', 'options'${typed ? ", 'kind', 'isNeeded'" : ''}]);
});`,
    `test('given something is missing or no option of it, all is refused beside its question; words may be left out', () => {
  const database = freshDatabase();
${setup(2)}  const questions = ${answers('database')};
  const all = answersTo(questions, 1);
  const [one] = Object.keys(all);
  assert.throws(() => ${give("{ ...all, [one!]: '' }")}, refusedWith(422, one));
  assert.throws(() => ${give("{ ...all, [one!]: 'Perhaps' }")}, refusedWith(422, one));
  assert.throws(() => ${give("{ ...all, [Object.keys(all).at(-1)!]: 'x'.repeat(2001) }")}, refusedWith(422));
  assert.deepEqual(${canSee(seer)}.map(({ counts }) => counts.map(({ count }) => count)), [[0, 0], [0, 0], []]);
  assert.doesNotThrow(() => ${give('all')});
});`,
    ...(typed
      ? [
          `test('given fields for a number, a date and an address, other words are refused beside them, and a field that is needed is not left out', () => {
  const database = freshDatabase();
  const ${variable} = make${className}(database);
${ana}  for (const kind of ['number', 'date', 'email'])
    make${question.className}(database, { ${ofSurvey.prop}: ${variable}.id, ${asked.prop}: kind, ${options.map(({ text }) => `${text.prop}: ''`).join(', ')}, ${typed.kind.prop}: kind, ${typed.needed.prop}: kind === 'number' });
  const [number, date, email] = ${answers('database')}.map(({ id }) => \`q\${id}\`);
  assert.throws(() => ${give("{ [number!]: 'many' }")}, refusedWith(422, number));
  assert.throws(() => ${give("{ [number!]: '3', [date!]: 'soon' }")}, refusedWith(422, date));
  assert.throws(() => ${give("{ [number!]: '3', [email!]: 'nowhere' }")}, refusedWith(422, email));
  assert.throws(() => ${give('{}')}, refusedWith(422, number));
  assert.doesNotThrow(() => ${give("{ [number!]: '3', [date!]: '2026-05-04', [email!]: 'ana@example.org' }")});
  assert.deepEqual(${canSee(seer)}.map(({ texts }) => texts), [['3'], ['2026-05-04'], ['ana@example.org']]);
});`,
        ]
      : []),
    `test('given nothing is asked, nothing is answered', () => {
  const database = freshDatabase();
  const ${variable} = make${className}(database);
${ana}  assert.throws(() => ${give('{}')}, refusedWith(409));
});`,
    `test('given some have answered, each option is counted and words are listed, the latest first', () => {
  const database = freshDatabase();
  const ${variable} = surveyWith(database, 2);
${plan.people ? `  const questions = questionsOf${className}(database${other}, ${variable}.id);\n` : `  const questions = ${answers('database')};\n`}  answer${className}(database${other}, ${variable}.id, answersTo(questions, 2, 'Good'), clock);
  answer${className}(database${other}, ${variable}.id, answersTo(questions, 1, 'Better'), clock);
  answer${className}(database${other}, ${variable}.id, answersTo(questions, 1), clock);
  const results = ${canSee(seer)};
  assert.deepEqual(results.map(({ counts }) => counts), [[{ answer: 'Yes', count: 3 }, { answer: 'No', count: 0 }], [{ answer: 'Yes', count: 1 }, { answer: 'No', count: 2 }], []]);
  assert.deepEqual(results.at(-1)!.texts, ['Better', 'Good']);
});`,
    ...(person
      ? [
          `test('given somebody has answered, a second time is refused and counts nothing; another survey is open', () => {
  const database = freshDatabase();
${setup(1)}  const questions = ${answers('database')};
  assert.equal(hasAnswered${className}(database, ana, ${variable}.id), false);
  ${give('answersTo(questions, 1)')};
  assert.equal(hasAnswered${className}(database, ana, ${variable}.id), true);
  assert.throws(() => ${give('answersTo(questions, 0)')}, refusedWith(409));
  assert.deepEqual(${canSee(seer)}[0]!.counts.map(({ count }) => count), [1, 0]);
  const more = surveyWith(database, 1);
  assert.doesNotThrow(() => answer${className}(database, ana, more.id, answersTo(questionsOf${className}(database, ana, more.id), 1), clock));
});`,
        ]
      : []),
    ...(leads
      ? [
          `test('given choices lead to something, the result is what most of them lead to', () => {
  assert.equal(mostOf${className}([1, 2, 2]), 2);
  assert.equal(mostOf${className}([2, 1, 1, 2]), 2);
  assert.equal(mostOf${className}([null, 3, null]), 3);
  assert.equal(mostOf${className}([null]), null);
  assert.equal(mostOf${className}([]), null);
  const database = freshDatabase();
  const ${variable} = surveyWith(database, 3);
  const questions = questionsOf${className}(database${other}, ${variable}.id);
  const outcomeOf = (yes: number) => answer${className}(database${other}, ${variable}.id, answersTo(questions, yes), clock).outcome!.id;
  const [none, one, two, three] = [0, 1, 2, 3].map(outcomeOf);
  assert.equal(none, one);
  assert.equal(two, three);
  assert.notEqual(one, two);
});`,
        ]
      : []),
    ...(points
      ? [
          `test('given points, the survey says something from so many on and nothing below', () => {
  const database = freshDatabase();
  const ${variable} = surveyWith(database, 3);
  const questions = questionsOf${className}(database${other}, ${variable}.id);
  const thanks = [0, 1, 2, 3].map((yes) => answer${className}(database${other}, ${variable}.id, answersTo(questions, yes), clock));
  assert.deepEqual(thanks.map(({ points, finding }) => [points, finding]), [[0, null], [3, null], [6, 'Come and see us'], [9, 'Come and see us']]);
});`,
        ]
      : []),
    `test('given the code of an answer, its result is found again, and with no other', () => {
  const database = freshDatabase();
${setup(1)}  const thanks = ${give(`answersTo(${answers('database')}, 1)`)};
  assert.deepEqual(thanksOf${className}(database, ${variable}.id, \` \${thanks.code.toLowerCase()} \`), thanks);
  assert.throws(() => thanksOf${className}(database, ${variable}.id, 'nothing'), refusedWith(404));
  assert.throws(() => thanksOf${className}(database, surveyWith(database, 1).id, thanks.code), refusedWith(404));
});`,
    ...(plan.people && seers.length > 0
      ? [
          `test(${quote(`given a stranger${strangers.map(({ name }) => ` or ${lower(name)}`).join('')}, results are not theirs to see`)}, () => {
  const database = freshDatabase();
  const ${variable} = surveyWith(database, 1);
  assert.throws(() => resultsOf${className}(database, undefined, ${variable}.id), refusedWith(401));
${strangers.map(({ slug }) => `  assert.throws(() => resultsOf${className}(database, person(database, '${slug}'), ${variable}.id), refusedWith(403));\n`).join('')}${
            isOwned
              ? `  const ana = person(database, '${seers.at(-1)!}');\n  assert.throws(() => resultsOf${className}(database, ana, ${variable}.id), refusedWith(403));\n  put(database, '${survey.sql}', ${variable}.id, { ${owner.column}: ana.id });\n  assert.doesNotThrow(() => resultsOf${className}(database, ana, ${variable}.id));\n`
              : seers
                  .map(
                    (slug) =>
                      `  assert.doesNotThrow(() => resultsOf${className}(database, person(database, '${slug}'), ${variable}.id));\n`,
                  )
                  .join('')
          }});`,
        ]
      : []),
    ...(answering.length > 0
      ? [
          `test('given a stranger or somebody who is not asked, an answer is refused', () => {
  const database = freshDatabase();
  const ${variable} = surveyWith(database, 1);
  const answers = answersTo(questionsOf${className}(database, firstPerson(database), ${variable}.id), 1);
  assert.throws(() => answer${className}(database, undefined, ${variable}.id, answers, clock), refusedWith(401));
${plan.roles
  .filter(({ slug }) => !answering.includes(slug))
  .map(
    ({ slug }) =>
      `  assert.throws(() => answer${className}(database, person(database, '${slug}'), ${variable}.id, answers, clock), refusedWith(403));\n`,
  )
  .join('')}});`,
        ]
      : []),
    `test('given the addresses of a survey, it is answered and its results are read', async (t) => {
  const { database, as } = await startApp(t);
${setup(1)}  const client = as(${plan.people ? 'ana' : ''});
  const questions = (await client.get(\`/api/${path}/\${${variable}.id}/questions\`)).json();
  const answered = await client.send('POST', \`/api/${path}/\${${variable}.id}/answers\`, answersTo(questions, 1));
  assert.equal(answered.status, 201, answered.text);
  assert.equal((await as(${plan.people ? 'firstPerson(database)' : ''}).get(\`/api/${path}/\${${variable}.id}/results\`)).json()[0].counts[0].count, 1);
${
  plan.pages
    ? `  const more = surveyWith(database, 1);
  const address = \`/${path}/\${more.id}\`;
  assert.ok((await client.get(address)).text.includes(\`href="\${address}/answer"\`));
  assert.equal((await client.get(\`\${address}/answer\`)).status, 200);
  assert.equal((await client.post(\`\${address}/answer\`, {})).status, 422);
  const sent = await client.post(\`\${address}/answer\`, answersTo(questionsOf${className}(database${arg}, more.id), 1, 'Some words of mine'));
  assert.equal(sent.status, 303, sent.text);
  assert.equal((await client.get(sent.headers.get('location')!)).status, 200);
  assert.ok((await as(${plan.people ? 'firstPerson(database)' : ''}).get(address)).text.includes('Some words of mine'));
${person ? '  assert.ok(!(await client.get(address)).text.includes(`href="${address}/answer"`));\n' : ''}`
    : ''
}});`,
    ...(plan.pages && names(found.response).find
      ? [
          `test('given a response, its page says what was asked and answered', async (t) => {
  const { database, as } = await startApp(t);
${setup(1)}  ${give(`answersTo(${answers('database')}, 1, 'Some words of mine')`)};
  const { id } = database.prepare('SELECT max(id) AS id FROM ${found.response.sql}').get()!;
  assert.deepEqual(answersOf${found.response.className}(database, id as number), [{ question: 'Question 0', answer: 'Yes' }, { question: 'In words', answer: 'Some words of mine' }]);
  assert.ok((await as(${plan.people ? 'firstPerson(database)' : ''}).get(\`/${found.response.path}/\${id}\`)).text.includes('Some words of mine'));
});`,
        ]
      : []),
  ];
}
