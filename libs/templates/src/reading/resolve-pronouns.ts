import { UNIT } from './noun-phrase-lists.js';
import type { NounPhrase, Sentence } from './reading.types.js';

/** How many sentences back a pronoun may point. */
const REACH = 2;

/** Nothing is meant by "it" that only says how long or how much. */
const MEASURES = /^(?:second|minute|hour|day|week|month|quarter|year|time|euro|dollar|percent|way|addition)$/;

/** "Get a warning when it is spent": what tells of something is not what it tells of. */
const NOTICES = /^(?:warning|reminder|notification|notice|alert|message|e-?mail|sms|text|letter|call)$/;

interface Mention {
  phrase: NounPhrase;
  sentence: number;
  clause: number;
  isSubject: boolean;
  /** Object of a clause without a verb. */
  isAlone: boolean;
  isObject: boolean;
  /** Part of a greater phrase: "todo list" in "an API for a todo list". */
  isNested: boolean;
}

interface Place {
  sentence: number;
  clause: number;
  /** Of a condition the clause that it holds for. */
  teller?: number;
  isSomebody: (phrase: NounPhrase) => boolean;
}

/** Sets what "it", "they", "their" … stand for, where one phrase before them fits; leaves it open otherwise. */
export function resolvePronouns(sentences: Sentence[], isSomebody: (phrase: NounPhrase) => boolean): void {
  const mentions: Mention[] = [];
  for (const [sentence, { clauses, topic }] of sentences.entries()) {
    for (const [clause, each] of clauses.entries()) {
      const place: Place = { sentence, clause, teller: each.kind === 'condition' ? each.parent : undefined, isSomebody };
      const groups: { phrases: NounPhrase[]; isSubject: boolean }[] = [
        { phrases: each.subjects, isSubject: true },
        { phrases: each.objects, isSubject: false },
        { phrases: each.complements.map((complement) => complement.phrase), isSubject: false },
      ];
      // "search for a shop and read its hours": what is searched for is acted on.
      const isSought = /^(?:search|look|ask|apply|sign up|register)$/.test(each.verb ?? '') && each.objects.length === 0;
      const sought = isSought ? each.complements.filter(({ preposition }) => preposition === 'for').map(({ phrase }) => phrase) : [];
      for (const { phrases, isSubject } of groups) {
        for (const phrase of phrases) {
          if (topic === 'build') nameOne(phrase, mentions);
          // "It should be fast" means the application itself.
          if (topic === 'build') resolve(phrase, isSubject, place, mentions);
          for (const part of [phrase, ...phrase.complements.map((complement) => complement.phrase)]) {
            if (part.possessor?.isPronoun && topic === 'build')
              resolve(part.possessor, isSubject || each.subjects.length === 0, place, mentions, each.subjects);
            // "log hours and approve them": what is acted on is meant, though it measures elsewhere.
            const isActedOn =
              part === phrase &&
              phrases === each.objects &&
              part.isPlural &&
              !part.count &&
              /^(?:log|enter|record|track)$/.test(each.verb ?? '');
            if (
              !part.isPronoun &&
              (isActedOn || (!MEASURES.test(part.head) && !UNIT.test(part.text))) &&
              !mentions.some((mention) => mention.phrase === part)
            )
              mentions.push({
                phrase: part,
                sentence,
                clause,
                isSubject,
                isAlone: !each.verb,
                isObject: phrases === each.objects || sought.includes(part),
                isNested: part !== phrase,
              });
          }
        }
      }
    }
  }
}

/** "edit existing ones", "overdue ones are listed": named by what it stands for. */
function nameOne(phrase: NounPhrase, mentions: Mention[]): void {
  if (phrase.head !== 'one' || phrase.isPronoun || phrase.adjectives.length === 0) return;
  const meant = mentions.findLast(
    (mention) => !mention.isNested && !mention.phrase.isProper && mention.phrase.isPlural === phrase.isPlural,
  );
  if (meant) Object.assign(phrase, { head: meant.phrase.head, name: meant.phrase.name });
}

function resolve(pronoun: NounPhrase, isSubject: boolean, place: Place, mentions: Mention[], owners?: NounPhrase[]): void {
  if (!pronoun.isPronoun || pronoun.refersTo) return;
  const word = pronoun.head;
  const isMany = /^(?:they|them|their|themselves|these|those)$/.test(word);
  const isOne = /^(?:it|its|itself)$/.test(word);
  const isPerson = /^(?:he|she|him|her|his)$/.test(word);
  if (!isMany && !isOne && !isPerson) return;
  if (owners && owners.length > 0) {
    // "members see their loans": whoever acts owns. "each visitor … their item": a single person is "they" too.
    const owner = owners[0]!;
    const fits =
      owner.possessor !== pronoun && (owner.isPronoun ? owner.refersTo : isOne ? !owner.isPlural && !place.isSomebody(owner) : true);
    if (fits) pronoun.refersTo = owner.isPronoun ? owner.refersTo : owner;
    if (pronoun.refersTo) return;
  }
  const isNotice = ({ phrase, sentence, clause }: Mention): boolean =>
    sentence === place.sentence && clause === place.teller && NOTICES.test(phrase.head);
  const near = mentions.filter(
    (mention) => place.sentence - mention.sentence <= REACH && mention.phrase.to <= pronoun.from && !isNotice(mention),
  );
  // "It" at a sentence's start is the subject before, or the application: never what merely stood nearest.
  const fitting = near.filter(({ phrase }) =>
    isMany
      ? phrase.isPlural
      : isOne
        ? !phrase.isPlural && !phrase.isProper && !place.isSomebody(phrase)
        : place.isSomebody(phrase) || phrase.isProper,
  );
  const own = fitting.filter(
    (mention) => !(mention.sentence === place.sentence && mention.clause === place.clause && mention.isSubject && !isSubject && !owners),
  );
  const isStart = isOne && isSubject && !owners && !own.some((mention) => mention.sentence === place.sentence);
  if (isStart) {
    const before = own.filter(
      (mention) => mention.sentence === place.sentence - 1 && (mention.isSubject || mention.isAlone) && !mention.isNested,
    );
    pronoun.refersTo = before.at(-1)?.phrase;
    return;
  }
  const last = own.at(-1);
  if (!last) return;
  // A subject goes on as a subject; an object is rather what was acted on.
  const sameSentence = own.filter((mention) => mention.sentence === last.sentence);
  const sameRole = sameSentence.filter((mention) => mention.isSubject === isSubject);
  const whole = sameRole.filter((mention) => !mention.isNested);
  const alike = whole.length > 0 ? whole : sameRole;
  // "Sort the list by name and filter it": what was acted on, before what was said beside it.
  const objects = alike.filter((mention) => mention.isObject);
  const preferred = !isSubject && objects.length > 0 ? objects : alike;
  if (isSubject && preferred.length > 0) pronoun.refersTo = isOne || isPerson || isMany ? preferred.at(-1)!.phrase : undefined;
  else pronoun.refersTo = (preferred.at(-1) ?? last).phrase;
}
