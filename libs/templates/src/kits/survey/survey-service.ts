import { ANSWER_KINDS } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { isOpen, isOwn, rolesOf } from '../../writing/plan.js';
import { findOf, isOneOf, type Survey } from './survey-parts.js';

/** What is added to the surveys' rules. */
export function surveyDomain({ rule, plan, survey, answering, leads, points }: Survey): string[] {
  const { className, variable } = survey;
  const owner = survey.fields.find(({ name }) => name === survey.owner);
  const seers = isOpen(plan, rule.results) ? 'true' : isOneOf('viewer', rolesOf(plan, rule.results));
  const own = isOwn(rule.results) && owner;
  return [
    `/** Who answers. */
export function mayAnswer${className}(${answering.length === 0 ? '_viewer' : 'viewer'}: Viewer | undefined): boolean {
  return ${isOneOf('viewer', answering)};
}`,
    own
      ? `/** Who sees how all of them answered: whose it is. */
export function maySeeResultsOf${className}(viewer: Viewer | undefined, ${variable}: ${className}): boolean {
  return viewer !== undefined && (isFirst(viewer) || (${seers} && ${variable}.${owner.prop} === viewer.id));
}`
      : `/** Who sees how all of them answered. */
export function maySeeResultsOf${className}(${seers === 'true' ? '_viewer' : 'viewer'}: Viewer | undefined): boolean {
  return ${seers};
}`,
    ...(leads
      ? [
          `/** What most answers lead to; of several as often, the one that came first. */
export function mostOf${className}(outcomes: readonly (number | null)[]): number | null {
  const times = new Map<number, number>();
  for (const outcome of outcomes) if (outcome !== null) times.set(outcome, (times.get(outcome) ?? 0) + 1);
  let most: number | null = null;
  for (const [outcome, count] of times) if (most === null || count > times.get(most)!) most = outcome;
  return most;
}`,
        ]
      : []),
    ...(points
      ? [
          `/** What so many points say; nothing where there are too few of them. */
export function findingOf${className}({ ${points.from.prop}, ${points.says.prop} }: Pick<${className}, '${points.from.prop}' | '${points.says.prop}'>, points: number): string | null {
  return ${points.from.isNullable ? `${points.from.prop} !== null && ` : ''}points >= ${points.from.prop} ? ${points.says.prop} : null;
}`,
        ]
      : []),
  ];
}

const bare = (column: string) => column.replaceAll('"', '');

/** What is added to the responses' service. */
export function surveyService(found: Survey): string {
  const { rule, plan, survey, question, response, ofSurvey, asked, options, toSurvey, code, person, leads, points, typed } = found;
  const { className } = survey;
  const viewer = plan.people ? 'viewer: Viewer | undefined, ' : '';
  const results = isOwn(rule.results) && survey.owner ? `viewer, ${survey.variable}` : plan.people ? 'viewer' : 'undefined';
  const set = response.fields.filter(({ isInput, initial }) => !isInput && initial !== undefined);
  const columns = [
    toSurvey.column,
    ...(leads ? [leads.field.column] : []),
    ...(points ? [points.field.column] : []),
    ...set.map(({ column }) => column),
    ...(response.hasCreatedAt ? ['created_at'] : []),
  ];
  const values = [
    'id',
    ...(leads ? [`mostOf${className}(chosen.map(({ leadsTo }) => leadsTo))`] : []),
    ...(points ? ['chosen.reduce((sum, { points }) => sum + points, 0)'] : []),
    ...set.map(({ initial }) => initial!),
    ...(response.hasCreatedAt ? ['now.toISOString()'] : []),
  ];
  const once = person
    ? ` WHERE NOT EXISTS (SELECT 1 FROM ${response.sql} other WHERE other.${toSurvey.column} = ? AND other.${person.column} = ?)`
    : '';
  const choice = ({ text, leads: to, points: worth }: Survey['options'][number]): string =>
    `{ text: row.${bare(text.column)}, leadsTo: ${to ? `row.${bare(to.column)}` : 'null'}, points: ${worth ? `row.${bare(worth.column)} ?? 0` : '0'} }`;
  return `export interface ${className}Question {
  id: number;
  question: string;
  /** None: it is answered in words. */
  options: string[];
${typed ? `  /** What is written there: ${ANSWER_KINDS.join(', ')}. */\n  kind: string;\n  isNeeded: boolean;\n` : ''}}

interface ${className}Choice {
  text: string;
  leadsTo: number | null;
  points: number;
}

/** Questions in their order, with what each choice counts for, which leaves this file only as a result. */
function choicesOf${className}(database: Database, id: number): (${className}Question & { choices: ${className}Choice[] })[] {
  const rows = database.prepare('SELECT * FROM ${question.sql} WHERE ${ofSurvey.column} = ? ORDER BY id').all(id);
  return rows.map((row) => {
    const all = [${options.map(choice).join(', ')}];
    const choices = all.filter(({ text }) => typeof text === 'string' && text !== '') as ${className}Choice[];
    return { id: row.id as number, question: row.${bare(asked.column)} as string, options: [...new Set(choices.map(({ text }) => text))], ${typed ? `kind: row.${bare(typed.kind.column)} as string, isNeeded: row.${bare(typed.needed.column)} === 1, ` : ''}choices };
  });
}

/** What is asked, in order. */
export function questionsOf${className}(database: Database, ${viewer}id: number): ${className}Question[] {
  ${findOf(survey, plan)};
  return choicesOf${className}(database, id).map(({ id, question, options${typed ? ', kind, isNeeded' : ''} }) => ({ id, question, options${typed ? ', kind, isNeeded' : ''} }));
}
${
  typed
    ? `
/** What was written into a field, as what it is: a number is one. */
function writtenIn(read: Reader, name: string, kind: string): string {
  switch (kind) {
    case 'number':
      return String(read.number(name));
    case 'date':
      return read.date(name);
    case 'email':
      return read.email(name);
    default:
      return read.text(name, { max: kind === 'text' ? 200 : 2000 });
  }
}
`
    : ''
}${
  person
    ? `
/** Whether the viewer has answered it. */
export function hasAnswered${className}(database: Database, viewer: Viewer | undefined, id: number): boolean {
  return database.prepare('SELECT 1 FROM ${response.sql} WHERE ${toSurvey.column} = ? AND ${person.column} = ?').get(id, viewer?.id ?? 0) !== undefined;
}
`
    : ''
}
export interface ${className}Thanks {
  /** With it, whoever answered sees the result again. */
  code: string;
${leads ? `  outcome: { id: number; title: string } | null;\n` : ''}${points ? '  points: number;\n  finding: string | null;\n' : ''}}

/**
 * Answers all questions at once${person ? ', once for each person' : ''}.
 *
 * @param input for each question "q" and its number: the text of the option, or ${typed ? 'what is written there; what is not needed may be left out' : 'words; words may be left out'}.
 * @throws Refusal 422 by question, 409 where nothing is asked${person ? ' or it was answered already' : ''}.
 */
export function answer${className}(database: Database, ${viewer}id: number, input: Input, clock: Clock): ${className}Thanks {
  ${findOf(survey, plan)};
${plan.people && found.answering.length > 0 ? `  if (!mayAnswer${className}(viewer)) throw refused(viewer);\n` : ''}  const questions = choicesOf${className}(database, id);
  if (questions.length === 0) throw conflict(${quote(`This ${lower(survey.name)} has no ${typed ? 'fields' : 'questions'} yet`)});
  const read = new Reader(input);
  const answered = read.result(
    questions.flatMap((question) => {
      const name = \`q\${question.id}\`;
${
  typed
    ? `      if (read.isBlank(name) && !question.isNeeded) return [];
      return [{ ...question, answer: question.options.length > 0 ? read.choice(name, question.options) : writtenIn(read, name, question.kind) }];`
    : `      if (question.options.length > 0) return [{ ...question, answer: read.choice(name, question.options) }];
      return read.isBlank(name) ? [] : [{ ...question, answer: read.text(name, { max: 2000 }) }];`
}
    }),
  );
  if ('faults' in answered) throw invalid(answered.faults);
${leads || points ? '  const chosen = answered.values.flatMap(({ choices, answer }) => choices.find(({ text }) => text === answer) ?? []);\n' : ''}  const now = clock();
  return transaction(database, () => {
    const { changes, lastInsertRowid } = database
      .prepare('INSERT INTO ${response.sql} (${columns.join(', ')}) SELECT ${columns.map(() => '?').join(', ')}${once}')
      .run(${[...values, ...(person ? ['id', 'viewer?.id ?? 0'] : [])].join(', ')});
    ${person ? "if (changes === 0) throw conflict('You have answered it already');" : 'if (changes === 0) throw conflict();'}
    const keep = database.prepare('INSERT INTO ${response.table}_answer (response_id, question_id, question, answer) VALUES (?, ?, ?, ?)');
    for (const { id: questionId, question, answer } of answered.values) keep.run(lastInsertRowid, questionId, question, answer);
    noteChange(database, ${plan.people ? 'viewer' : 'undefined'}, '${response.table}', Number(lastInsertRowid), 'Answered', now);
    return thanksOf${className}(database, id, read${response.className}(database, Number(lastInsertRowid))!.${code.prop});
  });
}

/** What the answers with this code led to. @throws Refusal 404. */
export function thanksOf${className}(database: Database, id: number, code: string): ${className}Thanks {
  const row = database.prepare('SELECT id FROM ${response.sql} WHERE ${toSurvey.column} = ? AND ${code.column} = ?').get(id, code.trim().toUpperCase());
  const ${response.variable} = row && read${response.className}(database, row.id as number);
  if (!${response.variable}) throw notFound('Nothing was answered under this code');
${
  leads
    ? `  const outcome = ${response.variable}.${leads.field.prop};\n`
    : points
      ? `  const row_ = database.prepare('SELECT ${points.from.column} AS "from", ${points.says.column} AS says FROM ${survey.sql} WHERE id = ?').get(id)!;
  const points = ${response.variable}.${points.field.prop}${points.field.isNullable ? ' ?? 0' : ''};
  const finding = findingOf${className}({ ${points.from.prop}: row_.from as ${points.from.isNullable ? 'number | null' : 'number'}, ${points.says.prop}: row_.says as ${points.says.isNullable ? 'string | null' : 'string'} }, points);\n`
      : ''
}  return { code: ${response.variable}.${code.prop}${leads ? `, outcome: outcome === null ? null : { id: outcome, title: ${response.variable}.${leads.field.said} ?? '' }` : ''}${points ? ', points, finding' : ''} };
}

/** What was asked and answered, in the order of the questions. */
export function answersOf${response.className}(database: Database, id: number): { question: string; answer: string }[] {
  const rows = database.prepare('SELECT question, answer FROM ${response.table}_answer WHERE response_id = ? ORDER BY question_id').all(id);
  return rows.map((row) => ({ question: row.question as string, answer: row.answer as string }));
}

export interface ${className}Result {
  question: string;
  /** How often each option was chosen, also those that nobody chose. */
  counts: { answer: string; count: number }[];
  /** What was answered in words, the latest first. */
  texts: string[];
}

/** How all of them answered, question by question. */
export function resultsOf${className}(database: Database, ${viewer}id: number): ${className}Result[] {
${isOwn(rule.results) && survey.owner ? `  const ${survey.variable} = ${findOf(survey, plan)};` : `  ${findOf(survey, plan)};`}
  if (!maySeeResultsOf${className}(${results})) throw refused(${plan.people ? 'viewer' : 'undefined'});
  const rows = database
    .prepare(
      \`SELECT question_id, answer FROM ${response.table}_answer JOIN ${response.sql} ON ${response.sql}.id = response_id
        WHERE ${response.sql}.${toSurvey.column} = ? ORDER BY response_id DESC\`,
    )
    .all(id);
  return choicesOf${className}(database, id).map(({ id: questionId, question, options }) => {
    const answers = rows.filter((row) => row.question_id === questionId).map((row) => row.answer as string);
    const counts = options.map((answer) => ({ answer, count: answers.filter((one) => one === answer).length }));
    return { question, counts, texts: options.length > 0 ? [] : answers };
  });
}`;
}
