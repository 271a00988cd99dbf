import { dropBuilders, shareObjects } from './share-objects.js';
import { isProductPhrase, emptyClause, readTime } from './clause-parts.js';
import { type Context, DISSOLVED } from './clause-state.js';
import { ColonReader } from './colons.js';
import { exampleMarker, UNIT } from './noun-phrase-lists.js';
import { readNounPhrase, readNounPhrases, skipCoordination } from './noun-phrases.js';
import { beginsBaseVerb, beginsFinite, beginsGerund, beginsInfinitive, isAuxiliary, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, Token } from './reading.types.js';

import { NOUN_LIKE } from './verb-words.js';
import { PREPOSITIONS } from './word-lists.js';
import { isFeaturePhrase, stripFeatureWord } from './wrappers.js';

export type { Context } from './clause-state.js';

/** Reads who does what to which out of one sentence's words. */
export function readClauses(tokens: Token[], context?: Context, isFirst = false, isTitle = false): Clause[] {
  const w = tokens
    .filter((token) => token.pos !== 'X' || /^(?:https?:|www|etc|.+@)/.test(token.lower))
    .filter((token) => !/^["“”„«»‘*_]$/.test(token.text));
  if (isTitle) keepNouns(w);
  return new ClauseReader(w, context, isFirst).read();
}

/** "Harvest log" over a part of the text names it and asks for nothing. */
function keepNouns(w: Token[]): void {
  const start = w.findIndex((token) => token.pos !== 'NUM' && token.pos !== 'PUNCT');
  if (
    start < 0 ||
    w.length - start > 3 ||
    !NOUN_LIKE.has(w[start]!.lower) ||
    w.some((token) => token.pos === 'DET' || token.pos === 'PRON')
  )
    return;
  w.splice(0, start);
  w[0]!.pos = 'PROPN';
}

/** "Shop owners register": who does something, whatever the word before can be. */
const SOMEBODY =
  /(?:owner|keeper|manager|member|user|worker|holder|maker|seller|buyer|guest|visitor|person|people|staff|leader|player|driver|guide|trainer|coach|host|reader|writer|editor|organi[sz]er|assistant|designer)$/;

/** Goes through the words, each step a clause, a phrase or a sign. */
class ClauseReader extends ColonReader {
  read(): Clause[] {
    if (this.context && !this.readFromContext(this.context)) this.at = 0;
    while (this.at < this.w.length) {
      const before = this.at;
      this.step();
      if (this.at === before) this.at += 1;
    }
    if (this.pending.length > 0) this.clauses.at(-1)?.complements.push(...this.pending);
    shareObjects(this.clauses, this.joined, this.stranded);
    dropBuilders(this.clauses, this.joined);
    return this.clauses;
  }

  protected readFromContext(context: Context): boolean {
    const { w } = this;
    const isVerb =
      beginsBaseVerb(w, 0, true) || (context.isFinite && !!w[0] && w[0].pos !== 'NOUN' && beginsFinite(w, 0, context.subjects));
    if (context.expects === 'object') {
      const objects = readNounPhrases(w, 0, this.isBoundary);
      if (!objects || isVerb) return false;
      const clause = this.add('main', objects.phrases[0]!.from, w[objects.next - 1]!.to, {
        verb: context.verb,
        subjects: context.subjects,
        objects: objects.phrases,
        modal: context.modal,
      });
      this.at = objects.next;
      this.lastNoun = objects.phrases.at(-1);
      this.open = [{ index: this.clauses.indexOf(clause), form: 'base', isPassive: false }];
      return true;
    }
    if ((context.expects === 'base' || context.expects === 'any') && isVerb && context.subjects.length > 0) {
      const index = this.readPredicate(0, context.subjects, { kind: 'main', modal: context.modal });
      if (index === undefined) return false;
      this.open = [{ index, form: 'base', isPassive: false }];
      return true;
    }
    if (context.expects === 'ing' || context.expects === 'any') this.inFeatures = true;
    return false;
  }

  /** Reads one clause, phrase or sign at the place. */
  protected step(): void {
    const { w } = this;
    const token = w[this.at]!;
    const next = w[this.at + 1];
    const time = readTime(w, this.at);
    if (time) {
      (this.clauses.length > 0 && w[this.at - 1]?.pos !== 'PUNCT' ? this.clauses.at(-1)!.adverbs : this.pendingAdverbs).push(time.text);
      this.at = time.next;
      return;
    }
    if (token.pos === 'INTJ') {
      this.isPolite = true;
      this.at += 1;
      return;
    }
    const joined = skipCoordination(w, this.at);
    if (joined > this.at) {
      this.at = joined;
      if (joined < w.length) this.stepJoined();
      return;
    }
    if (token.pos === 'PUNCT' || this.isUse(this.at)) {
      this.at += 1;
      if (/^[:：–—-]$/.test(token.lower)) this.stepAfterColon();
      return;
    }
    if (this.lastNoun && this.isEachWith(this.at)) return this.readEachWith();
    if (token.lower === 'so' && next?.lower === 'that') return this.readSubordinate(this.at + 2, 'purpose');
    if (token.lower === 'in' && next?.lower === 'order') {
      this.at += 2;
      return;
    }
    if (token.lower === 'in' && (next?.lower === 'which' || next?.lower === 'whom')) {
      this.at += 1;
      return this.readRelative();
    }
    if (token.lower === 'so' && this.clauses.length > 0 && this.beginsSentence(this.at + 1))
      return this.readSubordinate(this.at + 1, 'purpose');
    if (token.lower === 'there' && isAuxiliary(w[skipAdverbs(w, this.at + 1)])) return this.readThere();
    if (this.stepSubordinate(token, next)) return;
    if (this.lastNoun && /^(?:who|which|that|whose|where|whom)$/.test(token.lower) && this.isRelative()) return this.readRelative();
    if (token.lower === 'to' && beginsInfinitive(w, this.at + 1)) return this.readInfinitive();
    if (token.lower === 'to' && next?.lower === 'be') return this.readInfinitive();
    if (this.inFeatures && /^(?:,|and|or|&|as)$/.test(w[this.at - 1]?.lower ?? '') && beginsGerund(w, this.at, true))
      return this.readGerund('purpose', []);
    if (this.stepFor(token, next)) return;
    if (this.stepPostmodifier(token, next)) return;
    if (token.pos === 'ADP' && this.clauses.length > 0 && this.isQuestion(this.at + 1)) {
      this.at += 1;
      return this.readQuestion(this.clauses.length - 1);
    }
    if (
      token.pos === 'ADP' ||
      (token.pos === 'SCONJ' && PREPOSITIONS.has(token.lower)) ||
      token.lower === 'based' ||
      (token.lower === 'as' && this.clauses.length > 0) ||
      (token.lower === 'according' && next?.lower === 'to')
    )
      return this.readLoosePreposition();
    if (token.pos === 'ADV') {
      if (!this.beginsSentence(skipAdverbs(w, this.at)) && !beginsBaseVerb(w, this.at, true)) {
        (this.clauses.at(-1)?.adverbs ?? this.pendingAdverbs).push(token.lower);
        this.at += 1;
        return;
      }
      if (this.beginsSentence(skipAdverbs(w, this.at))) {
        for (; this.at < skipAdverbs(w, this.at); this.at += 1) this.pendingAdverbs.push(w[this.at]!.lower);
      }
    }
    if (
      this.lastNoun &&
      this.clauses.length > 0 &&
      /^(?:they|you|we|i|he|she)$/.test(token.lower) &&
      w[this.at - 1]?.pos === 'NOUN' &&
      beginsFinite(w, this.at + 1, [])
    )
      return this.readRelative(true);
    this.stepMain();
  }

  /** Main clause, imperative, or nothing but a noun phrase. */
  protected stepMain(): void {
    const { w } = this;
    if (this.inFeatures && beginsGerund(w, this.at, true)) return this.readGerund('purpose', []);
    const isImperative = (this.clauses.length === 0 || this.isPolite) && beginsBaseVerb(w, this.at, true) && !this.isSubjectNoun();
    if (!isImperative && this.readSentence('main')) return;
    if (isImperative || (this.clauses.length === 0 && beginsBaseVerb(w, this.at, false))) {
      const index = this.readPredicate(this.at, [], { kind: 'main' });
      if (index !== undefined) {
        if (index !== DISSOLVED) this.open = [{ index, form: 'base', isPassive: false }];
        return;
      }
    }
    if (beginsGerund(w, this.at, true) && (w[this.at]!.pos !== 'NOUN' || w[this.at + 1]?.pos === 'CCONJ'))
      return this.readGerund(this.clauses.length > 0 ? 'participle' : 'purpose', this.clauses.length > 0 ? this.actors() : []);
    this.readFragment();
  }

  /** "Book clubs meet", "Log entries are kept": the first word is a noun after all, where a finite verb follows. */
  protected isSubjectNoun(): boolean {
    const { w } = this;
    const phrase = readNounPhrase(w, this.at, () => false, true);
    return (
      !!phrase &&
      phrase.next > this.at + 1 &&
      (w[phrase.next]?.pos === 'AUX' ||
        (SOMEBODY.test(phrase.phrase.head) && phrase.phrase.isPlural && beginsFinite(w, phrase.next, [phrase.phrase]))) &&
      !/^(?:if|when|so)$/.test(w[phrase.next]?.lower ?? '') &&
      !w.slice(this.at + 1, phrase.next).some((token) => token.pos === 'DET' || token.pos === 'PRON')
    );
  }

  protected stepJoined(): void {
    const { w } = this;
    const place = this.at;
    if (w[place]!.pos === 'PUNCT') return;
    if (/^(?:e\.g\.|i\.e\.)$/.test(w[place]!.lower)) return;
    if (this.isJoinedQuestion(place)) return;
    const open = this.matchOpen(place);
    if (open) {
      this.readJoined(open, place);
      return;
    }
    const last = this.clauses.at(-1);
    if (isPastParticiple(w[place]) && w[place + 1]?.lower === 'by' && last) return void this.stepPostmodifier(w[place]!, w[place + 1]);
    // What is joined and begins no clause is read as if nothing was before, or goes on a list that something interrupted.
    if (this.beginsClause(place) || exampleMarker(w, place) > 0) return;
    if (w[place]!.pos === 'ADP' || w[place]!.pos === 'ADV' || w[place]!.pos === 'SCONJ' || w[place]!.pos === 'PART') return;
    if (!last) return;
    const more = readNounPhrases(w, place, this.isBoundary);
    if (!more) return;
    if (this.inFeatures || !last.verb) this.addFragments(more.phrases);
    else if (this.goesOnBehindRelative(last, more)) return;
    else if (last.complements.at(-1)?.preposition === 'with' && (this.leadsBack(place, last) || this.isOneOfMany(last)))
      last.objects.push(...more.phrases);
    else if (last.complements.length > 0 && last.complements.at(-1)!.phrase.to >= this.w[place - 1]!.from - 2) {
      const before = last.complements.findLast(({ preposition, phrase }) => preposition !== 'per' && !UNIT.test(phrase.text));
      // "a price in euros and the number in stock": a unit ends nothing but its own phrase.
      if (last.objects.length > 0 && (!before || (before.preposition === 'with' && this.isOneOfMany(last))))
        last.objects.push(...more.phrases);
      else
        for (const phrase of more.phrases) last.complements.push({ preposition: (before ?? last.complements.at(-1)!).preposition, phrase });
    } else if (last.results.length === 0) last.objects.push(...more.phrases);
    last.to = Math.max(last.to, w[more.next - 1]!.to);
    this.lastNoun = more.phrases.at(-1);
    this.at = more.next;
  }

  protected readThere(): void {
    const { w } = this;
    let i = this.at + 1;
    while (w[i] && (isAuxiliary(w[i]) || w[i]!.pos === 'ADV' || w[i]!.lower === 'not')) i += 1;
    this.at = i;
    this.readFragment();
  }

  protected readFragment(): void {
    const { w } = this;
    const start = this.at;
    if (this.isQuestion(start) && w[start]!.lower === 'how') return this.readQuestion(Math.max(0, this.clauses.length - 1));
    const phrases = readNounPhrases(w, start, this.isBoundary);
    if (!phrases) {
      this.at = start + 1;
      return;
    }
    this.at = phrases.next;
    const features = phrases.phrases.filter(isFeaturePhrase);
    const next = w[this.at];
    if (features.length > 0 && features.some((phrase) => stripFeatureWord(phrase) ?? phrase.examples.length > 0))
      this.releaseFeatures(phrases.phrases);
    else if (features.length > 0 && next && (exampleMarker(w, this.at) > 0 || next.lower === 'for' || next.lower === ':'))
      this.inFeatures = true;
    else this.addFragments(phrases.phrases);
    if (/^(?:with)$/.test(w[this.at]?.lower ?? '') && this.clauses.at(-1) && isProductPhrase(phrases.phrases[0]!)) return;
    const last = this.clauses.at(-1);
    if (last && !last.verb && last.objects.length > 0) {
      const holder = emptyClause(w, this.at);
      while (this.at < w.length && this.readPreposition(holder, this.inFeatures));
      last.objects.at(-1)!.complements.push(...holder.complements);
      last.to = Math.max(last.to, w[this.at - 1]?.to ?? 0);
    }
  }
}
