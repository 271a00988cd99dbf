import { capital, snake } from '../../knowledge/words.js';
import type { DesignRecord, FavouriteRule } from '../design.types.js';
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

export function addComment(plan: Plan, target: DesignRecord, by: string[], said: Said): void {
  if (
    plan.people.roles.length === 0 ||
    plan.rules.some((rule) => rule.kit === 'comment' && rule.of === target.table) ||
    /comment/.test(target.table)
  )
    return note(plan, 'comment', target, said);
  const person = personField(plan, by);
  const name = plan.rules.some((rule) => rule.kit === 'comment') ? `${target.name.toLowerCase()} comment` : 'comment';
  const tie = plan.ensure(name, () => ({
    fields: [{ name: 'text', label: 'Text', kind: 'long-text', required: true, origin: 'stated' }, referenceTo(target), { ...person }],
    title: 'text',
    owner: person.name,
    access: { ...tieAccess(plan, by), read: target.access.read },
    view: 'feed',
    createLabel: 'Comment',
  }));
  const resource = plan.field(tie, referenceTo(target));
  resource.required = true;
  plan.field(tie, { ...person });
  tie.owner ??= person.name;
  plan.add(
    {
      kit: 'comment',
      name: `commentOn${target.className}`,
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
