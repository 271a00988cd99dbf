import type { Clause, NounPhrase, Sentence } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { narrowed, type Narrowed } from './conditions.js';
import { addRule } from './views.js';

/** What is said of things with a verb of their own, where no adjective says it. */
const COMING = /\b(about to expire|expires? soon|expiring( soon)?|run(s|ning)? (low|short)|due for \w+)\b/i;
const ASKED = /^(see|view|show|list|display|check|tell|warn|remind|know|get|want|watch|monitor|track|find|highlight|flag|need)$/;

/** "Which foods are about to expire", "what is due for inspection", "varieties that run low": lists by a day or a quantity. */
export function addComing(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences) {
    const found = sentence.topic === 'build' ? COMING.exec(sentence.text) : null;
    if (!found) continue;
    const [from, to] = [sentence.from + found.index, sentence.from + found.index + found[0].length];
    const within = sentence.clauses.filter((clause) => clause.to > from && clause.from < to);
    const clauses = withParents(sentence, within);
    if (!clauses.some(({ verb, kind }) => ASKED.test(verb ?? '') || kind === 'question')) continue;
    const list = listOf(plan, clauses.flatMap(phrasesIn), innermost(sentence, within).flatMap(phrasesIn), found[0]);
    if (list) for (const clause of within) addRule(plan, list, { sentence, clause });
  }
}

const innermost = ({ clauses }: Sentence, within: readonly Clause[]): Clause[] =>
  within.filter((clause) => !within.some(({ parent }) => parent !== undefined && clauses[parent] === clause));

/** With the clauses that they hang on: "see which foods are about to expire". */
function withParents({ clauses }: Sentence, within: readonly Clause[]): Clause[] {
  const all = [...within];
  for (const { parent } of all) {
    const above = parent === undefined ? undefined : clauses[parent];
    if (above && !all.includes(above)) all.push(above);
  }
  return all;
}

const phrasesIn = ({ subjects, objects, about }: Clause): NounPhrase[] => [...subjects, ...objects, ...(about ? [about] : [])];

/** Of what is named; of "what" and "something" the only things that it can be. */
function listOf(plan: Plan, phrases: readonly NounPhrase[], spoken: readonly NounPhrase[], words: string): Narrowed | undefined {
  const fits = (records: readonly DesignRecord[]): Narrowed[] =>
    records.flatMap((record) => narrowed(plan, record, words, undefined) ?? []);
  const named = phrases.map((phrase) => plan.find(nameOf(phrase.refersTo ?? phrase))).filter((one) => one !== undefined);
  if (named.length > 0) return fits(named)[0];
  const any = spoken.every(({ isPronoun, head }) => isPronoun || OPEN.test(head)) ? fits(plan.records) : [];
  return any.length === 1 ? any[0] : undefined;
}

const OPEN = /^(what|something|anything|everything|thing|things)$/;
