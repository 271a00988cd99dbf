import { tableOf } from '../../shared/table-of.js';
import type { FavouriteRule } from '../design.types.js';
import type { RecordDraft } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { addBooking, addUnshared, IS_BOOKING } from './bookings.js';
import { addEnrolment, addTickets, isOwnOf, ticketed } from './enrolments.js';
import { addLoan } from './loans.js';
import { addComment, addMark, addReview } from './opinions.js';
import { mainOf, note } from './parts.js';
import { BOOKS_A_PLACE } from '../place-words.js';
import { isMarkedBySaving } from '../saving.js';

const BOOKING = new Set(['book', 'reserve', 'schedule', 'rent out', 'hire']);

/** To make an appointment is to book whatever it is for. */
const ARRANGING = new Set(['make', 'arrange', 'request', 'place', 'create']);
const LENDING = new Set(['borrow', 'lend', 'loan', 'check out']);

const RENTING = new Set(['rent']);

const JOINING = new Set([
  'enrol',
  'enroll',
  'register',
  'sign up',
  'join',
  'apply',
  'attend',
  'participate',
  'subscribe',
  'rsvp',
  'take part',
  BOOKS_A_PLACE,
]);

const MARKS = tableOf<FavouriteRule['verb']>({
  like: 'like',
  favourite: 'favourite',
  favorite: 'favourite',
  bookmark: 'bookmark',
  follow: 'follow',
  save: 'save',
  upvote: 'like',
  collect: 'favourite',
  star: 'favourite',
});

const ANSWERING = new Set(['comment', 'comment on', 'reply', 'reply to', 'respond', 'respond to', 'answer']);

const BUYING = new Set(['buy', 'purchase', 'book', 'order', 'reserve']);

const WRITING = new Set(['write', 'leave', 'add', 'post', 'give', 'submit', 'create', 'make', 'publish', 'share', 'read', 'view', 'see']);

/** Messages are sent from one to another and answered there; those that are left or posted are for all to answer. */
export const isSent = ({ name, acts }: RecordDraft): boolean =>
  name === 'message' && !acts.some(({ verb }) => /^(leave|post|submit|publish)$/.test(verb));

/** What ties a person to a thing: bookings, loans, enrolments, reviews, comments, marks. */
export function addTies(plan: Plan): void {
  addUnshared(plan);
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record) continue;
    if (/^(review|rating|comment|reply|testimonial|feedback)$/.test(draft.name)) {
      // Who approves reviews does not write them.
      const made = draft.acts.find(({ by, verb }) => by.length > 0 && WRITING.has(verb));
      const act = made ?? (draft.acts[0] && { ...draft.acts[0], by: [] });
      const target = [
        ...draft.acts.flatMap(({ complements }) => complements.map(({ name }) => plan.find(name))),
        ...[...draft.parents.keys()].map((name) => plan.find(name)),
        ...(draft.name === 'reply' ? plan.records.filter(({ table }) => /^(topic|thread|discussion|question|post)$/.test(table)) : []),
        mainOf(plan, true),
        ...plan.records,
      ].find((one) => one && one !== record && !/review|rating|comment|feedback|^reply$/.test(one.table));
      if (act && target && /^(review|rating|testimonial)$/.test(draft.name)) addReview(plan, target, act.by, act.said);
      else if (act && target && /^(comment|reply)$/.test(draft.name)) addComment(plan, target, act.by, act.said, draft.name);
      continue;
    }
    for (const act of draft.acts) {
      if (act.isNegative) continue;
      const { verb } = act;
      if ((BUYING.has(verb) || verb === 'get') && act.by.length > 0 && /\bticket$/.test(draft.name) && ticketed(plan, act))
        addTickets(plan, record, act);
      // What is ordered is no period of it, and a verb without anybody may be a noun: "book title".
      else if (
        plan.rules.some((rule) => rule.kit === 'cart' && (rule.order === record.table || rule.product === record.table)) &&
        verb === 'book'
      )
        note(plan, 'cart', undefined, act.said);
      else if (
        (BOOKING.has(verb) && (verb !== 'book' || act.by.length > 0 || act.said.clause.isPassive)) ||
        RENTING.has(verb) ||
        (ARRANGING.has(verb) && act.by.length > 0 && IS_BOOKING.test(draft.name))
      )
        addBooking(plan, record, act);
      else if (LENDING.has(verb)) addLoan(plan, record, act.by, act.said);
      else if (JOINING.has(verb) && act.by.length > 0 && !isOwnOf(plan, record, act.by)) addEnrolment(plan, record, act);
      else if (MARKS[verb] && act.by.length > 0 && (verb !== 'save' || isMarkedBySaving(draft)))
        addMark(plan, record, MARKS[verb], act.by, act.said);
      else if ((verb === 'review' || verb === 'rate') && act.by.length > 0) addReview(plan, record, act.by, act.said);
      else if (ANSWERING.has(verb) && act.by.length > 0 && !isSent(draft) && (verb !== 'answer' || /question$|topic/.test(record.table)))
        addComment(plan, record, act.by, act.said, verb === 'answer' ? 'answer' : 'comment');
    }
  }
  for (const wish of plan.draft.wishes) {
    const target = plan.find(wish.of) ?? mainOf(plan, wish.kind === 'booking' || wish.kind === 'loan');
    if (!target) continue;
    if (wish.isNamed && wish.kind !== 'forum') continue;
    if (wish.kind === 'booking') addBooking(plan, target, undefined, wish.said, wish.by);
    else if (wish.kind === 'loan') addLoan(plan, target, wish.by, wish.said);
    else if (wish.kind === 'enrolment' && wish.of) addEnrolment(plan, target, undefined, wish.said, wish.by, wish.text);
    else if (wish.kind === 'review') addReview(plan, target, wish.by, wish.said);
    else if (wish.kind === 'comment') addComment(plan, target, wish.by, wish.said);
    else if (wish.kind === 'favourite')
      addMark(
        plan,
        target,
        /follow/.test(wish.text) ? 'follow' : /like/.test(wish.text) ? 'like' : /bookmark/.test(wish.text) ? 'bookmark' : 'favourite',
        wish.by,
        wish.said,
      );
  }
}
