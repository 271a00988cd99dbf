import type { Design, Field, SurveyRule } from '../../design/design.types.js';
import { design, field, record } from '../../writing/fixtures/make.js';

const first = { roles: ['host'] };
const roles: Design['roles'] = [
  { name: 'Host', plural: 'Hosts', slug: 'host', joins: 'first', fields: [] },
  { name: 'Guest', plural: 'Guests', slug: 'guest', joins: 'open', fields: [] },
];

function asking(
  name: string,
  more: { survey?: Field[]; question?: Field[]; option?: (n: number) => Field[]; response?: Field[]; isForVisitors?: boolean; rule?: Partial<SurveyRule> },
): Design {
  const by = more.isForVisitors ? ('everyone' as const) : { roles: ['guest'] };
  return design(name, {
    roles,
    records: [
      record('Tea', 'Teas', {
        fields: [field('name', 'Name', 'text')],
        access: { read: 'everyone', create: first, change: first, remove: first },
      }),
      record('Survey', 'Surveys', {
        fields: [field('title', 'Title', 'text'), ...(more.survey ?? [])],
        access: { read: 'everyone', create: first, change: first, remove: first },
        view: 'cards',
      }),
      record('Survey question', 'Survey questions', {
        fields: [
          field('question', 'Question', 'text'),
          field('survey_id', 'Survey', 'reference', { references: 'survey' }),
          ...(more.question ?? []),
          ...[1, 2, 3].flatMap((n) => [field(`option_${n}`, `Option ${n}`, 'text', { required: false }), ...(more.option?.(n) ?? [])]),
        ],
        access: { read: first, create: first, change: first, remove: first },
      }),
      record('Response', 'Responses', {
        fields: [
          field('reference', 'Reference', 'text', { setTo: 'code', isUnique: true }),
          field('survey_id', 'Survey', 'reference', { references: 'survey', isRuled: true }),
          ...(more.isForVisitors ? [] : [field('guest_id', 'Guest', 'person', { required: false, setTo: 'viewer', role: 'guest' })]),
          ...(more.response ?? []),
          field('answered_at', 'Answered', 'datetime', { required: false, setTo: 'now' }),
        ],
        ...(more.isForVisitors ? {} : { owner: 'guest_id' }),
        access: { read: more.isForVisitors ? first : { own: ['guest'] }, create: by, change: first, remove: first },
      }),
    ],
    rules: [
      {
        kit: 'survey',
        name: 'answerSurvey',
        by,
        survey: 'survey',
        question: 'survey_question',
        response: 'response',
        ...(more.isForVisitors ? {} : { person: 'guest_id' }),
        results: first,
        ...more.rule,
      },
    ],
  });
}

/** Guests answer once; the host sees charts. */
export const plainSurvey = asking('Tea house', {});

/** Visitors without an account are led to a tea. */
export const leadingSurvey = asking('Tea finder', {
  isForVisitors: true,
  option: (n) => [field(`option_${n}_leads_to_id`, `Option ${n} leads to`, 'reference', { references: 'tea', required: false })],
  response: [field('tea_id', 'Tea', 'reference', { references: 'tea', required: false, isRuled: true })],
  rule: { leads: { of: 'tea', field: 'tea_id' } },
});

/** With six points, guests are called. */
export const countingSurvey = asking('Tea doctor', {
  survey: [
    field('points_from', 'From how many points', 'integer', { min: 0 }),
    field('finding', 'Then it says', 'text', { required: false }),
  ],
  option: (n) => [field(`option_${n}_points`, `Points of option ${n}`, 'integer', { required: false })],
  response: [field('points', 'Points', 'integer', { isRuled: true, min: 0 })],
  rule: { points: { field: 'points', from: 'points_from', says: 'finding' } },
});

/** A form: what is written has a kind, and may be needed. */
export const formOfFields = asking('Tea orders', {
  question: [
    field('written_as', 'Written as', 'enum', { values: ['text', 'long text', 'number', 'date', 'email'] }),
    field('is_needed', 'Needed', 'boolean'),
  ],
  rule: { typed: { kind: 'written_as', needed: 'is_needed' } },
});
