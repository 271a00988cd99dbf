import type { NounPhrase } from '../../reading/reading.types.js';
import type { Design, Phrase } from '../design.types.js';
import type { Draft, Said } from '../draft.js';

/** What became of a wish, and what shows it. */
export type Verdict = Pick<Phrase, 'outcome' | 'reason' | 'evidence'>;

/** One thing that a clause asks for: an act upon one of its objects, or one that there should be. */
export interface Ask {
  said: Said;
  /** Base form; undefined: the object alone is asked for. */
  verb?: string;
  object?: NounPhrase;
  /** Where its own words begin; those of the first begin with its clause. */
  from: number;
  /** Of "with a title and a price": what has them. */
  of?: NounPhrase;
}

/** What judges look at: the finished design, and the text that it was read from. */
export interface Scope {
  design: Design;
  draft: Draft;
  /** Slug of the role of a name in the text; undefined: they have no account. */
  slugOf(name: string): string | undefined;
  /** Judges an act that is said in other words: "deletion of notes". */
  judge(ask: Ask): Verdict;
}

/** A judge answers what it knows of, and leaves the rest to those after it. */
export type Judge = (ask: Ask, scope: Scope) => Verdict | undefined;
