import type { Clause, NounPhrase, Reading, Sentence, Span } from '../reading/reading.types.js';
import type { Audience, Field, ListView, PhraseEvidence } from './design.types.js';

/** A clause with the sentence that it stands in. */
export interface Said {
  sentence: Sentence;
  clause: Clause;
}

/** Something that is done to a kind of record, and by whom. */
export interface Act {
  verb: string;
  /** Names of people as the text has them, singular; empty: nobody is named. */
  by: string[];
  said: Said;
  complements: { preposition: string; name: string }[];
  results: string[];
  isNegative: boolean;
}

/** A kind of record while the text is read. */
export interface RecordDraft {
  /** Singular, lower case. */
  name: string;
  order: number;
  /** How much speaks for keeping it; see `weigh`. */
  evidence: number;
  isPerson: boolean;
  said: (Said | Span)[];
  /** How often it is named in the plural. */
  plurals: number;
  /** Stated attributes by name, in order. */
  fields: Map<string, Field>;
  /** What it belongs to: name of a record or a person, whether each one must have it. */
  parents: Map<string, { isRequired: boolean }>;
  acts: Act[];
  view?: ListView;
  access?: Partial<Record<'read' | 'create' | 'change' | 'remove', Audience>>;
  /** Kept whatever else speaks for it. */
  isNeeded?: boolean;
  /** It ties two, so that it needs no name of its own. */
  isTie?: boolean;
  createVerb?: string;
}

/** Somebody who does something. */
export interface RoleDraft {
  name: string;
  order: number;
  mentions: number;
  /** Whether the text has them in the plural. */
  isMany?: boolean;
  acts: { verb: string; said: Said }[];
}

/** Something that is asked for by a noun, or by a verb that is no plain change of a record. */
export interface Wish {
  kind: WishKind;
  /** Name of the record that it is about, where one is named. */
  of?: string;
  /** Names of people who do it. */
  by: string[];
  said: Said;
  /** As the text has it. */
  text: string;
  /** Of the project's name alone, which does without where nothing else speaks of it. */
  isNamed?: boolean;
  act?: Act;
}
export type WishKind =
  | 'accounts'
  | 'report'
  | 'dashboard'
  | 'calendar'
  | 'board'
  | 'gallery'
  | 'home'
  | 'about'
  | 'contact'
  | 'faq'
  | 'pricing'
  | 'services'
  | 'terms'
  | 'cart'
  | 'favourite'
  | 'review'
  | 'comment'
  | 'message'
  | 'notice'
  | 'payment'
  | 'import'
  | 'upload'
  | 'poll'
  | 'quiz'
  | 'booking'
  | 'loan'
  | 'enrolment'
  | 'lookup'
  | 'publish'
  | 'tracking'
  | 'calculator'
  | 'forum'
  | 'view';

/** What a part of the text led to; resolved to evidence when the design is whole. */
export type Outcome =
  | { kind: 'record'; name: string }
  /** Of a record that the words only name. */
  | { kind: 'mention'; name: string }
  | { kind: 'field'; record: string; field: string }
  | { kind: 'relation'; record: string; to: string }
  | { kind: 'role'; name: string }
  | { kind: 'rule'; name: string }
  | { kind: 'page'; path: string }
  | { kind: 'style'; label: string }
  | { kind: 'always'; label: string };

/** The account of a description while it is read: what became of which words. */
export class Account {
  private readonly outcomes = new Map<Span, Outcome[]>();
  private readonly refusals = new Map<Span, string>();
  private readonly contexts = new Map<Span, string>();

  built(span: Span, outcome: Outcome): void {
    const list = this.outcomes.get(span) ?? [];
    if (!list.some((one) => JSON.stringify(one) === JSON.stringify(outcome))) list.push(outcome);
    this.outcomes.set(span, list);
  }

  /** Words that are no wish, and what they were read as. */
  context(span: Span, reason: string): void {
    this.contexts.set(span, reason);
  }

  contextOf(span: Span): string | undefined {
    return this.contexts.get(span);
  }

  notBuilt(span: Span, reason: string): void {
    if (!this.refusals.has(span)) this.refusals.set(span, reason);
  }

  outcomesOf(span: Span): readonly Outcome[] {
    return this.outcomes.get(span) ?? [];
  }

  refusalOf(span: Span): string | undefined {
    return this.refusals.get(span);
  }
}

/** Everything that was found in a description, before it is decided what of it is built. */
export class Draft {
  readonly records = new Map<string, RecordDraft>();
  readonly roles = new Map<string, RoleDraft>();
  readonly wishes: Wish[] = [];
  readonly account = new Account();
  /** Names by which the text means a record that has another: "tourist attraction" → "attraction". */
  readonly aliases = new Map<string, string>();

  /** What the description calls the project itself: "The game has levels" is said of it. */
  readonly self = new Set<string>();

  constructor(
    readonly reading: Reading,
    readonly shape: 'app' | 'api' | 'site' = 'app',
  ) {}

  /** The record of a name, also of one that is another's. */
  find(name: string): RecordDraft | undefined {
    return this.records.get(this.aliases.get(name) ?? name);
  }

  record(name: string, isPerson = false): RecordDraft {
    const known = this.find(name);
    if (known) return known;
    const made: RecordDraft = {
      name,
      order: this.records.size,
      evidence: 0,
      isPerson,
      said: [],
      plurals: 0,
      fields: new Map(),
      parents: new Map(),
      acts: [],
    };
    this.records.set(name, made);
    return made;
  }

  role(name: string): RoleDraft {
    let role = this.roles.get(name);
    if (!role) {
      role = { name, order: this.roles.size, mentions: 0, acts: [] };
      this.roles.set(name, role);
    }
    return role;
  }
}

/** Clauses of the sentences that say what is to be built, in order. */
export function* clausesToBuild({ sentences }: Reading): Generator<Said> {
  for (const sentence of sentences) if (sentence.topic === 'build') for (const clause of sentence.clauses) yield { sentence, clause };
}

/** Every noun phrase of a clause with what it is there; those within others come after them. */
export function* phrasesOf(
  clause: Clause,
): Generator<{ phrase: NounPhrase; as: 'subject' | 'object' | 'complement' | 'within'; preposition?: string }> {
  for (const phrase of clause.subjects) yield { phrase, as: 'subject' };
  for (const phrase of clause.objects) yield { phrase, as: 'object' };
  for (const { phrase, preposition } of clause.complements) yield { phrase, as: 'complement', preposition };
  for (const phrase of [...clause.subjects, ...clause.objects, ...clause.complements.map((one) => one.phrase)])
    for (const inner of within(phrase)) yield { phrase: inner, as: 'within' };
}

function* within(phrase: NounPhrase): Generator<NounPhrase> {
  for (const inner of [
    ...(phrase.possessor ? [phrase.possessor] : []),
    ...phrase.complements.map((one) => one.phrase),
    // "Functions such as play, pause and stop" are acts.
    ...(/^(function|functionality|feature|operation|method|action|activity|option|capability|module)$/.test(phrase.head)
      ? []
      : phrase.examples),
  ]) {
    yield inner;
    yield* within(inner);
  }
}

export type { PhraseEvidence };
