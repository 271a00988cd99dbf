/** Positions count UTF-16 code units of the whole description. */
export interface Span {
  from: number;
  to: number;
}

export interface Token extends Span {
  text: string;
  lower: string;
  /** Base form, lower case: "are" → "be", "lenses" → "lens". */
  lemma: string;
  /** Universal part of speech, corrected: NOUN, PROPN, VERB, AUX, ADJ, ADV, ADP, DET, PRON, NUM, CCONJ, SCONJ, PART, PUNCT, SYM, X. */
  pos: string;
}

export interface Sentence extends Span {
  text: string;
  tokens: Token[];
  /** What the sentence is about: things to build, looks, technology, qualities ("fast", "user-friendly"), or talk around it. */
  topic: 'build' | 'style' | 'technology' | 'quality' | 'talk';
  /** Whether it is a heading or an item of a list or a row of a table rather than prose. */
  layout: 'prose' | 'heading' | 'item' | 'row';
  clauses: Clause[];
  /** Index of the sentence that announces this one: of an item its lead-in ("Members can:"), of a row its header, of both else the heading above. */
  leadIn?: number;
  /** Of a row; of a list item with a name before a colon or dash: name and description. */
  cells?: Cell[];
  /** Of a heading its depth from 1, of an item its indentation from 1. */
  level?: number;
}

/** A cell of a table, without its padding. */
export interface Cell extends Span {
  text: string;
  /** Text of the header's cell above; absent in the header itself. */
  column?: string;
}

/** A noun phrase. */
export interface NounPhrase extends Span {
  /** Head noun, singular, lower case, e.g. "plot"; a compound as a whole is in `name`. */
  head: string;
  /** Compound without determiners and plain adjectives, singular, lower case: "garden plot", "due date". */
  name: string;
  /** As written, without determiners. */
  text: string;
  isPlural: boolean;
  isProper: boolean;
  /** Pronouns keep their word as head; `refersTo` is the phrase that they stand for, where that is clear. */
  isPronoun: boolean;
  refersTo?: NounPhrase;
  determiner?: string;
  /** "two", "up to 5", "at least three". */
  count?: string;
  adjectives: string[];
  /** "the member's loans": loans, possessor member. "their loans": possessor is a pronoun. */
  possessor?: NounPhrase;
  /** Phrases that a preposition ties to it: "price of a tool" → { preposition: 'of', phrase: tool }. */
  complements: { preposition: string; phrase: NounPhrase }[];
  /** What stands in parentheses after it, or after "such as", "like", "including", "e.g.": "status (new, used)". */
  examples: NounPhrase[];
  /** Words of parentheses that are no list of nouns, as written: "kg or lb"; the unit it is told in: "km" of "a distance in km". */
  remark?: string;
}

/** Who does what to which: one predicate. */
export interface Clause extends Span {
  /** `question`: an indirect one, "see which plots are free"; what it asks for is also an object of its parent. */
  kind: 'main' | 'relative' | 'purpose' | 'condition' | 'participle' | 'infinitive' | 'question' | 'fragment';
  /** Base form; of a passive its own verb: "be taught by" → "teach". Particles belong to it: "sign up", "check out". Absent in fragments (a list item without a verb). */
  verb?: string;
  isPassive: boolean;
  isNegative: boolean;
  /** "can", "must", "may", "should", "able", "will". */
  modal?: string;
  /** Who does it, also where the sentence says it passively ("by teachers"), or leaves it to the clause before ("and mark it repaired"). Coordination is a list. */
  subjects: NounPhrase[];
  objects: NounPhrase[];
  /** "mark it repaired, hopeless or waiting for parts" → the three. */
  results: string[];
  /** "book a plot for a season with a card" */
  complements: { preposition: string; phrase: NounPhrase }[];
  /** Adverbs and adverbial words: "monthly", "automatically", "online", "together", "only". */
  adverbs: string[];
  /** The noun phrase that a relative or participle clause is about. */
  about?: NounPhrase;
  /** Index within the sentence of the clause it hangs on. */
  parent?: number;
  /** Of an inventory: a thing that is listed, or what it is listed with; its objects end where the clause ends. */
  isListed?: true;
}

/** A description, read. */
export interface Reading {
  text: string;
  language: 'en';
  sentences: Sentence[];
}
