import { lower, quote } from '../../writing/code.js';
import { names } from '../../writing/plan.js';
import type { Quiz } from './quiz.types.js';

/** What is added to the attempts' rules. */
export function quizDomain({ attempt, person }: Quiz): string[] {
  const { className, variable } = attempt;
  return [
    `/** Only whoever made the attempt answers it. */
export function mayAnswer${className}(viewer: Viewer | undefined, ${variable}: ${className}): boolean {
  return viewer !== undefined && ${variable}.${person.prop} === viewer.id;
}`,
    `/** Right answers in whole per cent, from 0 to 100. */
export function scoreOf${className}(right: number, questions: number): number {
  return questions === 0 ? 0 : Math.round((right * 100) / questions);
}`,
    `/** The same items in an order that follows from the seed alone: who loads the page again sees it as before. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = seed >>> 0;
  // Source: mulberry32 by T. Ettinger; the exchange by R. Fisher and F. Yates.
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[other]] = [shuffled[other]!, shuffled[i]!];
  }
  return shuffled;
}`,
  ];
}

/** What is added to the attempts' service. */
export function quizService({ quiz, question, attempt, questionQuiz, asked, right, wrong, attemptQuiz, person, score }: Quiz): string {
  const name = names(attempt);
  const { className, variable, table, sql } = attempt;
  const bare = (column: string) => column.replaceAll('"', '');
  return `export interface AskedQuestion {
  id: number;
  question: string;
  /** In the attempt's own order; nothing says which is right. */
  options: string[];
}

export interface ReviewedQuestion {
  question: string;
  answer: string;
  rightAnswer: string;
  isRight: boolean;
}

/** Questions with their right answers, which leave this file only after all were answered. */
function answerKey(database: Database, ${variable}: ${className}): (AskedQuestion & { right: string })[] {
  const rows = database.prepare('SELECT * FROM ${question.sql} WHERE ${questionQuiz.column} = ? ORDER BY id').all(${variable}.${attemptQuiz.prop});
  return shuffle(rows, ${variable}.id).map((row) => {
    const id = row.id as number;
    const right = row.${bare(right.column)} as string;
    const wrong = [${wrong.map(({ column }) => `row.${bare(column)}`).join(', ')}].filter((text) => typeof text === 'string');
    return { id, question: row.${bare(asked.column)} as string, options: shuffle([...new Set([right, ...wrong])], ${variable}.id * 7_919 + id), right };
  });
}

/** What the viewer is asked. @throws Refusal 403 for another's attempt, 409 once it is answered. */
export function questionsOf${className}(database: Database, viewer: Viewer | undefined, id: number): AskedQuestion[] {
  return answerKey(database, findUnanswered(database, viewer, id)).map(({ id, question, options }) => ({ id, question, options }));
}

function findUnanswered(database: Database, viewer: Viewer | undefined, id: number): ${className} {
  const ${variable} = ${name.find}(database, viewer, id);
  if (!mayAnswer${className}(viewer, ${variable})) throw refused(viewer);
  if (${variable}.answeredAt !== null) throw conflict('These questions were answered already');
  return ${variable};
}

/**
 * Answers all questions at once and sets the score.
 *
 * @param input for each question "q" and its number: the text of the option.
 * @throws Refusal 422 by question, 409 after the first time.
 */
export function answer${className}(database: Database, viewer: Viewer | undefined, id: number, input: Input, clock: Clock): ${className} {
  const key = answerKey(database, findUnanswered(database, viewer, id));
  if (key.length === 0) throw conflict(${quote(`This ${lower(quiz.name)} has no questions yet`)});
  const read = new Reader(input);
  const parsed = read.result(key.map((question) => ({ ...question, answer: read.choice(\`q\${question.id}\`, question.options) })));
  if ('faults' in parsed) throw invalid(Object.fromEntries(Object.keys(parsed.faults).map((name) => [name, 'Choose one of the answers'])));
  const answers = parsed.values;
  const score = scoreOf${className}(answers.filter(({ answer, right }) => answer === right).length, answers.length);
  const now = clock();
  return transaction(database, () => {
    // Decided by the statement itself: answers that are sent twice count once.
    const { changes } = database
      .prepare('UPDATE ${sql} SET ${score.column} = ?, answered_at = ? WHERE id = ? AND ${person.column} = ? AND answered_at IS NULL')
      .run(score, now.toISOString(), id, viewer!.id);
    if (changes === 0) throw conflict('These questions were answered already');
    const keep = database.prepare('INSERT INTO ${table}_answer (attempt_id, question_id, question, answer, right_answer) VALUES (?, ?, ?, ?, ?)');
    for (const { id: questionId, question, answer, right } of answers) keep.run(id, questionId, question, answer, right);
    noteChange(database, viewer, '${table}', id, 'Answered', now);
    return read${className}(database, id)!;
  });
}

/** What was answered and what is right. @throws Refusal 409 before that. */
export function reviewOf${className}(database: Database, viewer: Viewer | undefined, id: number): ReviewedQuestion[] {
  if (${name.find}(database, viewer, id).answeredAt === null) throw conflict('Answer the questions first');
  const rows = database.prepare('SELECT * FROM ${table}_answer WHERE attempt_id = ? ORDER BY question_id').all(id);
  return rows.map((row) => ({
    question: row.question as string,
    answer: row.answer as string,
    rightAnswer: row.right_answer as string,
    isRight: row.answer === row.right_answer,
  }));
}`;
}
