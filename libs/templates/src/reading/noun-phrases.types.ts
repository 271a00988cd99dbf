import type { NounPhrase, Token } from './reading.types.js';

export interface PhraseAt {
  phrase: NounPhrase;
  next: number;
}

export interface PhrasesAt {
  phrases: NounPhrase[];
  next: number;
}

/** Whether a predicate, a clause or the like begins at a word, so that no noun phrase goes on there. */
export type Boundary = (at: number, isExample?: boolean) => boolean;

/** Lists and parentheses hold noun phrases, which hold lists: these read what is in them. */
export interface PhraseReaders {
  readNounPhrase(w: Token[], at: number, isBoundary: Boundary): PhraseAt | undefined;
  readNounPhrases(w: Token[], at: number, isBoundary: Boundary): PhrasesAt | undefined;
}
