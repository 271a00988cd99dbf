import { isUs, isProductPhrase } from './clause-parts.js';
import { type Open, DISSOLVED } from './clause-state.js';
import { readNounPhrases } from './noun-phrases.js';
import { PredicateReader } from './predicate-reader.js';
import { beginsFinite, beginsInfinitive, isAuxiliary, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, NounPhrase, Token } from './reading.types.js';

/** Subject and predicate together, and predicates that join them. */
export abstract class SentenceReader extends PredicateReader {
  protected abstract readRelative(isZero?: boolean): void;
  protected abstract stepFor(token: Token, next: Token | undefined): boolean;

  /** Subjects and predicate, or nothing. */
  protected readSentence(kind: Clause['kind'], parent?: number, about?: NounPhrase, isSure = false): boolean {
    const { w } = this;
    const start = this.at;
    const subject = this.readSubject(start, false, isSure);
    if (!subject) return false;
    let place = subject.next;
    // "Drivers who finish a tour enter the mileage": the predicate comes after the relative clause.
    const first = this.clauses.length;
    if (!beginsFinite(w, place, subject.phrases, isSure)) {
      if (!this.readInnerClause(place, subject.phrases.at(-1)!)) {
        this.clauses.length = first;
        this.at = start;
        return false;
      }
      place = this.at;
      // "a café where visitors register items, volunteers claim them": somebody else acts, so the first noun stands alone.
      const isNewSentence = w[place]?.lower === ',' && this.beginsSentence(place + 1);
      if (w[place]?.lower === ',') place += 1;
      if (isNewSentence || !beginsFinite(w, place, subject.phrases)) {
        this.clauses.length = first;
        this.at = start;
        return false;
      }
    }
    if (subject.phrases[0]!.head === 'whoever') {
      // "whoever accepts a request gets the address"
      const [about] = subject.phrases as [NounPhrase];
      if (this.readPredicate(place, [about], { kind: 'relative', about, isInner: true }) === undefined) return false;
      place = this.at;
      if (!beginsFinite(w, place, [about])) return true;
    }
    const form = this.formAt(place, subject.phrases);
    const role = this.pending.find((complement) => complement.preposition === 'as');
    if (role && isUs(subject.phrases)) {
      // "As a librarian I want to …": who speaks is said before.
      this.pending = this.pending.filter((complement) => complement !== role);
      this.speaker = role.phrase;
    }
    if (isUs(subject.phrases) || /^(?:it|this)$/.test(subject.phrases[0]!.head)) {
      const want = w[skipAdverbs(w, place)];
      if (want && this.readWish(place, subject.phrases, kind)) return true;
    }
    const index = this.readPredicate(place, this.speaker && isUs(subject.phrases) ? [this.speaker] : subject.phrases, {
      kind,
      parent,
      about,
      from: w[start]!.from,
    });
    if (index === undefined) {
      this.clauses.length = first;
      this.at = start;
      return false;
    }
    if (index === DISSOLVED) return true;
    const last = this.clauses[index];
    if (last) {
      if (w[start]!.lower === 'only') last.adverbs.unshift('only');
      last.complements.unshift(...this.pending);
      last.adverbs.unshift(...this.pendingAdverbs);
    }
    this.pending = [];
    this.pendingAdverbs = [];
    const inner = this.open.filter((each) => each.index > index);
    this.open = [
      { index, form, isPassive: last?.isPassive ?? false },
      ...(inner.length > 0 && this.open.at(-1)!.index > index ? inner : []),
    ];
    return true;
  }

  protected readInnerClause(place: number, about: NounPhrase): boolean {
    const { w } = this;
    const token = w[place];
    if (!token || !(/^(?:who|which|that|whose|where)$/.test(token.lower) || isPastParticiple(token))) return false;
    const opens = this.open;
    this.at = place;
    this.lastNoun = about;
    const before = this.clauses.length;
    if (isPastParticiple(token)) {
      const index = this.readPredicate(place, [about], { kind: 'participle', isPassive: true, about, isInner: true });
      this.open = opens;
      return index !== undefined;
    }
    if (!this.isRelative()) return false;
    this.readRelative();
    this.open = opens;
    return this.clauses.length > before;
  }

  /** "I want an app that …", "We need members to be able to …", "It should be possible to …". */
  protected readWish(place: number, subjects: NounPhrase[], kind: Clause['kind']): boolean {
    const { w } = this;
    let i = place;
    const start = this.at;
    while (w[i] && (isAuxiliary(w[i]) || w[i]!.pos === 'ADV') && !/^(?:need|needs)$/.test(w[i]!.lower)) i += 1;
    const word = w[i]?.lower ?? '';
    if (/^(?:possible|easy|necessary|important|helpful|useful|nice|great|good)$/.test(word)) {
      if (w[i + 1]?.lower === 'to') {
        const index = this.readPredicate(i + 2, [], { kind: 'main', modal: 'can' });
        if (index === undefined) return false;
        this.pushOpen(index, 'base');
        return true;
      }
      if (w[i + 1]?.lower === 'for') {
        this.at = i + 1;
        return this.stepFor(w[i + 1]!, w[i + 2]);
      }
      if (w[i + 1]?.lower === 'if' || w[i + 1]?.lower === 'that') {
        this.at = i + 2;
        return this.readSentence('main');
      }
      return false;
    }
    if (!isUs(subjects) || !/^(?:want|need|like|love|wish|looking|require|plan|would|am|are)$/.test(word)) return false;
    let place2 = i + 1;
    if (word === 'looking' && w[place2]?.lower === 'for') place2 += 1;
    if (w[place2]?.lower === 'to') {
      if (!/^(?:want|need|like|love|wish|plan)$/.test(word)) return false;
      const index = this.readPredicate(place2 + 1, this.speaker ? [this.speaker] : subjects, { kind });
      if (index === undefined) {
        this.at = start;
        return false;
      }
      this.open = [{ index, form: 'base', isPassive: false }];
      return true;
    }
    const phrases = readNounPhrases(w, place2, this.isBoundary);
    if (!phrases) return false;
    if (w[phrases.next]?.lower === 'to' && beginsInfinitive(w, phrases.next + 1) && !isProductPhrase(phrases.phrases[0]!)) {
      const index = this.readPredicate(phrases.next + 1, phrases.phrases[0]!.head === 'something' ? [] : phrases.phrases, { kind: 'main' });
      if (index === undefined) return false;
      this.open = [{ index, form: 'base', isPassive: false }];
      return true;
    }
    this.addFragments(phrases.phrases);
    this.at = phrases.next;
    return true;
  }

  protected readJoined(open: Open, place: number): void {
    const before = this.clauses[open.index]!;
    const token = this.w[skipAdverbs(this.w, place)]!;
    const isPassive = open.isPassive && isPastParticiple(token) && !isAuxiliary(token);
    const subjects = before.isPassive
      ? isPassive || isAuxiliary(token) || !before.subjects.length || open.form !== 'ed'
        ? before.objects
        : before.subjects
      : before.subjects;
    const modal = isAuxiliary(token) ? undefined : before.modal;
    const index = this.readPredicate(place, subjects, { kind: before.kind, modal, isPassive, parent: before.parent, about: before.about });
    if (index === undefined || index === DISSOLVED) return;
    const clause = this.clauses[index]!;
    if (before.kind === 'relative' && before.about && before.objects.includes(before.about) && clause.objects.length === 0)
      clause.objects.push(before.about);
    const at = this.open.indexOf(open);
    const inner = this.open.slice(at + 1).filter((each) => each.index > index);
    this.open = [...this.open.slice(0, at), { ...open, index, isPassive: clause.isPassive }, ...inner];
    this.joined.set(clause, before);
  }

  protected readSubordinate(place: number, kind: 'purpose' | 'condition'): void {
    this.at = place;
    const opens = this.open;
    const hasMain = this.clauses.some((clause) => clause.kind === 'main' || clause.kind === 'fragment');
    if (!this.readSentence(kind, hasMain ? this.parent() : undefined)) return;
    if (kind === 'condition' && !hasMain) this.open = [];
    else this.open = [...opens, ...this.open];
  }

  /** "ensure that …" and what is ensured. */
  protected readContent(parent: number): void {
    const opens = this.open;
    if (!this.readSentence('infinitive', parent)) return;
    this.open = [...opens, ...this.open.filter((open) => !opens.includes(open))];
  }
}
