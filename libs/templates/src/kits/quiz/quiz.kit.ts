import type { QuizRule } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import { isOpen, names, recordOf, rolesOf, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { quizPages, quizRoutes } from './quiz-pages.js';
import { quizDomain, quizService } from './quiz-service.js';
import { quizTests } from './quiz-tests.js';
import type { Quiz } from './quiz.types.js';

/** Questions with options in an order of each attempt's own; the right answers are told when all are answered, once. */
export const quizKit: Kit<QuizRule> = {
  name: 'quiz',
  contribute(rule, plan) {
    const found = quizOf(rule, plan);
    if (!found) return {};
    const { quiz, question, attempt, attemptQuiz, score } = found;
    const answered = `${attempt.variable}.answeredAt`;
    const viewer = 'request.viewer';
    // Who reads a question reads its answer: whatever the design says, only those who make questions do. Every file and test follows from the plan.
    if (readsTooMuch(found)) question.access = { ...question.access, read: question.access.create };
    return {
      subordinate: [question.table],
      tables: [`ALTER TABLE ${attempt.sql} ADD COLUMN answered_at TEXT;`, answerTable(attempt)],
      properties: { [attempt.table]: '  /** When all questions were answered; ISO 8601, UTC. */\n  answeredAt: string | null;\n' },
      mapping: { [attempt.table]: ['answeredAt: row.answered_at as string | null'] },
      domain: { [attempt.table]: quizDomain(found) },
      service: { [attempt.table]: [quizService(found)] },
      // What was answered stays an attempt at the same quiz. A new one is always let through.
      guards: {
        [attempt.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 FROM ${attempt.sql} answered WHERE answered.id = ? AND answered.answered_at IS NOT NULL)`,
            values: (mode) => [mode === 'create' ? '0' : 'id'],
            message: 'It was answered already',
            field: attemptQuiz.prop,
          },
        ],
      },
      routes: { [attempt.table]: [quizRoutes(found)] },
      actions: {
        [quiz.table]: [
          `${names(attempt).mayCreate}(${viewer}) && { label: ${quote(attempt.createLabel)}, action: ${found.startsAtOnce ? `\`/${quiz.path}/\${${quiz.variable}.id}/take\`, method: 'post'` : `\`/${attempt.path}/new?${attemptQuiz.prop}=\${${quiz.variable}.id}\``}, tone: 'main' }`,
        ],
        [attempt.table]: [
          `mayAnswer${attempt.className}(${viewer}, ${attempt.variable}) && ${answered} === null && { label: 'Answer the questions', action: \`/${attempt.path}/\${${attempt.variable}.id}/questions\`, tone: 'main' }`,
        ],
      },
      parts: {
        [attempt.table]: [
          `${answered} !== null && ${attempt.variable}Review(reviewOf${attempt.className}(database, ${viewer}, ${attempt.variable}.id))`,
        ],
      },
      pageFunctions: { [attempt.table]: plan.pages ? [quizPages(found)] : [] },
      afterSeed: [
        `UPDATE ${attempt.sql} SET answered_at = ${attempt.hasCreatedAt ? 'created_at' : `'2026-01-01T09:00:00.000Z'`} WHERE ${score.column} IS NOT NULL`,
      ],
      tests: { [attempt.table]: quiz.inputs.length > 0 ? quizTests(found) : [] },
      paths: [
        ...(found.startsAtOnce ? [{ method: 'post', path: `/api/${quiz.path}/{id}/take`, summary: attempt.createLabel }] : []),
        { method: 'get', path: `/api/${attempt.path}/{id}/questions`, summary: 'Questions with their options' },
        { method: 'post', path: `/api/${attempt.path}/{id}/answers`, summary: 'Answer all questions, once' },
        { method: 'get', path: `/api/${attempt.path}/{id}/review`, summary: 'What was answered and what is right' },
      ],
    } satisfies Contribution;
  },
};

// Question and right answer as they were: a review stays true when they are changed later.
const answerTable = (attempt: RecordPlan): string => `CREATE TABLE ${attempt.table}_answer (
  attempt_id INTEGER NOT NULL REFERENCES ${attempt.sql} (id) ON DELETE CASCADE,
  question_id INTEGER NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  right_answer TEXT NOT NULL,
  PRIMARY KEY (attempt_id, question_id)
) STRICT;`;

function readsTooMuch({ plan, question }: Quiz): boolean {
  const makers = rolesOf(plan, question.access.create);
  return isOpen(plan, question.access.read) || rolesOf(plan, question.access.read).some((slug) => !makers.includes(slug));
}

/** Nothing where the records are not tied as a quiz's are, or the questions have no right and wrong answers. */
function quizOf(rule: QuizRule, plan: Plan): Quiz | undefined {
  if (!plan.people) return undefined;
  const [quiz, question, attempt] = [recordOf(plan, rule.quiz), recordOf(plan, rule.question), recordOf(plan, rule.attempt)];
  const questionQuiz = question.fields.find(({ references }) => references === quiz.table);
  const attemptQuiz = attempt.inputs.find(({ references }) => references === quiz.table);
  const person = attempt.fields.find(({ name }) => name === attempt.owner) ?? attempt.fields.find(({ kind }) => kind === 'person');
  const score = attempt.fields.find(
    (field) => field.isRuled && field.type === 'number' && field.kind !== 'person' && field.kind !== 'reference',
  );
  const texts = question.inputs.filter(({ kind }) => kind === 'text' || kind === 'long-text');
  const right =
    texts.find(({ name }) => /right|correct/.test(name) && !/incorrect/.test(name)) ?? texts.find(({ name }) => name === 'answer');
  const wrong = texts.filter((field) => field !== right && /wrong|incorrect|false|option|choice|distract|answer/.test(field.name));
  const asked = texts.find((field) => field !== right && !wrong.includes(field) && !field.isNullable);
  if (!questionQuiz || !attemptQuiz || !person || !score || !right || !asked || wrong.length === 0 || right.isNullable) return undefined;
  const startsAtOnce = attempt.inputs.every((field) => field === attemptQuiz || field.isNullable || field.kind === 'boolean');
  return { rule, plan, quiz, question, attempt, questionQuiz, asked, right, wrong, attemptQuiz, person, score, startsAtOnce };
}
