import type { Survey } from './survey-parts.js';

/** Questions that fit surveys of any subject; the last is answered in words. */
const ASKED: readonly [string, readonly string[]][] = [
  ['How satisfied are you on the whole?', ['Very', 'Fairly', 'Not really']],
  ['How did you hear of us?', ['From friends', 'On the web', 'By chance']],
  ['Would you recommend us?', ['Yes', 'Perhaps', 'No']],
  ['What could be better?', []],
];
/** Where answers count for something. */
const WEIGHED: readonly [string, readonly string[]][] = [
  ['How often does it come up?', ['Every day', 'Now and then', 'Hardly ever']],
  ['How sure are you about it?', ['Not at all', 'Fairly', 'Very']],
  ['What matters most to you?', ['That it lasts', 'That it is quick', 'That it costs little']],
];
/** What forms ask for; the last is written in words. */
const FILLED_IN: readonly [string, readonly string[]][] = [
  ['How shall we reach you?', ['By telephone', 'By email', 'By letter']],
  ['When does it suit you best?', ['In the morning', 'In the afternoon', 'In the evening']],
  ['What should we know beforehand?', []],
];

const literal = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** Statements after the seeds: questions with options in the place of made-up ones, and a few responses. */
export function surveySeeds(survey: Survey): string[] {
  const { survey: record, question, ofSurvey, asked, options, leads, points, typed } = survey;
  const all = (leads || points ? WEIGHED : typed ? FILLED_IN : ASKED).map(([text, choices]) => ({ text, choices: choices.slice(0, options.length) }));
  // Of what has to be there beside these, the seeds know nothing.
  const rest = question.fields.filter(
    (field) =>
      field !== ofSurvey &&
      field !== asked &&
      field !== typed?.kind &&
      field !== typed?.needed &&
      !field.isNullable && !options.some((option) => Object.values(option).includes(field)),
  );
  if (rest.some(({ initial, setTo, kind }) => initial === undefined && setTo === undefined && kind !== 'boolean')) return [];
  const insert = all.map(({ text, choices }) => {
    const columns = [ofSurvey.column, asked.column, ...choices.flatMap((_, n) => [options[n]!.text.column, ...counted(options[n]!)])];
    const values = [
      `${record.sql}.id`,
      literal(text),
      ...choices.flatMap((choice, n) => [
        literal(choice),
        ...(options[n]!.leads && leads ? [`(SELECT id FROM ${leads.of.sql} ORDER BY id LIMIT 1 OFFSET ${n})`] : []),
        ...(options[n]!.points ? [String(2 - n)] : []),
      ]),
    ];
    const made = [
      ...(typed
        ? [
            [typed.kind.column, choices.length > 0 ? `'text'` : `'long text'`],
            [typed.needed.column, choices.length > 0 ? '1' : '0'],
          ]
        : []),
      ...(question.hasCreatedAt ? [['created_at', `'2026-01-01T09:00:00.000Z'`]] : []),
      ...rest.map(({ column, kind }) => [column, kind === 'person' ? '(SELECT min(id) FROM person_account)' : '0']),
    ];
    return `INSERT INTO ${question.sql} (${[...columns, ...made.map(([name]) => name)].join(', ')}) SELECT ${[...values, ...made.map(([, value]) => value)].join(', ')} FROM ${record.sql}`;
  });
  const found = [
    ...(points ? [`UPDATE ${record.sql} SET ${points.from.column} = 4, ${points.says.column} = 'We call you back'`] : []),
    ...(leads ? titled(survey, leads.of.name.toLowerCase()) : []),
    `DELETE FROM ${question.sql}`,
    ...insert,
    ...answered(survey),
  ];
  return found;
}

/** A survey that leads to something is called by that. */
function titled({ survey: { sql, titleField } }: Survey, outcome: string): string[] {
  if (titleField.kind !== 'text' || !titleField.isInput) return [];
  return [
    `UPDATE ${sql} SET ${titleField.column} = CASE id WHEN 1 THEN ${literal(`Which ${outcome} suits you?`)} WHEN 2 THEN ${literal(`A ${outcome} for every day`)} ELSE ${literal(`A ${outcome} for somebody else, no. `)} || id END`,
  ];
}

/** What the people of the examples answered; no two of them the same. */
function answered({ survey, question, response, ofSurvey, asked, options, toSurvey, person, leads, points, typed }: Survey): string[] {
  const [answers, made, q] = [`${response.table}_answer`, response.sql, question.sql];
  const shown = options.slice(0, 3);
  const chosen = `CASE (${made}.id * 5 + ${q}.id * 3 + ${made}.id / 3) % ${shown.length} ${shown.map(({ text }, n) => `WHEN ${n} THEN ${q}.${text.column}`).join(' ')} END`;
  const joined = `FROM ${made} JOIN ${q} ON ${q}.${ofSurvey.column} = ${made}.${toSurvey.column}`;
  const per = (value: (option: Survey['options'][number]) => string) =>
    `CASE ${answers}.answer ${shown.map((option) => `WHEN ${q}.${option.text.column} THEN ${value(option)}`).join(' ')} END`;
  const own = `FROM ${answers} JOIN ${q} ON ${q}.id = ${answers}.question_id WHERE ${answers}.response_id = ${made}.id`;
  const first = options[0]!.text.column;
  return [
    // Two of them have results to look at; the others are new.
    `UPDATE ${made} SET ${toSurvey.column} = (SELECT min(min(id) + ${made}.id % 2, max(id)) FROM ${survey.sql})`,
    ...(person ? [`DELETE FROM ${made} WHERE id NOT IN (SELECT min(id) FROM ${made} GROUP BY ${toSurvey.column}, ${person.column})`] : []),
    `INSERT INTO ${answers} SELECT ${made}.id, ${q}.id, ${q}.${asked.column}, ${chosen} ${joined} WHERE ${q}.${first} IS NOT NULL`,
    `INSERT INTO ${answers} SELECT ${made}.id, ${q}.id, ${q}.${asked.column}, CASE ${made}.id % 4 WHEN 0 THEN ${typed ? `'Please ring twice.' ELSE 'Nothing in particular.'` : `'It took a little long.' ELSE 'Nothing, it was fine.'`} END ${joined} WHERE ${q}.${first} IS NULL AND ${made}.id % 2 = 0`,
    ...(points
      ? [
          `UPDATE ${made} SET ${points.field.column} = (SELECT coalesce(sum(${per((option) => `coalesce(${q}.${option.points!.column}, 0)`)}), 0) ${own})`,
        ]
      : []),
    ...(leads
      ? [
          `UPDATE ${made} SET ${leads.field.column} = (SELECT ${per((option) => `${q}.${option.leads!.column}`)} AS outcome ${own} GROUP BY outcome ORDER BY count(*) DESC, min(${answers}.question_id) LIMIT 1)`,
        ]
      : []),
  ];
}

const counted = ({ leads, points }: Survey['options'][number]): string[] => [
  ...(leads ? [leads.column] : []),
  ...(points ? [points.column] : []),
];
