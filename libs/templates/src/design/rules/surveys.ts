import { singular } from '../../knowledge/words.js';
import type { Audience, DesignRecord, Field, SurveyRule } from '../design.types.js';
import type { Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { nameOf } from '../nouns.js';
import { FORM_FIELDS, nameParts } from './form-parts.js';
import type { Plan } from '../plan.types.js';
import { personField, referenceTo, slugsOf, titleCode } from './parts.js';

/** What asks without a right answer. */
const ASKING = /\b(survey|questionnaire|feedback form|personality (test|quiz)|needs assessment|self[- ]assessment)$/;
export const ANSWERING: ReadonlySet<string> = new Set([
  'take',
  'answer',
  'fill in',
  'fill out',
  'fill',
  'complete',
  'respond',
  'respond to',
  'participate',
  'do',
  'submit',
  'attempt',
]);
/** An answer leads to something, rather than being right. */
const LEADING =
  /\b(recommend\w*|suggest\w*|personality|preferences?|determin\w+ (whether|which|what)|based on (?:\w+ ){0,4}(answers|responses|preferences|choices|input|needs|information))\b/i;
const JUDGED = /\b(scores?|exams?|examinations?|grades?|graded|(right|correct|wrong) answers?|trivia|pass mark|knowledge)\b/i;
const SEEING = /^(see|view|check|analy[sz]e|read|get|export|review|evaluate|show|display)$/;
const MOST_OPTIONS = 5;

/** Whether a quiz of the text asks what somebody likes, rather than what they know. */
export const asksPreferences = (plan: Plan, said: Said): boolean =>
  LEADING.test(said.sentence.text) && !JUDGED.test(plan.draft.reading.text);

/** Surveys that are kept, and quizzes whose answers lead to something. */
export function addSurveys(plan: Plan): void {
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record || !ASKING.test(draft.name)) continue;
    // What is voted on is a poll.
    if (draft.acts.some(({ verb }) => /^vote/.test(verb))) continue;
    const answered = answeringIn(plan, draft.name);
    const said = answered[0] ?? draft.acts[0]?.said ?? draft.said.find((one): one is Said => 'clause' in one);
    const by = answered.flatMap(({ clause }) => clause.subjects.map(nameOf));
    if (said) addSurvey(plan, record, by, said);
    for (const one of answered) accountFor(plan, one);
  }
}

/** Where somebody answers it, by its whole name or the last word of it. */
function answeringIn(plan: Plan, name: string): Said[] {
  const isIt = (word: string): boolean => word === name || word === name.split(' ').at(-1);
  return plan.draft.reading.sentences.flatMap((sentence) =>
    sentence.clauses
      .filter(
        ({ verb, objects, complements }) =>
          ANSWERING.has(verb ?? '') && [...objects, ...complements.map(({ phrase }) => phrase)].some((phrase) => isIt(phrase.name)),
      )
      .map((clause) => ({ sentence, clause })),
  );
}

export function addSurvey(plan: Plan, named: DesignRecord | undefined, by: readonly string[], said: Said, isTyped = false): void {
  if (plan.rules.some(({ kit }) => kit === 'survey')) return accountFor(plan, said);
  if (plan.people.roles.length === 0) return;
  const first = { roles: [plan.people.roles[0]!.slug] };
  const survey =
    named ??
    plan.ensure('quiz', () => ({
      fields: [fieldOf('title', { required: true, origin: 'assumed' }), fieldOf('description', { origin: 'assumed' })],
      title: 'title',
      access: { read: 'everyone', create: first, change: first, remove: first },
      view: 'cards',
      createLabel: 'Add quiz',
    }));
  askOnly(plan, survey);
  const makers = typeof survey.access.create === 'object' && 'roles' in survey.access.create ? survey.access.create : first;
  dropParts(plan, survey);
  const leads = leadingTo(plan, survey);
  const counts =
    !leads &&
    /\bdetermin\w+ (?:whether|if)\b|\bwhether \w+ (?:\w+ ){0,3}(?:is|are) (?:needed|required|necessary|eligible|suitable)/i.test(
      plan.draft.reading.text,
    );
  const part = isTyped ? 'form field' : plan.find('question') ? `${survey.name.toLowerCase()} question` : 'question';
  const question = plan.ensure(part, () => ({
    fields: [
      { ...fieldOf('question', { required: true, origin: 'assumed' }), kind: 'text', ...(isTyped ? { label: 'Label' } : {}) },
      referenceTo(survey),
      ...(isTyped ? FORM_FIELDS : []),
      ...Array.from({ length: leads || counts ? 4 : MOST_OPTIONS }, (_, n) => optionOf(n + 1, leads, counts)).flat(),
    ],
    title: 'question',
    access: { read: makers, create: makers, change: makers, remove: makers },
    view: 'table',
    createLabel: isTyped ? 'Add field' : 'Add question',
  }));
  if (counts) {
    plan.field(survey, { ...whole('points_from', 'From how many points'), required: true });
    plan.field(survey, {
      ...fieldOf('finding', { origin: 'assumed' }),
      label: 'Then it says',
      kind: 'text',
      help: 'Shown to whoever reaches so many points',
    });
  }
  const answering = answeringOf(plan, by, said);
  const person = answering === 'everyone' ? undefined : { ...personField(plan, by), required: false };
  const slugs = answering === 'everyone' ? [] : answering.roles;
  const given = isTyped ? 'submission' : 'response';
  const response = plan.ensure(plan.find(given) ? `${survey.name.toLowerCase()} ${given}` : given, () => ({
    fields: [
      titleCode(),
      { ...referenceTo(survey), isRuled: true },
      ...(person ? [person] : []),
      ...(leads ? [{ ...referenceTo(leads), required: false, isRuled: true }] : []),
      ...(counts ? [{ ...whole('points', 'Points'), isRuled: true, min: 0 }] : []),
      { name: 'answered_at', label: isTyped ? 'Submitted' : 'Answered', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'reference',
    ...(person ? { owner: person.name } : {}),
    access: { read: person ? { own: slugs } : makers, create: answering, change: first, remove: first },
    view: 'table',
    createLabel: isTyped ? 'Fill in' : 'Answer',
  }));
  const rule: SurveyRule = {
    kit: 'survey',
    name: `answer${survey.className}`,
    by: answering,
    survey: survey.table,
    question: question.table,
    response: response.table,
    ...(person ? { person: person.name } : {}),
    results: seersOf(plan, survey, makers.roles, slugs),
    ...(leads ? { leads: { of: leads.table, field: referenceTo(leads).name } } : {}),
    ...(counts ? { points: { field: 'points', from: 'points_from', says: 'finding' } } : {}),
    ...(isTyped ? { typed: { kind: 'written_as', needed: 'is_needed' } } : {}),
  };
  plan.add(rule, said);
  if (isTyped) nameParts(plan, question, response);
  accountForResults(plan, leads !== undefined || counts);
}

const whole = (name: string, label: string): Field => ({ name, label, kind: 'integer', required: false, origin: 'assumed' });

function optionOf(n: number, leads: DesignRecord | undefined, counts: boolean): Field[] {
  const option: Field = { name: `option_${n}`, label: `Option ${n}`, kind: 'text', required: false, origin: 'assumed' };
  if (n === 1) option.help = 'Without options, it is answered in words';
  return [
    option,
    ...(leads
      ? [
          {
            ...referenceTo(leads),
            name: `option_${n}_leads_to_id`,
            label: `Option ${n} leads to`,
            required: false,
            origin: 'assumed' as const,
          },
        ]
      : []),
    ...(counts ? [{ ...whole(`option_${n}_points`, `Points of option ${n}`), min: 0 }] : []),
  ];
}

/** A survey is what it asks: rooms, hours and states of examinations are none of it, nor is it done itself when somebody has answered. */
function askOnly(plan: Plan, survey: DesignRecord): void {
  const states = plan.rules.findIndex((rule) => rule.kit === 'lifecycle' && rule.record === survey.table);
  if (states >= 0) plan.rules.splice(states, 1);
  survey.fields = survey.fields.filter(
    ({ name, kind, origin }) =>
      name === survey.title ||
      name === survey.owner ||
      (!/^(status|state|question|option|answer|response)s?$/.test(name) && (origin === 'stated' || kind === 'long-text')),
  );
  survey.view = 'cards';
}

/** Questions, options and answers are parts of it, whatever the text calls them. */
function dropParts(plan: Plan, survey: DesignRecord): void {
  const isPart = ({ table }: DesignRecord): boolean =>
    table !== survey.table && /(^|_)(question|option|answer|response|result|choice|form_(field|element|item|component|control)|submission)$/.test(table);
  for (let at = plan.records.length - 1; at >= 0; at--) {
    const { table } = plan.records[at]!;
    const isUsed = plan.rules.some((rule) => Object.values(rule).includes(table));
    if (!isPart(plan.records[at]!) || isUsed) continue;
    for (const record of plan.records) record.fields = record.fields.filter(({ references }) => references !== table);
    plan.records.splice(at, 1);
  }
}

/** "Recommends a tea blend", "product recommendations": the kept record that answers lead to; of a personality, a result. */
function leadingTo(plan: Plan, survey: DesignRecord): DesignRecord | undefined {
  for (const { sentences } of [plan.draft.reading])
    for (const { clauses } of sentences)
      for (const clause of clauses) {
        // "Residents propose discussions": people do, and no answer leads there.
        if (clause.subjects.some((phrase) => plan.people.slugOf(nameOf(phrase)) !== undefined)) continue;
        const isLeading = /^(recommend|suggest|propose|determine|match)$/.test(clause.verb ?? '');
        for (const phrase of clause.objects) {
          const plain = nameOf(phrase).replace(/ ?(recommendation|suggestion)s?$/, '');
          const found = isLeading || plain !== nameOf(phrase) ? plan.find(singular(plain)) : undefined;
          if (found && found !== survey) {
            plan.draft.account.built(clause, { kind: 'rule', name: `answer${survey.className}` });
            return found;
          }
        }
      }
  if (!/personality/.test(`${survey.name} ${plan.draft.reading.text}`.toLowerCase())) return undefined;
  const makers = typeof survey.access.create === 'object' ? survey.access.create : { roles: [plan.people.roles[0]!.slug] };
  return plan.ensure('outcome', () => ({
    fields: [fieldOf('title', { required: true, origin: 'assumed' }), fieldOf('description', { origin: 'assumed' })],
    title: 'title',
    access: { read: 'everyone', create: makers, change: makers, remove: makers },
    view: 'cards',
    createLabel: 'Add outcome',
  }));
}

/** Those who are named, else whoever comes without an account. */
function answeringOf(plan: Plan, by: readonly string[], { sentence }: Said): 'everyone' | { roles: string[] } {
  const named = by.flatMap((name) => plan.people.slugOf(name) ?? []);
  if (named.length > 0) return { roles: [...new Set(named)] };
  if (by.length > 0 || /\b(visitors?|anyone|anybody|everyone|guests)\b/i.test(sentence.text)) return 'everyone';
  const others = slugsOf(plan, []).filter((slug) => slug !== plan.people.roles[0]!.slug);
  return others.length > 0 ? { roles: others } : 'everyone';
}

/** Whoever makes them; of their own, where each makes their own; and those who are said to see results. */
function seersOf(plan: Plan, survey: DesignRecord, makers: readonly string[], answering: readonly string[]): Audience {
  const { change } = survey.access;
  if (survey.owner && typeof change === 'object' && 'own' in change) return change;
  const seeing = plan.draft.reading.sentences
    .flatMap(({ clauses }) => clauses)
    .filter(({ verb, objects }) => SEEING.test(verb ?? '') && objects.some(({ name }) => /\b(result|response|answer)$/.test(name)))
    .flatMap(({ subjects }) => subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []))
    // The result that somebody gets who has answered is their own.
    .filter((slug) => !answering.includes(slug));
  return { roles: [...new Set([...makers, ...seeing])] };
}

function accountFor(plan: Plan, said: Said): void {
  const rule = plan.rules.find(({ kit }) => kit === 'survey');
  if (rule) plan.draft.account.built(said.clause, { kind: 'rule', name: rule.name });
}

/** "… see the results as charts", "based on the answers". */
function accountForResults(plan: Plan, isLeading: boolean): void {
  for (const sentence of plan.draft.reading.sentences)
    for (const clause of sentence.clauses) {
      const isResult = clause.objects.some(({ name }) => /\b(result|response|answer)$/.test(name));
      if (
        (isResult && (clause.verb === undefined || SEEING.test(clause.verb))) ||
        (isLeading && /^(determine|recommend|suggest)$/.test(clause.verb ?? ''))
      )
        accountFor(plan, { sentence, clause });
    }
}
