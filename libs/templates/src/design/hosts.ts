import type { Clause, NounPhrase } from '../reading/reading.types.js';
import { readFeature } from './features.js';
import type { Draft, Said } from './draft.js';
import { classifyNoun, isPerson } from './lexicon.js';
import { isApplication, lastOf, nameOf, recordNameOf } from './nouns.js';

/** Whether a name is that of whoever is described: a place or a group of people rather than one of many that are kept. */
export const isHostName = (name: string): boolean =>
  ['place', 'group'].includes(classifyNoun(name).class) ||
  /\b(company|bakery|shop|school|club|clinic|practice|agency|studio|restaurant|hotel|café|cafe|library|museum|gym|salon|firm|garage|workshop|association|farm|church|team|band|brand|artist|photographer|freelancer|business|store|bank|hospital|university|museum)$/.test(
    name,
  );

const RUNNING = /^(run|operate|own|lead|organi[sz]e|manage|be)$/;
/** What an organisation wants to do with everything that it keeps. */
const KEEPING =
  /^(manage|organi[sz]e|track|keep track of|handle|administer|maintain|digiti[sz]e|plan|schedule|record|document|coordinate)$/;

/**
 * Reads what a project is for out of its first sentence: "We run a food bank", "A small gym wants to manage its classes",
 * "A choir needs a website". Whoever is named there is no role and no record.
 *
 * @returns whether nothing else is said.
 */
export function readHost(draft: Draft, said: Said): boolean {
  const { clause } = said;
  const [subject] = clause.subjects;
  const [object] = clause.objects;
  if (clause.kind !== 'main' || clause.isNegative || !subject || !object || clause.subjects.length > 1) return false;
  if (subject.isPronoun && /^(i|we)$/i.test(subject.head)) return readRunning(draft, clause, object);
  const name = nameOf(subject).toLowerCase();
  if (subject.isPlural || subject.isPronoun || isPerson(name) || isApplication(subject) || !isHostName(name)) return false;
  const words = draft.reading.text.slice(subject.to, object.from);
  if (isApplication(object) && /^(need|want|have)$/.test(clause.verb ?? '')) {
    nameSelf(draft, name);
    // "… a website with concerts and rehearsals": things that it has.
    for (const { preposition, phrase } of [...clause.complements, ...object.complements])
      if (preposition === 'with' && phrase.isPlural && !isPerson(nameOf(phrase))) {
        readFeature(draft, phrase, said);
        const kept = draft.find(recordNameOf(phrase) ?? '');
        if (kept) kept.evidence += 1;
      }
    return false;
  }
  if (!/\b(wants?|needs?|would like|plans?|wishes|has|have) to\b/i.test(words)) return false;
  nameSelf(draft, name);
  if (!KEEPING.test(clause.verb ?? '') || clause.complements.length > 0) return false;
  for (const phrase of clause.objects) readFeature(draft, phrase, said);
  draft.account.context(clause, 'Read as what the project is');
  return true;
}

/** "We run a food bank": what it is, where nothing is said of what it has. */
function readRunning(draft: Draft, clause: Clause, object: NounPhrase): boolean {
  const name = nameOf(object).toLowerCase();
  const isOne = !object.isPlural && /^(an?|our|my|the)$/i.test(object.determiner ?? object.possessor?.head ?? '');
  if (!RUNNING.test(clause.verb ?? '') || clause.modal || clause.objects.length > 1 || !isOne || isApplication(object)) return false;
  if (clause.verb !== 'run' && !isHostName(name)) return false;
  nameSelf(draft, name);
  if (clause.complements.length + object.complements.length > 0) return false;
  draft.account.context(clause, 'Read as what the project is');
  return true;
}

function nameSelf(draft: Draft, name: string): void {
  draft.self.add(name).add(lastOf(name));
}
