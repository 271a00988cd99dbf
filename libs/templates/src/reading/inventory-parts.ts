import {
  asNouns,
  isClause,
  isCommand,
  isFeature,
  isModifier,
  isQuestion,
  isValue,
  isView,
  phraseAt,
  piecesOf,
  withIn,
  type Piece,
} from './inventory-pieces.js';
import { asWritten, asked, wholeOf } from './inventory-phrases.js';
import type { NounPhrase, Token } from './reading.types.js';

/** A thing that is listed, and what it is listed with. */
export interface Entry {
  phrase: NounPhrase;
  /** Of the words that name it. */
  tokens: Token[];
  having: NounPhrase[];
  /** Where the words begin that it is part of; else its own. */
  from?: number;
}
/** Words that are read as they stand, each group by itself. */
export interface Words {
  tokens: Token[];
}
export type Part = Entry | Words;
export const isEntry = (part: Part): part is Entry => 'having' in part;

/** Goes through the pieces, each a thing, something that it has, or words of their own. */
export class Inventory {
  private readonly parts: Part[] = [];
  private at = 0;
  /** The list behind "with" goes on; an "and" closes it. */
  private list: 'none' | 'open' | 'closed' = 'none';
  /** Whose the attributes are that follow. */
  private owner: Entry | undefined;

  private readonly pieces: Piece[];

  constructor(private readonly w: Token[]) {
    this.pieces = piecesOf(w);
  }

  read(): Part[] | undefined {
    while (this.at < this.pieces.length) if (!this.step()) return undefined;
    return this.parts;
  }

  private step(): boolean {
    const piece = asNouns(this.pieces[this.at]!);
    if (this.readValues(piece)) return true;
    const next = this.pieces[this.at + 1];
    if (this.list !== 'none' && isModifier(piece, next)) return this.readPair(piece, next!);
    const isOpen = this.list === 'open';
    if (isOpen && isQuestion(piece)) return this.addValue(asked(piece.tokens), piece);
    const head = phraseAt(piece.tokens);
    if (!isOpen && (isCommand(piece) || isClause(piece))) return this.readClause();
    if (isOpen && isClause(piece) && !/^(?:its|their)$/.test(piece.tokens[0]!.lower)) return this.readClause();
    if (!head) return isOpen && this.addValue(asWritten(piece.tokens), piece);
    // "Incidents with a report": what comes first behind "with" is had.
    const isHad = isOpen && this.owner!.having.length === 0;
    if (isView(head.phrase) && !isHad) return this.readView(head.phrase);
    if (isFeature(head.phrase) && this.list === 'none') return false;
    const with_ = withIn(piece, head.next);
    if (with_ > 0) return this.readWith(head.phrase, piece, with_);
    if (piece.tokens[head.next]?.lower === 'per') return this.readPer(head.phrase, piece, head.next);
    if (this.list !== 'none' && this.isStillOf(head.phrase, piece)) return this.addValue(wholeOf(head, piece), piece);
    return this.addEntry(head.phrase, piece.tokens.slice(0, head.next), piece.tokens.slice(head.next));
  }

  /** "Their expiry dates" are of what was named last; a plural that is no value begins the next thing. */
  private isStillOf(phrase: NounPhrase, piece: Piece): boolean {
    const hasArticle = /^(?:an?|the)$/i.test(phrase.determiner ?? '');
    const [first] = this.owner?.having ?? [];
    if (!first) return true;
    if (hasArticle && !/^(?:an?|the)$/i.test(first.determiner ?? '')) return false;
    if (phrase.possessor?.isPronoun) return true;
    if (this.list === 'closed') return piece.joint === ',' && isValue(phrase);
    return isValue(phrase) || !phrase.isPlural || piece.joint !== ',';
  }

  private addEntry(phrase: NounPhrase, tokens: Token[], rest: readonly Token[] = []): boolean {
    if (rest.some(({ pos }) => pos === 'VERB')) return this.readClause();
    const entry: Entry = { phrase: { ...phrase, complements: [] }, tokens: [...tokens, ...rest], having: [] };
    this.parts.push(entry);
    this.owner = entry;
    this.list = 'none';
    this.at += 1;
    return true;
  }

  private readWith(phrase: NounPhrase, piece: Piece, at: number): boolean {
    const tail = piece.tokens.slice(at + 1);
    if (tail.length === 0) return false;
    this.addEntry(phrase, piece.tokens.slice(0, at));
    this.at -= 1;
    this.list = 'open';
    this.pieces[this.at] = { tokens: tail, joint: '' };
    return true;
  }

  /** "Monthly budget per category": each has one of these. */
  private readPer(phrase: NounPhrase, piece: Piece, at: number): boolean {
    const of = phraseAt(piece.tokens, at + 1);
    if (!of || of.next < piece.tokens.length) return false;
    if (isValue(of.phrase) && /^(?:hour|day|night|week|month|year|person|piece)$/.test(of.phrase.head))
      return this.addValue(asWritten(piece.tokens), piece);
    this.addEntry(phrase, piece.tokens);
    this.owner!.having.push(of.phrase);
    return true;
  }

  private addValue(phrase: NounPhrase, { joint }: Piece): boolean {
    const owner = this.owner!;
    this.at += 1;
    if (/and$/.test(joint)) this.list = 'closed';
    const holder = this.holderOf(phrase);
    (holder ?? owner).having.push(phrase.possessor?.isPronoun ? { ...phrase, possessor: undefined } : phrase);
    return true;
  }

  /** "Lines, quantity and price": each line has these; "qualifications and their expiry dates": the qualifications. */
  private holderOf(phrase: NounPhrase): Entry | undefined {
    const owner = this.owner!;
    const before = owner.having.findLast(({ isPlural }) => isPlural);
    if (!before) return undefined;
    const known = this.parts.filter(isEntry).find((entry) => entry.phrase === before);
    const isLine = known !== undefined || phrase.head === 'quantity' || /^(?:line|item|position|row)$/.test(before.head);
    const isOfLine = isLine && !isValue(before) && /^(?:quantity|price|amount|unit|discount|rate)$/.test(phrase.head);
    const isTheirs = phrase.possessor?.isPronoun && before === owner.having.at(-1) && !isValue(before);
    if (!isOfLine && !isTheirs) return undefined;
    if (known) return known;
    const made: Entry = { phrase: before, tokens: [], having: [], from: owner.tokens[0]!.from };
    this.parts.push(made);
    return made;
  }

  private readPair(first: Piece, second: Piece): boolean {
    const [noun] = second.tokens.slice(-1);
    const one = asWritten([...first.tokens, noun!]);
    const other = asWritten(second.tokens);
    this.owner!.having.push({ ...one, to: first.tokens[0]!.to }, other);
    this.at += 2;
    return true;
  }

  /** "Status draft, sent or paid": what follows the word is what it can be. */
  private readValues({ tokens }: Piece): boolean {
    const [first, ...rest] = tokens;
    if (!this.owner || !/^(?:status|state|stage|phase|priority|condition)$/.test(first!.lower) || rest.length === 0) return false;
    if (rest.some(({ pos, lower }) => pos === 'AUX' || /^(?:of|by|per|with|for|to|from)$/.test(lower) || /s$/.test(lower))) return false;
    const values = this.valuesFrom(this.at + 1);
    if (values.length === 0) return false;
    const examples = [rest, ...values].map((value) => asWritten(value));
    this.owner.having.push({ ...asWritten([first!]), to: examples.at(-1)!.to, examples });
    this.at += 1 + values.length;
    this.list = 'closed';
    return true;
  }

  private valuesFrom(start: number): Token[][] {
    const values: Token[][] = [];
    for (const { tokens, joint } of this.pieces.slice(start)) {
      const isPlain =
        tokens.length <= 3 && !tokens.some(({ pos, lower }) => pos === 'DET' || lower === 'with' || (pos === 'AUX' && lower !== 'being'));
      if (!isPlain || (phraseAt(tokens)?.phrase.isPlural && tokens.at(-1)!.pos === 'NOUN')) break;
      values.push(tokens);
      if (/and$/.test(joint)) break;
    }
    return values;
  }

  /** "A board with columns open and done": the columns are states of what the board shows. */
  private readView(phrase: NounPhrase): boolean {
    const { tokens } = this.pieces[this.at]!;
    const with_ = tokens.findIndex(({ lower }) => lower === 'with');
    const first = tokens[with_ + 1];
    const shown = this.parts.filter(isEntry).filter(({ phrase: one, tokens: words }) => one.isPlural && words.length > 0);
    const of = shown.findLast(({ having }) => having.length > 0) ?? shown.at(-1);
    this.list = 'none';
    this.at += 1;
    if (
      with_ > 0 &&
      /^(?:board|kanban)$/.test(phrase.head) &&
      of &&
      /^(?:columns?|lanes?)$/.test(first?.lower ?? '') &&
      tokens[with_ + 2]
    ) {
      const values = this.valuesFrom(this.at);
      const examples = [tokens.slice(with_ + 2), ...values].map((value) => asWritten(value));
      const status = { ...asWritten([first!]), to: examples.at(-1)!.to, head: 'status', name: 'status', text: 'status', examples };
      this.parts.push({ phrase: { ...phrase, name: 'kanban board' }, tokens: tokens.slice(0, with_), having: [] });
      this.parts.push({ phrase: of.phrase, tokens: [], having: [status], from: tokens[0]!.from });
      this.at += values.length;
      return true;
    }
    const group = [this.pieces[this.at - 1]!];
    const isTied = tokens.some(({ pos }) => pos === 'ADP');
    while (isTied && this.pieces[this.at]?.joint === 'and' && !isClause(this.pieces[this.at]!)) group.push(this.pieces[this.at++]!);
    return this.addWords(group);
  }

  /** From here somebody does something; views that stand behind by themselves are no part of it. */
  private readClause(): boolean {
    this.list = 'none';
    const group: Piece[] = [this.pieces[this.at++]!];
    while (this.at < this.pieces.length) {
      const piece = this.pieces[this.at]!;
      const head = phraseAt(piece.tokens);
      const isJoint = piece.joint === ',' || (piece.joint === ',and' && head && isView(head.phrase));
      const hasMore = head && (piece.tokens.length > head.next || (isView(head.phrase) && head.phrase.complements.length > 0));
      const isApart = isJoint && hasMore && !isClause(piece) && (isView(head.phrase) || isClosed(group));
      if (isApart || (piece.joint !== 'and' && isCommand(piece) && group.some(isClause))) break;
      group.push(piece);
      this.at += 1;
    }
    return this.addWords(group);
  }

  private addWords(group: readonly Piece[]): boolean {
    const [first, last] = [group[0]!.tokens[0]!, group.at(-1)!.tokens.at(-1)!];
    this.parts.push({ tokens: this.w.slice(this.w.indexOf(first), this.w.indexOf(last) + 1) });
    return true;
  }
}

const isClosed = (group: readonly Piece[]): boolean => group.at(-1)!.joint === 'and' && !isClause(group.at(-1)!);
