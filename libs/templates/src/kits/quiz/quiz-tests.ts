import { isOpen, isOwn, names, rolesOf } from '../../writing/plan.js';
import { sampleOf } from '../../writing/files/sample-values.js';
import type { Quiz } from './quiz.types.js';

/** Tests of attempts: what is told when, the score, once each, addresses. */
export function quizTests({
  plan,
  quiz,
  question,
  attempt,
  questionQuiz,
  asked,
  right,
  wrong,
  attemptQuiz,
  person,
  score,
  startsAtOnce,
}: Quiz): string[] {
  const name = names(attempt);
  const { className, path } = attempt;
  const takers = isOpen(plan, attempt.access.create) ? plan.roles.map(({ slug }) => slug) : rolesOf(plan, attempt.access.create);
  const readers = isOpen(plan, attempt.access.read) ? takers : rolesOf(plan, attempt.access.read);
  const canTake = takers.filter((slug) => readers.includes(slug));
  const slug = canTake.find((one) => one !== plan.first?.slug) ?? canTake[0];
  if (!slug || person.setTo !== 'viewer') return [];
  const makesQuestions = isOpen(plan, question.access.create) || rolesOf(plan, question.access.create).includes(slug);
  const someone = `person(database, '${slug}')`;
  const more = attempt.inputs
    .filter((field) => field !== attemptQuiz && !field.isNullable && !['reference', 'person'].includes(field.kind))
    .map((field) => `, ${field.prop}: ${sampleOf(field, attempt)}`)
    .join('');
  const begin = (who: string) => `${name.create}(database, ${who}, { ${attemptQuiz.prop}: quiz.id${more} }, clock)`;
  const needed = wrong.filter(({ isNullable }) => !isNullable);
  const shown = needed.length > 0 ? needed : wrong.slice(0, 1);
  const answers = wrong
    .map((field) => `, ${field.prop}: ${shown.includes(field) ? `\`Wrong \${i} ${shown.indexOf(field)}\`` : `''`}`)
    .join('');
  const ready = (questions: number) =>
    `  const quiz = quizWith(database, ${questions});\n  const ana = ${someone};\n  const { id } = ${begin('ana')};\n`;
  const start = (questions = 4) => `  const database = freshDatabase();\n${ready(questions)}`;
  const http = (questions = 4) => `  const { database, as } = await startApp(t);\n${ready(questions)}`;
  const hides = isOwn(attempt.access.read) && attempt.owner !== undefined && slug !== plan.first!.slug;
  return [
    `/** A quiz with so many questions; each right answer begins with "Right". */
function quizWith(database: Database, questions: number): ${quiz.className} {
  const quiz = make${quiz.className}(database);
  for (let i = 0; i < questions; i++)
    make${question.className}(database, { ${questionQuiz.prop}: quiz.id, ${asked.prop}: \`Question \${i}\`, ${right.prop}: \`Right \${i}\`${answers} });
  return quiz;
}

/** Answers of which so many are right. */
const answersTo = (questions: AskedQuestion[], right: number): Record<string, string> =>
  Object.fromEntries(questions.map(({ id, options }, i) => [\`q\${id}\`, options.find((option) => option.startsWith('Right') === i < right)!]));`,
    `test('given any number of right answers, the score lies between 0 and 100 and grows with them', () => {
  for (let questions = 1; questions <= 40; questions++) {
    const scores = Array.from({ length: questions + 1 }, (_, right) => scoreOf${className}(right, questions));
    assert.deepEqual([scores[0], scores.at(-1)], [0, 100]);
    scores.forEach((score, i) => assert.ok(Number.isInteger(score) && score >= 0 && score <= 100 && (i === 0 || score > scores[i - 1]!)));
  }
  assert.equal(scoreOf${className}(1, 3), 33);
  assert.equal(scoreOf${className}(2, 3), 67);
  assert.equal(scoreOf${className}(0, 0), 0);
});`,
    `test('given a seed, the order is the same every time, holds everything once, and is another for other seeds', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const orders = new Set<string>();
  const firsts = new Map<string, number>();
  for (let seed = 0; seed < 500; seed++) {
    const order = shuffle(items, seed);
    assert.deepEqual(order, shuffle(items, seed));
    assert.deepEqual([...order].sort(), items);
    orders.add(order.join(''));
    firsts.set(order[0]!, (firsts.get(order[0]!) ?? 0) + 1);
  }
  assert.ok(orders.size > 60, \`\${orders.size} orders\`);
  for (const item of items) assert.ok((firsts.get(item) ?? 0) > 60, \`\${item} is first \${firsts.get(item)} times of 500\`);
  assert.deepEqual(shuffle([], 1), []);
});`,
    `test('given an attempt, its questions say nothing of what is right, and stay as they were when they are loaded again', async (t) => {
${http()}  const questions = questionsOf${className}(database, ana, id);
  assert.deepEqual(questions, questionsOf${className}(database, ana, id));
  assert.equal(questions.length, 4);
  for (const question of questions) {
    assert.deepEqual(Object.keys(question), ['id', 'question', 'options']);
    assert.equal(question.options.length, ${shown.length + 1});
    assert.equal(question.options.filter((option) => option.startsWith('Right')).length, 1);
  }
  assert.deepEqual((await as(ana).get(\`/api/${path}/\${id}/questions\`)).json(), questions);
  assert.throws(() => reviewOf${className}(database, ana, id), refusedWith(409));
  assert.equal((await as(ana).get(\`/api/${path}/\${id}/review\`)).status, 409);
${
  makesQuestions
    ? ''
    : `  // Nor does anything else that a taker can ask for.
  for (const address of [\`/api/${path}/\${id}\`, \`/api/${quiz.path}/\${quiz.id}\`, '/api/${question.path}', \`/api/${question.path}/\${questions[0]!.id}\`${plan.pages ? `, \`/${path}/\${id}\`, \`/${quiz.path}/\${quiz.id}\`, '/${question.path}', \`/${question.path}/\${questions[0]!.id}\`` : ''}])
    assert.doesNotMatch((await as(ana).get(address)).text, /Right \\d/, address);
`
}});`,
    `test('given many attempts, the right answer stands at every place', () => {
  const database = freshDatabase();
  const quiz = quizWith(database, 1);
  const ana = ${someone};
  const places = new Set<number>();
  for (let i = 0; i < 40; i++) places.add(questionsOf${className}(database, ana, ${begin('ana')}.id)[0]!.options.findIndex((option) => option.startsWith('Right')));
  assert.equal(places.size, ${shown.length + 1});
});`,
    `test('given any of the questions are answered rightly, the score is their share, and the review says which', () => {
  const database = freshDatabase();
  const quiz = quizWith(database, 4);
  const ana = ${someone};
  for (const right of [0, 1, 2, 3, 4]) {
    const { id } = ${begin('ana')};
    const after = answer${className}(database, ana, id, answersTo(questionsOf${className}(database, ana, id), right), clock);
    assert.equal(after.${score.prop}, right * 25);
    assert.equal(after.answeredAt, NOW.toISOString());
    const review = reviewOf${className}(database, ana, id);
    assert.equal(review.length, 4);
    assert.equal(review.filter(({ isRight }) => isRight).length, right);
    for (const { answer, rightAnswer, isRight } of review) {
      assert.ok(rightAnswer.startsWith('Right'));
      assert.equal(isRight, answer.startsWith('Right'));
    }
  }
});`,
    `test('given it is answered, a second time is refused and the score stays', () => {
${start()}  const questions = questionsOf${className}(database, ana, id);
  answer${className}(database, ana, id, answersTo(questions, 1), clock);
  assert.throws(() => answer${className}(database, ana, id, answersTo(questions, 4), clock), refusedWith(409));
  assert.throws(() => questionsOf${className}(database, ana, id), refusedWith(409));
  assert.equal(${name.find}(database, ana, id).${score.prop}, 25);
  const other = quizWith(database, 1);
  assert.throws(() => ${name.change}(database, firstPerson(database), id, { ${attemptQuiz.prop}: other.id }, clock), refusedWith(409));
});`,
    `test('given answers arrive while others are being written, only the first count', () => {
${start(2)}  const questions = questionsOf${className}(database, ana, id);
  // The clock is asked after everything was read and before anything is written.
  const late: Clock = () => {
    answer${className}(database, ana, id, answersTo(questions, 2), clock);
    return NOW;
  };
  assert.throws(() => answer${className}(database, ana, id, answersTo(questions, 0), late), refusedWith(409));
  assert.equal(${name.find}(database, ana, id).${score.prop}, 100);
});`,
    `test('given an answer is missing or is no option, each such question is named and nothing is kept', () => {
${start(2)}  const questions = questionsOf${className}(database, ana, id);
  const [first, second] = questions.map((question) => \`q\${question.id}\`);
  assert.throws(() => answer${className}(database, ana, id, {}, clock), refusedWith(422, first!, second!));
  const all = answersTo(questions, 2);
  assert.throws(() => answer${className}(database, ana, id, { ...all, [second!]: 'Something else' }, clock), refusedWith(422, second!));
  assert.equal(${name.find}(database, ana, id).answeredAt, null);
  assert.equal(answer${className}(database, ana, id, all, clock).${score.prop}, 100);
});`,
    `test('given a quiz without questions, there is nothing to answer', () => {
${start(0)}  assert.deepEqual(questionsOf${className}(database, ana, id), []);
  assert.throws(() => answer${className}(database, ana, id, {}, clock), refusedWith(409));
});`,
    `test('given a stranger, somebody else or whoever looks after all, nobody but its owner answers it', async (t) => {
${http(1)}  const answers = answersTo(questionsOf${className}(database, ana, id), 1);
  const cases: [Viewer | undefined, number][] = [[undefined, 401], [${someone}, ${hides ? 404 : 403}], [firstPerson(database), 403]];
  for (const [viewer, status] of cases) {
    assert.throws(() => questionsOf${className}(database, viewer, id), refusedWith(status));
    assert.throws(() => answer${className}(database, viewer, id, answers, clock), refusedWith(status));
    assert.equal((await as(viewer).send('POST', \`/api/${path}/\${id}/answers\`, answers)).status, status);
  }
  assert.equal(${name.find}(database, ana, id).answeredAt, null);
});`,
    `test('given the API, a quiz is taken and answered', async (t) => {
${startsAtOnce ? http(2).replace(/ {2}const \{ id \} = .*\n/, '') : http(2)}${
      startsAtOnce
        ? `  const taken = await as(ana).send('POST', \`/api/${quiz.path}/\${quiz.id}/take\`);
  assert.equal(taken.status, 201, taken.text);
  const { id } = taken.json();
`
        : ''
    }  const questions = (await as(ana).get(\`/api/${path}/\${id}/questions\`)).json();
  const answer = () => as(ana).send('POST', \`/api/${path}/\${id}/answers\`, answersTo(questions, 1));
  assert.equal((await answer()).json().${score.prop}, 50);
  assert.equal((await answer()).status, 409);
  assert.equal((await as(ana).get(\`/api/${path}/\${id}/review\`)).json().length, 2);
});`,
    ...(plan.pages
      ? [
          `test('given the pages, a quiz is taken, what was chosen is kept, and the result is shown', async (t) => {
${http(2)}${
            startsAtOnce
              ? `  assert.ok((await as(ana).get(\`/${quiz.path}/\${quiz.id}\`)).text.includes(\`action="/${quiz.path}/\${quiz.id}/take"\`));
  const taken = await as(ana).post(\`/${quiz.path}/\${quiz.id}/take\`);
  assert.equal(taken.status, 303, taken.text);
  assert.match(taken.headers.get('location')!, /^\\/${path}\\/\\d+\\/questions$/);
`
              : ''
          }  const address = \`/${path}/\${id}/questions\`;
  assert.ok((await as(ana).get(\`/${path}/\${id}\`)).text.includes(\`href="\${address}"\`));
  assert.equal((await as(ana).get(address)).status, 200);
  const answers = answersTo(questionsOf${className}(database, ana, id), 1);
  const [first, chosen] = Object.entries(answers)[0]!;
  const half = await as(ana).post(address, { [first]: chosen });
  assert.equal(half.status, 422);
  assert.match(half.text, new RegExp(\`value="\${chosen}"[^>]* checked\`));
  assert.equal((await as(ana).post(address, answers)).status, 303);
  const result = (await as(ana).get(\`/${path}/\${id}\`)).text;
  assert.ok(result.includes('1 of 2 right') && !result.includes(\`href="\${address}"\`));
  assert.equal((await as(ana).post(address, answers)).status, 409);
});`,
        ]
      : []),
  ];
}
