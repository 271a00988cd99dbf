import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { clausesToBuild, phrasesOf } from '../draft.js';
import { isPerson } from '../lexicon.js';
import { recordNameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { referenceTo } from './parts.js';

/** What sorts other things, rather than being part of one. */
const SORTING = /\b(category|type|kind|class|classification|genre|tag|label|group|topic|theme|series)$/;
const WITHIN = new Set(['of', 'in', 'within', 'under', 'inside']);
/** What has many of those, or is no part of them: a customer group, a loan product. */
const GATHERING = /\b(collection|set|bundle|list|product|project|platform|url)$/i;
/** What is on many pages and in many lists, and belongs to none. */
const LOOSE = /\b(page|site|website|platform|system|map|list|library|database|message|notification|report|dashboard|content item|news|company|store|shop|forum|cart)$/;

/** "The tasks of a project", "files in a folder", "a project's files", "project files": which thing another belongs to, where both are kept. */
export function addBelongings(plan: Plan): void {
  for (const { clause } of clausesToBuild(plan.draft.reading))
    for (const { phrase } of phrasesOf(clause))
      for (const whole of [...wholesOf(phrase), ...wholesAfter(clause, phrase)]) {
        const pair = pairOf(plan, phrase, whole);
        if (pair && belong(plan, ...pair))
          plan.draft.account.built(clause, { kind: 'relation', record: pair[0].name.toLowerCase(), to: pair[1].name.toLowerCase() });
      }
  for (const record of plan.records) {
    const whole = plan.records.find(({ name }) => record.name.toLowerCase().startsWith(`${name.toLowerCase()} `));
    const [part, of] = whole ? sorted(record, whole) : [];
    if (part && of && !GATHERING.test(record.name) && isPart(plan, part, of)) belong(plan, part, of);
  }
}

const wholesOf = (phrase: NounPhrase): NounPhrase[] => [
  ...(phrase.possessor && !phrase.possessor.isPronoun ? [phrase.possessor] : []),
  ...phrase.complements.filter(({ preposition }) => WITHIN.has(preposition)).map((inner) => inner.phrase),
];

/** "Search for sketches in a folder": what the clause says of where its last object is. */
function wholesAfter({ objects, complements }: Clause, phrase: NounPhrase): NounPhrase[] {
  const place = complements.find(({ preposition }) => preposition !== 'of' && WITHIN.has(preposition))?.phrase;
  const before = [...objects, ...complements.map((one) => one.phrase)].filter(({ to }) => place && to <= place.from).at(-1);
  return place && before === phrase ? [place] : [];
}

/** The part first. */
function pairOf(plan: Plan, phrase: NounPhrase, whole: NounPhrase): [DesignRecord, DesignRecord] | undefined {
  if (phrase.isPronoun || whole.isPronoun) return undefined;
  const part = plan.find(recordNameOf({ ...phrase, complements: [] }));
  const other = plan.find(recordNameOf({ ...whole, complements: [] }));
  if (!part || !other) return undefined;
  const [child, parent] = sorted(part, other);
  return isPart(plan, child, parent) ? [child, parent] : undefined;
}

const sorted = (part: DesignRecord, whole: DesignRecord): [DesignRecord, DesignRecord] =>
  SORTING.test(part.name.toLowerCase()) ? [whole, part] : [part, whole];

const isPart = ({ people }: Plan, part: DesignRecord, whole: DesignRecord): boolean =>
  part !== whole &&
  !isPerson(part.name.toLowerCase()) &&
  !people.slugOf(whole.name.toLowerCase()) &&
  !LOOSE.test(whole.name.toLowerCase()) &&
  !part.fields.some(({ references }) => references === whole.table) &&
  !whole.fields.some(({ references }) => references === part.table);

/** @returns whether there is room for it: a name of that field stands for something else. */
function belong(plan: Plan, part: DesignRecord, whole: DesignRecord): boolean {
  const field = { ...referenceTo(whole), required: false };
  if (part.fields.some(({ name }) => name === field.name)) return false;
  // What was only a word before is the thing itself.
  const at = part.fields.findIndex(({ name, kind }) => name === whole.table && kind === 'text' && name !== part.title);
  if (at >= 0) part.fields.splice(at, 1);
  plan.field(part, field);
  return true;
}
