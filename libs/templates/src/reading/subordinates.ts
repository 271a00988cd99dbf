import { CONTENT_VERBS } from './clause-parts.js';
import { DISSOLVED } from './clause-state.js';
import { exampleMarker, readParentheses } from './noun-phrase-lists.js';
import { emptyPhrase } from './noun-phrase-names.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { READERS, readNounPhrase, readNounPhrases } from './noun-phrases.js';
import {
  beginsFinite,
  beginsGerund,
  beginsInfinitive,
  finiteForm,
  isAuxiliary,
  isIng,
  isPastParticiple,
  skipAdverbs,
} from './predicates.js';
import type { Clause, NounPhrase, Token } from './reading.types.js';
import { SentenceReader } from './sentence-reader.js';
import { isPluralWord } from './tagging.js';
import { formsOf } from './verb-words.js';
import { BE, HAVE, PREPOSITIONS, SUBORDINATORS } from './word-lists.js';

/** Clauses that hang on others: relative, purpose, condition, participle, question. */
export abstract class SubordinateReader extends SentenceReader {
  protected stepSubordinate(token: Token, next: Token | undefined): boolean {
    const { w } = this;
    const isEachTime = /^(?:each|every|any)$/.test(token.lower) && next?.lower === 'time';
    if (!SUBORDINATORS.has(token.lower) && !(token.lower === 'as' && next?.lower === 'soon') && !isEachTime) return false;
    const place = token.lower === 'as' && next?.lower === 'soon' ? this.at + 3 : isEachTime ? this.at + 2 : this.at + 1;
    if (isIng(w[skipAdverbs(w, place)]) && beginsGerund(w, place, true)) {
      this.at = place;
      this.readGerund('participle', this.actors());
      return true;
    }
    if (PREPOSITIONS.has(token.lower) ? this.beginsAfterClause(place) : this.beginsSentence(place)) {
      this.readSubordinate(place, 'condition');
      return true;
    }
    if (isPastParticiple(w[place]) && token.lower !== 'before' && token.lower !== 'after') {
      const index = this.readPredicate(place, [], { kind: 'condition', isPassive: true, parent: this.parent() });
      if (index !== undefined) return true;
    }
    return false;
  }

  protected stepFor(token: Token, next: Token | undefined): boolean {
    const { w } = this;
    const isSure =
      /^(?:for|by|without|before|after|while|when|through|like|including|of)$/.test(token.lower) ||
      exampleMarker(w, this.at) > 0 ||
      this.inFeatures;
    const isGerundAfter =
      /^(?:for|by|without|through|via|from|of|in|on|with|after|before|while|when|upon|about|like|including|as|at)$/.test(token.lower) ||
      exampleMarker(w, this.at) > 0;
    const marker = exampleMarker(w, this.at) || (token.lower === 'as' && next?.lower === 'well' ? 3 : 1);
    if (isGerundAfter && isIng(w[skipAdverbs(w, this.at + marker)]) && beginsGerund(w, this.at + marker, isSure)) {
      const parent = this.clauses.at(-1);
      this.at += marker;
      const isWithout = token.lower === 'without';
      const isOwn = token.lower === 'for' || exampleMarker(w, this.at - marker) > 0;
      // "plan trips, including adding stops": who edits adds; "functions such as adding stops": nobody is named.
      const isNamed = token.lower !== 'for' && !this.inFeatures && !!parent?.verb && this.lastNoun?.head !== undefined;
      this.readGerund(isOwn ? 'purpose' : 'participle', isNamed ? this.actors() : []);
      if (isWithout && this.clauses.at(-1) !== parent) this.clauses[parent ? this.clauses.indexOf(parent) + 1 : 0]!.isNegative = true;
      return true;
    }
    if (token.lower !== 'for') return false;
    const phrases = readNounPhrases(w, this.at + 1, this.isBoundary);
    if (!phrases || w[phrases.next]?.lower !== 'to' || !beginsInfinitive(w, phrases.next + 1)) return false;
    const about = this.lastNoun;
    this.lastNoun = phrases.phrases.at(-1);
    const index = this.readPredicate(phrases.next + 1, phrases.phrases, { kind: 'purpose', parent: this.parent(), about });
    if (index === undefined) return false;
    this.pushOpen(index, 'base');
    return true;
  }

  /** "courses taught by teachers", "a page showing tickets", and after a comma "allowing users to …". */
  protected stepPostmodifier(token: Token, next: Token | undefined): boolean {
    const { w } = this;
    if (this.clauses.length === 0 && !this.lastNoun) return false;
    if (isIng(token) && (token.pos === 'VERB' || beginsGerund(w, this.at, true)) && token.lower !== 'including') {
      const isAfterComma = w[this.at - 1]?.lower === ',' || w[this.at - 1]?.pos === 'CCONJ';
      const isTurn = /^(?:turn|time|fun|trouble|care|difficulty)$/.test(this.lastNoun?.head ?? '');
      const subjects = this.lastNoun && !isAfterComma && !isTurn ? [this.lastNoun] : this.actors();
      const about = isAfterComma || isTurn ? undefined : this.lastNoun;
      this.readGerund('participle', subjects, about);
      return true;
    }
    if (token.lower === 'based' && next && /^(?:on|upon)$/.test(next.lower)) return false;
    if (
      this.lastNoun &&
      isPastParticiple(token) &&
      !this.beginsSentence(this.at) &&
      (w[this.at - 1]?.pos !== 'PUNCT' || (w[this.at - 1]!.lower === ',' && next?.lower === 'by')) &&
      (!next || !isNounLike(next) || next.pos === 'ADJ' || /^(?:called|named|titled|entitled)$/.test(token.lower))
    ) {
      const about = this.nearest()!;
      const index = this.readPredicate(this.at, [about], { kind: 'participle', isPassive: true, about, parent: this.parent() });
      if (index !== undefined) return true;
    }
    return false;
  }

  protected readGerund(kind: 'purpose' | 'participle', subjects: NounPhrase[], about?: NounPhrase): void {
    const aboutOf = about ?? (kind === 'purpose' ? this.lastNoun : undefined);
    const index = this.readPredicate(this.at, subjects, { kind, parent: this.parent(), about: aboutOf });
    if (index !== undefined) this.pushOpen(index, 'ing');
  }

  protected readInfinitive(): void {
    const parent = this.clauses.at(-1);
    const about = parent && !parent.verb ? this.lastNoun : undefined;
    const isPassivePurpose = this.w[this.at + 1]?.lower === 'be';
    if (isPassivePurpose && this.lastNoun) {
      // "the room to be cleaned"
      const index = this.readPredicate(this.at + 1, [this.lastNoun], { kind: 'infinitive', about: this.lastNoun, parent: this.parent() });
      if (index !== undefined) return;
    }
    const isPassive = parent?.isPassive && parent.subjects.length > 0;
    const isInner = parent && (parent.kind === 'relative' || parent.kind === 'participle') && parent.about;
    const outer = isInner ? this.clauses.findLast((clause) => clause.kind === 'main') : undefined;
    const subjects = about ? [] : outer ? outer.subjects : isPassive ? parent.subjects : this.actors();
    const index = this.readPredicate(this.at + 1, subjects, { kind: about ? 'infinitive' : 'purpose', about, parent: this.parent() });
    if (index !== undefined) this.pushOpen(index, 'base');
  }

  /** "projects, each with a title and a year": what each of them has. */
  protected readEachWith(): void {
    const last = this.lastNoun!;
    const inner = last.complements.at(-1)?.phrase;
    const about = inner && !last.isPlural && inner.isPlural ? inner : last;
    const start = this.at;
    const objects = readNounPhrases(this.w, start + 2, this.isBoundary);
    this.at = objects?.next ?? start + 2;
    if (!objects) return;
    this.add('participle', this.w[start]!.from, this.w[this.at - 1]!.to, {
      verb: 'have',
      subjects: [{ ...about, examples: [] }],
      objects: objects.phrases,
      about,
      parent: this.parent(),
    });
    this.lastNoun = objects.phrases.at(-1);
  }

  protected readRelative(isZero = false): void {
    const { w } = this;
    const about = this.nearest()!;
    const opens = this.open;
    const parent = this.clauses.length > 0 ? this.clauses.length - 1 : undefined;
    const word = w[this.at]!.lower;
    const place = isZero ? this.at : this.at + 1;
    if (
      !isZero &&
      word !== 'where' &&
      word !== 'whose' &&
      beginsFinite(w, place, [about], true) &&
      !/^(?:in|at|on)$/.test(w[this.at - 1]?.lower ?? '')
    ) {
      const verb = w[skipAdverbs(w, place)]!;
      const form =
        formsOf(verb.lower).includes('s') && !isAuxiliary(verb)
          ? 's'
          : BE.has(verb.lower) || HAVE.has(verb.lower)
            ? finiteForm([about])
            : formsOf(verb.lower).includes('ed') && !formsOf(verb.lower).includes('base')
              ? 'ed'
              : 'base';
      const index = this.readPredicate(place, [about], { kind: 'relative', about, parent });
      if (index !== undefined && index !== DISSOLVED) this.open = [...opens, { index, form, isPassive: this.clauses[index]!.isPassive }];
      return;
    }
    this.at = place;
    const first = this.clauses.length;
    const isObject = isZero || word === 'which' || word === 'that' || word === 'whom';
    if (!this.readSentence('relative', parent, about)) return;
    this.open = [...opens, ...this.open];
    const clause = this.clauses[first];
    if (clause && isObject && !/^(?:in|at|on)$/.test(w[place - 2]?.lower ?? '') && clause.objects.length === 0 && !clause.isPassive) {
      clause.objects.push(about);
    }
  }

  /** "which plots are free", "how many were saved", "where their item stands". */
  protected readQuestion(parent: number, isApart = false): void {
    const { w } = this;
    this.asker = parent;
    const clause = isApart ? undefined : this.clauses[parent];
    const word = w[this.at]!.lower;
    const start = this.at;
    const opens = this.open;
    let place = this.at + 1;
    if (word === 'how' && /^(?:many|much|often|long)$/.test(w[place]?.lower ?? '')) place += 1;
    this.at = place;
    const first = this.clauses.length;
    if (word === 'which' || word === 'what' || place - start === 2) {
      const isAdverbial =
        (place - start === 2 && /^(?:DET|PRON)$/.test(w[place]?.pos ?? '')) ||
        (word === 'what' && /^(?:i|we|you|they|he|she|it)$/.test(w[place]?.lower ?? ''));
      const phrase =
        isAdverbial || (beginsFinite(w, place, [], true) && isAuxiliary(w[skipAdverbs(w, place)]))
          ? undefined
          : readNounPhrase(w, place, this.isBoundary, true);
      if (phrase) {
        phrase.phrase.determiner = w
          .slice(start, place)
          .map((token) => token.lower)
          .join(' ');
        if (clause?.verb) clause.objects.push(phrase.phrase);
        else this.addFragments([phrase.phrase], parent);
        this.lastNoun = phrase.phrase;
        this.askedFor = phrase.phrase;
        this.at = phrase.next;
        if (beginsFinite(w, phrase.next, [phrase.phrase], !!w[phrase.next + 1] && w[phrase.next + 1]!.pos !== 'NOUN'))
          this.readPredicate(phrase.next, [phrase.phrase], { kind: 'question', parent, about: phrase.phrase });
        else if (this.beginsSentence(phrase.next) || this.beginsPast(phrase.next)) {
          // "which rooms members booked": the phrase asked for is what is acted on.
          const asked = this.clauses.length;
          this.readSentence('question', parent, phrase.phrase, true);
          const inner = this.clauses[asked];
          if (inner && inner.objects.length === 0) inner.objects.push(phrase.phrase);
        }
      } else if (isAdverbial) this.readSentence('question', parent, undefined, true);
      else {
        // "which are free, which are broken"
        const subjects = word === 'which' && this.askedFor ? [this.askedFor] : [];
        this.readPredicate(place, subjects, { kind: 'question', parent, about: place - start === 2 ? this.askedFor : undefined });
      }
    } else if (word === 'who' && beginsFinite(w, place, [], true)) {
      const who = readNounPhrase(w, start, this.isBoundary)!;
      this.readPredicate(place, [who.phrase], { kind: 'question', parent });
    } else if (w[place]?.lower === 'to') {
      this.readPredicate(place + 1, clause?.subjects ?? [], { kind: 'question', parent });
    } else this.readSentence('question', parent, undefined, true);
    if (this.clauses[first]) {
      this.clauses[first]!.from = w[start]!.from;
      this.readAnswers(this.clauses[first]!);
    }
    if (clause) clause.to = Math.max(clause.to, w[this.at - 1]!.to);
    const inner = this.open.filter((open) => open.index >= first && !opens.includes(open));
    this.open = [...opens, ...inner];
  }

  /** "how much each building used": a subject and a verb in the past. */
  private beginsPast(place: number): boolean {
    const subject = this.readSubject(place);
    const verb = subject && this.w[subject.next];
    const next = subject && this.w[subject.next + 1];
    return isPastParticiple(verb) && !isAuxiliary(verb) && (!next || /^(?:ADP|PUNCT|CCONJ|ADV)$/.test(next.pos));
  }

  /** "a list of plants, when they were watered and how often they need it": another question follows. */
  private isAskedOn(place: number, word: string): boolean {
    const { w } = this;
    // "how much it costs, which rooms use the most"
    const next = w[place + 1];
    if (word === 'which')
      return (
        this.asker >= 0 &&
        !!next &&
        ((next.pos === 'NOUN' && isPluralWord(next.lower)) || (next.pos === 'AUX' && this.askedFor?.determiner === 'which'))
      );
    if (this.clauses.length !== 1) return false;
    return w.some((token, at) => at > place && token.pos === 'CCONJ' && /^(?:how|what|who|where|when)$/.test(w[at + 1]?.lower ?? ''));
  }

  /** "how it felt (easy, fine, hard)": what the answer can be. */
  private readAnswers(question: Clause): void {
    const holder = emptyPhrase();
    this.at = readParentheses(this.w, this.at, holder, READERS);
    question.results.push(...holder.examples.map((example) => example.name));
  }

  /** "sees their classes and who signed up", "how many items, how many were saved". */
  protected isJoinedQuestion(place: number): boolean {
    const known = this.clauses.findLastIndex(
      (clause) =>
        (clause.verb
          ? CONTENT_VERBS.has(clause.verb) || /^(?:keep|save|store|write down)$/.test(clause.verb)
          : clause.kind === 'fragment') && clause.kind !== 'question',
    );
    // A question without a verb of its own asks nothing further: the next one hangs where it does.
    const isAside = known >= 0 && this.asker >= 0 && !this.clauses[known]!.verb && this.clauses[known]!.parent === this.asker;
    const asked = known >= 0 && !isAside ? known : this.asker;
    const word = this.w[place]!.lower;
    if (
      asked < 0 ||
      !this.isQuestion(place) ||
      ((word === 'where' || word === 'when' || word === 'which') &&
        (this.asker < 0 || this.w[place - 1]!.pos !== 'CCONJ') &&
        !this.isAskedOn(place, word)) ||
      word === 'while'
    )
      return false;
    if (word === 'who' && !this.clauses[asked]!.verb) return false;
    this.at = place;
    this.readQuestion(asked, known < 0 || isAside);
    return true;
  }
}
