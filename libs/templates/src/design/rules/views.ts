import { tableOf } from '../../shared/table-of.js';
import { camel, pascal, sentenceCase } from '../../knowledge/words.js';
import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, ViewRule } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { bounded, narrowed, type Narrowed } from './conditions.js';

/** Verbs that ask for a list; a new project that is created is in none. */
const ASKED = new Set([
  'see',
  'view',
  'browse',
  'list',
  'show',
  'display',
  'find',
  'check',
  'get',
  'be',
  'have',
  'search',
  'look',
  'filter',
  'query',
  'include',
  'highlight',
  'monitor',
  'track',
  'watch',
  'follow',
  'flag',
]);
const COUNTS = tableOf<number>({ three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, twelve: 12, twenty: 20 });
const MOST_VIEWS = 6;

/** "Coordinators see which plots are free", "the latest five posts": lists with a condition and a name. */
export function addViews(plan: Plan): void {
  dropAvailability(plan);
  let before: DesignRecord | undefined;
  for (const sentence of plan.draft.reading.sentences) {
    let spoken = before;
    let here: DesignRecord | undefined;
    if (sentence.topic === 'build')
      for (const clause of sentence.clauses) {
        const isAsked = !clause.verb || ASKED.has(clause.verb);
        for (const phrase of [...clause.objects, ...clause.subjects].flatMap(within)) {
          const record =
            plan.find(phrase.name) ?? plan.find(phrase.refersTo?.name) ?? (phrase.name === 'one' ? spoken : endingIn(plan, phrase.name));
          if (!record) continue;
          spoken = here = record;
          if (isAsked) addView(plan, record, phrase, { sentence, clause });
        }
        if (clause.kind === 'question') addUnnamed(plan, here, { sentence, clause });
      }
    before = spoken;
  }
}

/** Whether something is taken follows from who has it when: a state of the kind that nobody asked for would say otherwise. */
function dropAvailability(plan: Plan): void {
  for (const record of plan.records) {
    const isTaken = plan.rules.some((rule) => (rule.kit === 'booking' || rule.kit === 'loan') && rule.of === record.table);
    if (!isTaken || plan.hasRule('lifecycle', record.table)) continue;
    record.fields = record.fields.filter(
      ({ origin, kind, values, name }) =>
        name === record.title ||
        origin === 'stated' ||
        !(
          (kind === 'enum' &&
            values?.some((value) =>
              /^(free|available|taken|lent|booked|rented|reserved|occupied|vacant|borrowed|on loan|in use)$/.test(value),
            )) ||
          (kind === 'boolean' && /^(is_)?(available|availability|free|vacant|occupied|booked)$/.test(name))
        ),
    );
  }
}

/** "See what is free": what the sentence speaks of, else the only things of which some are; what can be had by a rule comes first. */
function addUnnamed(plan: Plan, spoken: DesignRecord | undefined, said: Said): void {
  const { clause, sentence } = said;
  if (clause.verb !== 'be' || clause.subjects.length + clause.objects.length > 0) return;
  const words = [...clause.results, ...afterBe(firstPart(sentence.text.slice(clause.from - sentence.from)))].join(' ');
  if (!words) return;
  const had = plan.records.filter(({ table }) =>
    plan.rules.some((rule) => (rule.kit === 'loan' || rule.kit === 'booking') && rule.of === table),
  );
  const fits = (record: DesignRecord): Narrowed[] => [narrowed(plan, record, words, undefined) ?? []].flat();
  const fitting = (records: readonly DesignRecord[]): Narrowed | undefined => {
    const found = records.flatMap(fits);
    return new Set(found.map(({ record }) => record)).size === 1 ? found[0] : undefined;
  };
  const found = (spoken && fits(spoken)[0]) ?? fitting(had) ?? fitting(plan.records);
  if (found) addRule(plan, found, said);
}

/** "Readings" are the meter readings, where there are no others. */
function endingIn(plan: Plan, name: string): DesignRecord | undefined {
  const found = plan.records.filter(({ table }) => table.endsWith(`_${name.replaceAll(' ', '_')}`));
  return found.length === 1 ? found[0] : undefined;
}

/** "A list of overdue tasks": a list, and what is in it. */
function within(phrase: NounPhrase): NounPhrase[] {
  return [phrase, ...phrase.complements.filter(({ preposition }) => preposition === 'of').map((one) => one.phrase)];
}

function addView(plan: Plan, record: DesignRecord, phrase: NounPhrase, said: Said): void {
  const { clause, sentence } = said;
  const message = plan.rules.find(({ kit }) => kit === 'message');
  if (message && 'record' in message && message.record === record.table)
    return phrase.adjectives.includes('unread') ? plan.draft.account.built(clause, { kind: 'rule', name: message.name }) : undefined;
  const with_ =
    clause.objects.length === 1 && phrase === clause.objects[0]
      ? [...phrase.complements, ...clause.complements].filter(({ preposition }) => preposition === 'with')
      : [];
  const words = [
    ...phrase.adjectives,
    ...(clause.verb === 'be' ? [...clause.results, ...afterBe(firstPart(sentence.text.slice(clause.from - sentence.from)))] : []),
    ...with_.map((one) => one.phrase.text).filter((one) => /stock/.test(one)),
  ].join(' ');
  const text = sentence.text.slice(phrase.from - sentence.from);
  // A limit is one of the list only where it is shown: who are over 18 may be allowed what others are not.
  const found =
    (words && narrowed(plan, record, words, countIn(sentence.text.slice(0, phrase.to - sentence.from)))) ||
    (isShown(said) && bounded(record, firstPart(text)));
  if (found) addRule(plan, found, said);
}

/** "… which tools are out": what no adjective says. */
const afterBe = (text: string): string[] => /\b(?:is|are)\s+(?:still\s+)?(out|on loan|in stock)\b/i.exec(text)?.slice(1) ?? [];

/** Up to where something else begins. */
const firstPart = (text: string): string => text.split(/[;.](?:\s|$)|,\s| and (?=\w+ (?:can|may|must))/)[0]!;

const isShown = ({ clause, sentence }: Said): boolean => {
  const shows = ({ verb, kind }: Clause): boolean =>
    kind !== 'relative' && verb !== undefined && verb !== 'be' && verb !== 'have' && ASKED.has(verb);
  return (
    shows(clause) ||
    sentence.clauses.some((one) => shows(one) && one.objects.some(({ name }) => clause.subjects.some((subject) => subject.name === name)))
  );
};

/** "The latest five posts", "the 10 newest": so many. */
function countIn(text: string): number | undefined {
  const found =
    /\b(?:(?:latest|newest|last|next|recent)\s+(\d{1,2}|[a-z]+)|(\d{1,2}|[a-z]+)\s+(?:latest|newest|last|next|most recent))\s+\S+\s*$/i.exec(
      text,
    );
  const word = (found?.[1] ?? found?.[2])?.toLowerCase();
  return word ? (COUNTS[word] ?? (Number(word) || undefined)) : undefined;
}

export function addRule(plan: Plan, { record, word, where, sort, limit }: Narrowed, said: Said): void {
  const many = record.plural.toLowerCase();
  const isAfter = /^(above|below|about to|due for|running low) ?/.test(word);
  const rule: ViewRule = {
    kit: 'view',
    name: `${camel(word)}${pascal(record.plural)}`,
    by: record.access.read,
    title: sentenceCase(isAfter ? `${many} ${word}` : `${word} ${many}`),
    record: record.table,
    where,
    ...(sort && { sort }),
    ...(limit && { limit }),
  };
  const known = plan.rules.find(
    (one) =>
      one.name === rule.name ||
      (one.kit === 'view' &&
        one.record === rule.record &&
        JSON.stringify([one.where, one.limit]) === JSON.stringify([rule.where, rule.limit])),
  );
  if (known) plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  else if (plan.rules.filter(({ kit }) => kit === 'view').length < MOST_VIEWS) plan.add(rule, said);
}
