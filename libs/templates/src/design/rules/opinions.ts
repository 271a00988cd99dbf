import { camel, capital, snake } from '../../knowledge/words.js';
import type { DesignRecord, FavouriteRule, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { adopt, note, personField, referenceTo, text, tieAccess, titleCode } from './parts.js';

export function addReview(plan: Plan, target: DesignRecord, by: string[], said: Said): void {
  if (
    plan.people.roles.length === 0 ||
    (target.owner && /review|rating/.test(target.table)) ||
    plan.rules.some((rule) => rule.kit === 'review' && rule.of === target.table)
  )
    return note(plan, 'review', target, said);
  const person = personField(plan, by);
  const name = plan.rules.some((rule) => rule.kit === 'review') ? `${target.name.toLowerCase()} review` : 'review';
  if (target.table === snake(name) || target.table === 'review') return;
  const tie = plan.ensure(name, () => ({
    fields: [text('title', 'Title', true), referenceTo(target), { ...person }],
    title: 'title',
    owner: person.name,
    access: { ...tieAccess(plan, by), read: 'everyone' },
    view: 'feed',
    createLabel: 'Write review',
  }));
  adopt(tie, { ...tieAccess(plan, by), read: 'everyone' }, person);
  const rating = plan.field(tie, { name: 'rating', label: 'Rating', kind: 'rating', required: true, min: 1, max: 5, origin: 'stated' });
  const words = plan.field(tie, { name: 'text', label: 'Text', kind: 'long-text', required: false, origin: 'assumed' });
  const resource = plan.field(tie, referenceTo(target));
  resource.required = true;
  Object.assign(rating, { kind: 'rating', required: true, min: 1, max: 5 });
  plan.field(tie, { ...person });
  tie.owner ??= person.name;
  tie.access.read = 'everyone';
  plan.add(
    {
      kit: 'review',
      name: `review${target.className}`,
      by: tie.access.create,
      record: tie.table,
      of: target.table,
      resource: resource.name,
      person: tie.owner,
      rating: rating.name,
      text: words.name,
    },
    said,
  );
}

/** Words under something. @param word what the text calls them, where it has a word of its own: "reply". */
export function addComment(plan: Plan, target: DesignRecord, by: string[], said: Said, word = 'comment'): void {
  if (
    plan.people.roles.length === 0 ||
    plan.rules.some((rule) => rule.kit === 'comment' && rule.of === target.table) ||
    /comment|^reply$/.test(target.table) ||
    // What a survey or a quiz asks is answered, not talked about.
    plan.rules.some((rule) => (rule.kit === 'survey' || rule.kit === 'quiz') && rule.question === target.table)
  )
    return note(plan, 'comment', target, said);
  const person = personField(plan, by);
  const name = plan.rules.some((rule) => rule.kit === 'comment') ? `${target.name.toLowerCase()} ${word}` : word;
  const access = { ...tieAccess(plan, by), read: target.access.read };
  const words: Field = { name: 'text', label: 'Text', kind: 'long-text', required: true, origin: 'stated' };
  const tie = plan.ensure(name, () => ({
    fields: [words, referenceTo(target), { ...person }],
    title: 'text',
    owner: person.name,
    access,
    view: 'feed',
    createLabel: capital(word),
  }));
  // What words under something are made of is known: of what is usual beside it, nobody is asked.
  tie.fields = tie.fields.filter(({ origin, kind, name: field }) => field === tie.owner || (origin === 'stated' && kind !== 'person'));
  if (!tie.owner) {
    tie.owner = person.name;
    Object.assign(tie.access, access);
  }
  // Whoever reads what they stand under reads them.
  tie.access.read = target.access.read;
  Object.assign(plan.field(tie, words), { kind: 'long-text', required: true });
  tie.title = 'text';
  const resource = plan.field(tie, referenceTo(target));
  resource.required = true;
  plan.field(tie, { ...person });
  plan.add(
    {
      kit: 'comment',
      name: `${word === 'comment' ? 'commentOn' : `${camel(word)}To`}${target.className}`,
      by: tie.access.create,
      record: tie.table,
      of: target.table,
      resource: resource.name,
      person: tie.owner,
      text: tie.title,
    },
    said,
  );
}

/** A topic that is closed takes no more words, nor does anything of which the text says so. */
export function closeComments(plan: Plan): void {
  for (const rule of plan.rules) {
    if (rule.kit !== 'comment') continue;
    const states = plan.rules.find((one) => one.kit === 'lifecycle' && one.record === rule.of);
    if (states?.kit !== 'lifecycle') continue;
    const closing = CLOSING.exec(plan.draft.reading.text);
    if (!closing && !/^(topic|thread|discussion|question|poll|post)$/.test(rule.of)) continue;
    const until = states.steps.filter(({ to }) => /^(closed|locked|archived|finished|ended)$/.test(to)).map(({ to }) => to);
    if (until.length === 0) continue;
    rule.until = { field: states.field, states: [...new Set(until)] };
    if (!closing) continue;
    for (const { clauses } of plan.draft.reading.sentences)
      for (const clause of clauses)
        if (clause.from < closing.index + closing[0].length && closing.index < clause.to)
          plan.draft.account.built(clause, { kind: 'rule', name: rule.name });
  }
}
const CLOSING =
  /\b(nobody|no one|no-one|users?|members?|people)( \w+)? (can|may)(not| no longer|n't)? (reply|comment|answer|respond|post)( \w+){0,3} (any ?more|any longer)\b|\bno (more|further) (repl(y|ies)|comments|answers)\b|\b(closed|locked) for (repl(y|ies)|comments)\b/i;

export function addMark(plan: Plan, target: DesignRecord, verb: FavouriteRule['verb'], by: string[], said: Said): void {
  if (plan.people.roles.length === 0 || plan.rules.some((rule) => rule.kit === 'favourite' && rule.of === target.table))
    return note(plan, 'favourite', target, said);
  const person = personField(plan, by);
  const name = `${target.name.toLowerCase()} ${verb === 'save' ? 'bookmark' : verb}`;
  const tie = plan.ensure(name, () => ({
    fields: [titleCode(), referenceTo(target), { ...person }],
    title: 'reference',
    owner: person.name,
    access: tieAccess(plan, by),
    view: 'table',
    createLabel: capital(verb),
  }));
  plan.add(
    {
      kit: 'favourite',
      name: `${verb}${target.className}`,
      by: tie.access.create,
      record: tie.table,
      of: target.table,
      resource: referenceTo(target).name,
      person: person.name,
      verb,
    },
    said,
  );
}
