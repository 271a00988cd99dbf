import type { DesignRecord, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import type { Plan, RecordParts } from '../plan.types.js';
import { personField, referenceTo, tieAccess, titleCode } from './parts.js';

/** "… and see their score": an attempt at a quiz has one. */
export function accountForScores(plan: Plan): void {
  const quiz = plan.rules.find(({ kit }) => kit === 'quiz');
  if (!quiz) return;
  for (const { clauses } of plan.draft.reading.sentences)
    for (const clause of clauses)
      if (
        clause.objects.some(
          ({ name, possessor }) => /^(final |quiz |test )?score$/.test(name) || (/^(result|grade|score)$/.test(name) && possessor),
        )
      )
        plan.draft.account.built(clause, { kind: 'rule', name: quiz.name });
}

/** One vote each for a thing: a mark that counts. */
export function addVote(plan: Plan, record: DesignRecord, by: readonly string[], said: Said): void {
  if (plan.people.roles.length === 0 || plan.rules.some((rule) => rule.kit === 'favourite' && rule.of === record.table)) return;
  if (/poll|survey/.test(record.table)) return addPoll(plan, said);
  const person = personField(plan, by);
  const tie = plan.ensure('vote', () => ({
    fields: [titleCode(), referenceTo(record), { ...person }],
    title: 'reference',
    owner: person.name,
    access: tieAccess(plan, by),
    view: 'table',
    createLabel: 'Vote',
  }));
  plan.add(
    {
      kit: 'favourite',
      name: `voteFor${record.className}`,
      by: tie.access.create,
      record: tie.table,
      of: record.table,
      resource: referenceTo(record).name,
      person: person.name,
      verb: 'like',
    },
    said,
  );
}

export function addPoll(plan: Plan, said: Said): void {
  const known = plan.rules.find(({ kit }) => kit === 'poll');
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  if (plan.people.roles.length === 0) return;
  const first = { roles: [plan.people.roles[0]!.slug] };
  const poll =
    plan.find('poll') ??
    plan.find('survey') ??
    plan.ensure('poll', () => ({
      fields: [
        { ...fieldOf('question', { required: true, origin: 'stated' }), kind: 'text' },
        { ...fieldOf('closing date', { origin: 'assumed' }), name: 'closes_on', label: 'Closes on', kind: 'date' },
      ],
      title: 'question',
      access: { read: 'everyone', create: first, change: first, remove: first },
      view: 'feed',
      createLabel: 'Add poll',
    }));
  const option = plan.ensure('poll option', () => ({
    fields: [{ ...fieldOf('label', { required: true, origin: 'assumed' }), kind: 'text' }, referenceTo(poll)],
    title: 'label',
    access: { read: 'everyone', create: first, change: first, remove: first },
    view: 'table',
    createLabel: 'Add option',
  }));
  const person = personField(plan, []);
  const vote = plan.ensure('vote', () => ({
    fields: [titleCode(), referenceTo(poll), referenceTo(option), { ...person }],
    title: 'reference',
    owner: person.name,
    access: tieAccess(plan, []),
    view: 'table',
    createLabel: 'Vote',
  }));
  plan.add({ kit: 'poll', name: 'castVote', by: vote.access.create, poll: poll.table, option: option.table, vote: vote.table }, said);
}

/** Who makes quizzes: who is said to make something, or works there, before who administers. */
function makersOf(plan: Plan): { roles: string[] } {
  const [first, ...others] = plan.people.roles;
  const makes = (slug: string): boolean =>
    plan.records.some(({ access: { create } }) => typeof create === 'object' && 'roles' in create && create.roles.includes(slug));
  const staff = others.filter(({ slug, joins }) => joins === 'invited' && makes(slug)).map(({ slug }) => slug);
  return { roles: staff.length > 0 ? staff : [first!.slug] };
}

/** "Each course has a quiz": what a quiz belongs to, which then has no such field itself. */
function ofWhat(plan: Plan): DesignRecord | undefined {
  const whole = plan.records.find(({ fields }) => fields.some(({ name, kind }) => name === 'quiz' && kind === 'text'));
  for (const record of plan.records) record.fields = record.fields.filter(({ name, kind }) => !(name === 'quiz' && kind === 'text'));
  return whole;
}

export function addQuiz(plan: Plan, said: Said): void {
  const known = plan.rules.find(({ kit }) => kit === 'quiz');
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  if (plan.people.roles.length === 0) return;
  const first = makersOf(plan);
  const mine = { read: 'everyone' as const, create: first, change: first, remove: first };
  const whole = ofWhat(plan);
  const quiz =
    plan.find('quiz') ??
    plan.find('exam') ??
    plan.find('test') ??
    plan.ensure('quiz', () => ({
      fields: [
        { ...fieldOf('title', { required: true, origin: 'assumed' }) },
        ...(whole ? [referenceTo(whole)] : []),
        { ...fieldOf('description', { origin: 'assumed' }), required: false },
      ],
      title: 'title',
      access: mine,
      view: 'cards',
      createLabel: 'Add quiz',
    }));
  // A quiz that the text names without saying who makes it is made by who makes the rest.
  const { create } = quiz.access;
  if (typeof create === 'object' && 'roles' in create && create.roles.every((slug) => slug === plan.people.roles[0]!.slug))
    Object.assign(quiz.access, { create: first, change: first, remove: first });
  // How many questions it has follows from them.
  quiz.fields = quiz.fields.filter(({ name, origin }) => origin === 'stated' || name === quiz.title || /description/.test(name));
  const words = (name: string): Field => ({ ...fieldOf(name, { required: true, origin: 'assumed' }), kind: 'text' });
  const makers = quiz.access.create;
  const parts = [
    words('question'),
    referenceTo(quiz),
    words('right answer'),
    words('wrong answer 1'),
    words('wrong answer 2'),
    { ...words('wrong answer 3'), required: false },
  ];
  const secret = makers === 'everyone' || makers === 'signed-in' ? first : makers;
  const made = {
    fields: parts,
    title: 'question',
    access: { read: secret, create: makers, change: secret, remove: secret },
    view: 'table' as const,
    createLabel: 'Add question',
  };
  const named = plan.find('quiz question') ?? plan.find('question');
  const question = named ? Object.assign(named, made) : plan.ensure('quiz question', () => made);
  delete question.owner;
  const person = personField(plan, []);
  const tries = (): Omit<RecordParts, 'name'> => ({
    fields: [
      titleCode(),
      referenceTo(quiz),
      { ...person },
      { name: 'score', label: 'Score', kind: 'percent', required: false, min: 0, max: 100, unit: '%', isRuled: true, origin: 'assumed' },
      { name: 'taken_at', label: 'Taken', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'reference',
    owner: person.name,
    access: tieAccess(plan, []),
    view: 'table' as const,
    createLabel: 'Take quiz',
  });
  const attempt = plan.ensure('attempt', tries);
  // What a question is made of stands with it, and a score with the attempt.
  for (let i = plan.records.length - 1; i >= 0; i--)
    if (
      /^(answer|option|choice|score|result)$/.test(plan.records[i]!.table) &&
      plan.records[i]!.fields.every(({ origin, kind }) => origin === 'assumed' || kind === 'reference')
    )
      plan.records.splice(i, 1);
  for (const role of plan.people.roles) role.fields = role.fields.filter(({ name }) => !/^(score|result|grade)s?$/.test(name));
  // An attempt that the text names is known too: nobody types its score.
  if (!attempt.fields.some(({ references }) => references === quiz.table)) Object.assign(attempt, tries());
  plan.add(
    { kit: 'quiz', name: 'takeQuiz', by: attempt.access.create, quiz: quiz.table, question: question.table, attempt: attempt.table },
    said,
  );
}
