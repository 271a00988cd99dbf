import type { NounClass } from '../knowledge/classify-noun.js';
import type { Clause, NounPhrase, Reading, Sentence } from '../reading/reading.types.js';
import { classifyNoun } from './lexicon.js';
import { isApplication } from './nouns.js';

/** Verbs of what a project is good for: "to enhance visibility", "to resolve issues with spam". */
const AIMS = new Set(
  'enhance improve promote boost increase raise strengthen ensure facilitate simplify streamline resolve solve address tackle reduce avoid prevent attract achieve foster encourage maximize minimize optimize'.split(
    ' ',
  ),
);

/** Whether a clause of the first sentence says what a project is good for, and nothing that it keeps. */
export const isAim = ({ verb, kind, subjects }: Clause): boolean =>
  verb !== undefined && AIMS.has(verb) && (kind === 'purpose' || kind === 'infinitive') && subjects.every((one) => isApplication(one));

const OF_OTHERS: ReadonlySet<NounClass> = new Set(['attribute', 'measure', 'unit', 'time', 'style']);
const MOST_TOLD = 3;

/** Whether what stands after "such as" or "including" is a list of attributes: "its title, publisher, volume and ISBN". */
export function listsAttributes({ examples }: NounPhrase): boolean {
  const said = examples.filter(({ name }) => OF_OTHERS.has(classifyNoun(name).class)).length;
  return examples.length >= MOST_TOLD && said >= 2 && said * MOST_TOLD >= examples.length;
}

const MENDING =
  /^\W*((please|kindly|(can|could|would) you( please)?|(i|we) (need|want)( you)? to|help (me|us)( to)?)\s+)*(fix|repair|debug|troubleshoot|upgrade|optimi[sz]e|relaunch|migrate)( and \w+)? (an?|the|our|my|this|these|some|all|existing)\b/i;
const MENDED =
  /^(\W*[\w.]+){0,4}\W*\b(bugs?|errors?|issues?|problems?|version|web ?sites?|sites?|apps?|applications?|code|codebase|pages?|programs?|platform|performance|speed)\b/i;

/** Whether a project that is there already is to be mended: nothing can be built of it here. */
export function isMending(first: Sentence | undefined): boolean {
  const start = MENDING.exec(first?.text ?? '');
  return start !== null && MENDED.test(first!.text.slice(start[0].length));
}

const GAME =
  /\bgame (web ?site|web ?page|page|app|application|mini-program|program)\b|(^\W*|\b(implement|build|create|develop|design|make|write|for) )an? ([\w-]+ ){0,3}game(?=\s*[.,:;]|\s*$| (that|where|in which|with|for|based|featuring|using|on)\b)/i;

/** Whether the project is one game rather than a place for many: "a dice game website", with no word of games. */
export const isOneGame = ({ text, sentences }: Reading): boolean => GAME.test(sentences[0]?.text ?? '') && !/\bgames\b/i.test(text);
