import { singular } from '../../knowledge/words.js';
import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import { clausesToBuild } from '../draft.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

/** "Friends", "friend list", "friend requests", "friend management"; no "friend birthday reminders". */
const FRIENDS = /^friends?( (list|request|management|application|relationship|function|functionality|feature|system|adding|addition))*$/;
/** What two who become or are friends do about it; whoever pranks or invites them does something else. */
const BEFRIENDING =
  /^(add|make|manage|remove|delete|unfriend|apply|apply for|accept|approve|agree|agree to|reject|decline|view|browse|see|display|show|list|have|support|include|provide|offer|query|check|request|send|respond to)$/;
/** Of these, what says that friends are other people here. */
const TYING = /^(add|make|remove|delete|unfriend|apply|apply for|accept|approve|agree|agree to|reject|decline|request|manage)$/;

/** Friends of which a clause says that they become or are some. */
export function friendsIn({ verb, objects, subjects, complements }: Clause): NounPhrase | undefined {
  if (verb !== undefined && !BEFRIENDING.test(verb)) return undefined;
  const towards = /^(apply|agree|respond)$/.test(verb ?? '') ? complements.map(({ phrase }) => phrase) : [];
  return [...objects, ...(verb ? towards : subjects)].find(isFriends);
}

export const isFriends = (phrase: NounPhrase): boolean => FRIENDS.test(singular(nameOf(phrase).toLowerCase()));

/** "Users add friends", "friend requests": two people here are friends once both have said so. */
export function addFriends(plan: Plan): void {
  const { draft, people, records } = plan;
  if (draft.shape !== 'app' || people.roles.every(({ joins }) => joins !== 'open')) return;
  // Of whom birthdays and telephone numbers are kept, there is an address book.
  if (draft.find('friend')?.fields.size) return;
  const found = [...clausesToBuild(draft.reading)].flatMap((said) => {
    const phrase = said.clause.isNegative ? undefined : friendsIn(said.clause);
    return phrase ? [{ said, phrase }] : [];
  });
  const isSaid = found.some(
    ({ said, phrase }) => TYING.test(said.clause.verb ?? '') || /\b(request|application|management|adding|addition)s?$/.test(phrase.name),
  );
  if (!isSaid) return;
  const name = 'addFriend';
  for (const { said } of found) draft.account.built(said.clause, { kind: 'rule', name });
  plan.add({ kit: 'friend', name, by: 'signed-in' }, undefined);
  const isReferred = (table: string): boolean => records.some(({ fields }) => fields.some(({ references }) => references === table));
  const gone = records.filter((record) => FRIENDS.test(record.name.toLowerCase()) && !isReferred(record.table));
  for (const record of gone) records.splice(records.indexOf(record), 1);
}
