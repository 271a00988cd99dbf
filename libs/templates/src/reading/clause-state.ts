import type { Clause, NounPhrase, Token } from './reading.types.js';
import type { VerbForm } from './verb-words.js';

/** What the reader of a predicate is told. */
export interface PredicateGiven {
  kind: Clause['kind'];
  modal?: string;
  isPassive?: boolean;
  parent?: number;
  about?: NounPhrase;
  from?: number;
  isInner?: boolean;
}

/** What a lead-in ("Members can:") gives to what follows it. */
export interface Context {
  subjects: NounPhrase[];
  modal?: string;
  /** What items begin with: bare verbs, gerunds or nouns that are the object of `verb`. */
  /** The sentence before ended in a semicolon: its subject may go on, in the verb's own form. */
  isFinite?: boolean;
  expects: 'base' | 'ing' | 'object' | 'any';
  verb?: string;
}

/** Of a predicate that turned out to be a frame; what came in its place is read. */
export const DISSOLVED = -1;

export interface Open {
  index: number;
  /** Form in which a joined predicate would stand. */
  form: VerbForm;
  isPassive: boolean;
}

/** What is known while one sentence's clauses are read: place, clauses so far, and which predicates another could join. */
export abstract class ClauseState {
  protected at = 0;
  protected readonly clauses: Clause[] = [];
  protected open: Open[] = [];
  /** Predicate -> the one before that it was joined to. */
  protected readonly joined = new Map<Clause, Clause>();
  /** Predicate -> its preposition, where what it takes comes later: "comment on and like posts". */
  protected readonly stranded = new Map<Clause, string>();
  protected lastNoun: NounPhrase | undefined;
  protected isPolite = false;
  protected inFeatures = false;
  /** Index of the clause that asks the question read last. */
  protected asker = -1;
  /** What was asked for last: in "how many items, how many were saved" the items. */
  protected askedFor: NounPhrase | undefined;
  protected speaker: NounPhrase | undefined;
  /** Read before their clause: "After approval, …". */
  protected pending: Clause['complements'] = [];
  protected pendingAdverbs: string[] = [];

  constructor(
    protected readonly w: Token[],
    protected readonly context: Context | undefined,
    protected readonly isFirst: boolean,
  ) {}

  protected addFragments(phrases: NounPhrase[], parent?: number): void {
    for (const phrase of phrases) this.add('fragment', phrase.from, phrase.to, { objects: [phrase], parent });
    this.lastNoun = phrases.at(-1) ?? this.lastNoun;
  }

  protected add(kind: Clause['kind'], from: number, to: number, rest: Partial<Clause>): Clause {
    const clause: Clause = {
      kind,
      from,
      to,
      isPassive: false,
      isNegative: false,
      subjects: [],
      objects: [],
      results: [],
      complements: [],
      adverbs: [],
      ...rest,
    };
    this.clauses.push(clause);
    return clause;
  }

  /** Who acts in the clause that is being read: of a participle or a purpose after it. */
  protected actors(): NounPhrase[] {
    const last = this.clauses.at(-1);
    if (!last) return [];
    return last.isPassive && last.subjects.length === 0 ? [] : last.subjects;
  }

  /** The noun right before: of "photos of the people" the people. */
  protected nearest(): NounPhrase | undefined {
    let phrase = this.lastNoun;
    const end = this.w[this.at - 1]?.to ?? 0;
    for (let inner = phrase?.complements.at(-1); inner && phrase && inner.phrase.to === end; inner = phrase.complements.at(-1))
      phrase = inner.phrase;
    return phrase;
  }

  protected parent(): number | undefined {
    return this.clauses.length > 0 ? this.clauses.length - 1 : undefined;
  }

  protected pushOpen(index: number, form: VerbForm): void {
    if (index === DISSOLVED) return;
    const inner = this.open.filter((each) => each.index > index);
    const outer = this.open.filter((each) => each.index < index);
    this.open = [...outer, { index, form, isPassive: this.clauses[index]?.isPassive ?? false }, ...inner];
  }
}
