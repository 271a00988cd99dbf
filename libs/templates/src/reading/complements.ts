import { readNumber } from './amounts.js';
import { Boundaries } from './boundaries.js';
import { asList, emptyClause, readTime, cutList, STATE_VERBS } from './clause-parts.js';
import { exampleMarker, UNIT } from './noun-phrase-lists.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { readNounPhrase, readNounPhrases, skipCoordination } from './noun-phrases.js';
import { type PhrasesAt } from './noun-phrases.types.js';
import { beginsBaseVerb, beginsGerund, beginsInfinitive, isAuxiliary, isIng, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, NounPhrase, Token } from './reading.types.js';
import { POSSESSIVES, PREPOSITIONS, QUESTION_WORDS, RATHER_ADJECTIVES } from './word-lists.js';
import { isFeaturePhrase } from './wrappers.js';

/** "sorted by title": what stands behind "by" does nothing. */
const ORDERING = /^(?:sort|filter|group|order|rank|arrange|categori[sz]e|classify|identify|search|find|split|divide|organi[sz]e)$/;

/** A unit of measure, which a file's format is not. */
const isUnitAt = (token: Token | undefined): boolean => !!token && UNIT.test(token.text) && !/^(?:pdf|jpe?g|png|csv|px)$/.test(token.lower);

/** What follows verb and objects: phrases with prepositions, adverbs, states. */
export abstract class ComplementReader extends Boundaries {
  protected abstract releaseFeatures(phrases: NounPhrase[], parent?: number): void;

  /** Phrases with prepositions, and adverbs, after the objects. */
  protected readComplements(clause: Clause): void {
    const { w } = this;
    for (;;) {
      const token = w[this.at];
      const next = w[this.at + 1];
      if (!token) break;
      if (
        token.pos === 'ADP' &&
        next?.pos === 'CCONJ' &&
        clause.objects.length + clause.complements.length === 0 &&
        beginsBaseVerb(w, this.at + 2, true)
      ) {
        this.stranded.set(clause, token.lower);
        this.at += 1;
        break;
      }
      const time = readTime(w, this.at);
      if (time) {
        clause.adverbs.push(time.text);
        this.at = time.next;
      } else if (token.pos === 'ADV' && token.lower !== 'so' && !QUESTION_WORDS.has(token.lower) && !(next && isAuxiliary(next))) {
        clause.adverbs.push(token.lower);
        this.at += 1;
      } else if (
        /^(?:online|offline|daily|weekly|monthly|yearly|home|together|late|early|free|fast|best|well|hard)$/.test(token.lower) &&
        (!next || !isNounLike(next))
      ) {
        clause.adverbs.push(token.lower);
        this.at += 1;
      } else if (!this.readPreposition(clause)) break;
    }
    clause.to = Math.max(clause.to, w[this.at - 1]?.to ?? 0);
  }

  /** @param isSingle whether one phrase is all: of a list of features the next is no part of it. */
  protected readPreposition(clause: Clause, isSingle = false): boolean {
    const { w } = this;
    const token = w[this.at];
    if (!token) return false;
    let place = this.at;
    let preposition = token.lower;
    const next = w[place + 1]?.lower;
    if (
      (preposition === 'based' && (next === 'on' || next === 'upon')) ||
      (preposition === 'according' && next === 'to') ||
      (preposition === 'due' && next === 'to') ||
      (preposition === 'close' && next === 'to')
    ) {
      preposition = `${preposition} ${next}`;
      place += 1;
    } else if (preposition === 'in' && next === 'order') return false;
    else if (preposition === 'as' && /^(?:well|soon|long)$/.test(next ?? '')) return false;
    else if (exampleMarker(w, place) > 0) return false;
    else if (
      !PREPOSITIONS.has(preposition) ||
      token.pos === 'PART' ||
      (token.pos === 'SCONJ' && !/^(?:for|as|before|after|since|until|in|by|with|from|of|on|at|about|per)$/.test(preposition))
    )
      return false;
    let after = place + 1;
    if (w[after] && PREPOSITIONS.has(w[after]!.lower) && w[after]!.pos === 'ADP') {
      // "in to the shop", "up to ten": the second counts, if no number follows.
      preposition = w[after]!.lower;
      if (w[after + 1]?.pos !== 'NUM') after += 1;
    }
    if (isIng(w[skipAdverbs(w, after)]) && beginsGerund(w, after, /^(?:for|by|without|before|after|through|of)$/.test(preposition)))
      return false;
    if (this.isQuestion(after)) return false;
    if (/^(?:before|after|since|until|as|while)$/.test(token.lower) && this.beginsAfterClause(after)) return false;
    if (w[after]?.lower === 'which' || w[after]?.lower === 'whom') return false;
    const isMeasure =
      (preposition === 'with' && this.isOneOfMany(clause)) ||
      (isSingle && /^(?:on|in|at|from|into|to)$/.test(preposition)) ||
      preposition === 'per' ||
      UNIT.test(w[after]?.text ?? '');
    const { lastNoun } = this;
    if (preposition === 'in' && isUnitAt(w[after]) && lastNoun && !lastNoun.isPronoun && lastNoun.to === w[place - 1]?.to)
      lastNoun.remark ??= w[after]!.text;
    const phrases =
      (isMeasure
        ? asList(readNounPhrase(w, after, this.isBoundary))
        : readNounPhrases(
            w,
            after,
            (at, isExample) => this.isBoundary(at, isExample) || (preposition === 'with' && this.leadsBack(at, clause)),
          )) ?? asList(readNumber(w, after));
    if (!phrases) return false;
    if (token.lower === 'for' && w[phrases.next]?.lower === 'to' && beginsInfinitive(w, phrases.next + 1)) return false;
    this.at = phrases.next;
    this.lastNoun = phrases.phrases.at(-1);
    if (
      preposition === 'by' &&
      clause.isPassive &&
      clause.subjects.length === 0 &&
      !ORDERING.test(clause.verb ?? '') &&
      !phrases.phrases[0]!.isPronoun &&
      !/^(?:code|e?-?mail|sms|text|message|card|date|name|day|week|month|hand|post|phone|telephone|letter|category|kind|type|default|hour|night|minute|piece|mouse|hand|time|weight|price|order|year|size)$/.test(
        phrases.phrases[0]!.head,
      )
    ) {
      clause.subjects = phrases.phrases;
      return true;
    }
    if (preposition === 'with' && phrases.phrases.every(isFeaturePhrase) && phrases.phrases.some((phrase) => phrase.examples.length > 0)) {
      // "…, with features such as a notice wall and a login"
      this.releaseFeatures(phrases.phrases);
      return true;
    }
    for (const phrase of phrases.phrases) clause.complements.push({ preposition, phrase });
    return true;
  }

  /** "has a name, a list of parts with amounts, a weight": what hangs on one of several ends with it. */
  protected isOneOfMany({ verb, objects, isPassive }: Clause): boolean {
    return objects.length > 1 && !isPassive && /^(?:have|include|contain|need|store|record|consist|comprise)$/.test(verb ?? '');
  }

  /** "a report with the sum of values, and a list": a comma before "and" between two leads back to the objects. */
  protected leadsBack(place: number, { objects }: Clause): boolean {
    const { w } = this;
    const last = objects.at(-1);
    if (!last?.determiner || !/^(?:an?|the)$/.test(last.determiner) || !/^(?:an?|the)$/.test(w[place]?.lower ?? '')) return false;
    if (w[place - 1]?.pos !== 'CCONJ' || w[place - 2]?.lower !== ',') return false;
    return !w.some((token) => token.lower === ',' && token.from >= last.to && token.to < w[place - 2]!.to);
  }

  /** A preposition where no clause was read before, or after one that something interrupted. */
  protected readLoosePreposition(): void {
    const { w } = this;
    const last = this.clauses.at(-1);
    const marker = exampleMarker(w, this.at);
    if (marker > 0) {
      this.at += marker;
      const list = readNounPhrases(w, this.at, this.isBoundary);
      if (list) {
        (this.lastNoun ?? last?.objects.at(-1))?.examples.push(...list.phrases);
        this.at = list.next;
        if (last) last.to = w[list.next - 1]!.to;
      }
      return;
    }
    if (last && this.isEndOfClause() && this.readPreposition(last, this.inFeatures)) {
      if (!last.verb && this.inFeatures) last.objects.at(-1)?.complements.push(...last.complements.splice(0));
      last.to = Math.max(last.to, w[this.at - 1]!.to);
      return;
    }
    const holder = emptyClause(w, this.at);
    if (this.readPreposition(holder)) this.pending.push(...holder.complements);
  }

  /** Whether nothing but this phrase is left before the next sign or main clause. */
  protected isEndOfClause(): boolean {
    const holder = emptyClause(this.w, this.at);
    const { at, lastNoun, inFeatures } = this;
    const count = this.clauses.length;
    const hasRead = this.readPreposition(holder);
    const next = this.at;
    this.at = at;
    this.lastNoun = lastNoun;
    this.inFeatures = inFeatures;
    this.clauses.length = count;
    return hasRead && !(this.w[next]?.lower === ',' && this.beginsSentence(next + 1));
  }

  /** "the number of people who fit in and a price": the list that a relative clause cut goes on, where that acts on nothing. */
  protected goesOnBehindRelative(last: Clause, { phrases, next }: PhrasesAt): boolean {
    const outer = last.parent === undefined ? undefined : this.clauses[last.parent];
    if (last.kind !== 'relative' || !outer?.verb || last.objects.length + last.results.length + last.complements.length > 0) return false;
    const { about } = last;
    const holds = (phrase: NounPhrase): boolean => phrase === about || phrase.complements.some((each) => holds(each.phrase));
    const complement = outer.complements.find((each) => holds(each.phrase));
    if (complement) for (const phrase of phrases) outer.complements.push({ preposition: complement.preposition, phrase });
    else if (outer.objects.some(holds)) outer.objects.push(...phrases);
    else return false;
    this.lastNoun = phrases.at(-1);
    this.at = next;
    this.readComplements(outer);
    this.open = this.open.filter((open) => this.clauses[open.index] !== last);
    return true;
  }

  /** "mark it repaired, hopeless or waiting for parts", "marks each order as ready". */
  protected readResults(clause: Clause): void {
    const { w } = this;
    const verb = clause.verb?.split(' ')[0] ?? '';
    if (!STATE_VERBS.has(verb)) return;
    let place = this.at;
    const isAs = w[place]?.lower === 'as';
    if (isAs) place += 1;
    else if (clause.isPassive && !/^(?:mark|label|flag|set)$/.test(verb)) return;
    const first = w[place];
    const isAt = isAs && first?.pos === 'ADP';
    const adjectival = (token: Token | undefined): boolean =>
      !!token &&
      (token.pos === 'ADJ' ||
        RATHER_ADJECTIVES.has(token.lower) ||
        isPastParticiple(token) ||
        isIng(token) ||
        (isAs && token.pos !== 'DET' && isNounLike(token)));
    const isMore = /^(?:more|very|less|most)$/.test(first?.lower ?? '');
    if (!isMore && !isAt && !(adjectival(first) && (isAs || clause.isPassive || clause.objects.length > 0))) return;
    if (w[place + 1] && isNounLike(w[place + 1]!) && !isAs && !isMore) return;
    const from = place;
    let end = place;
    while (end < w.length && !/^[.;!?:]$/.test(w[end]!.lower)) {
      let joined = skipCoordination(w, end);
      // "as packed and then as shipped"
      if (isAs && joined > end && w[joined]?.lower === 'as' && adjectival(w[joined + 1])) joined += 1;
      const isState = !!w[joined] && RATHER_ADJECTIVES.has(w[joined]!.lower) && /^(?:PUNCT|CCONJ)$/.test(w[joined + 1]?.pos ?? 'PUNCT');
      if (joined > end && !isState && (this.beginsClause(joined) || (!adjectival(w[joined]) && !isMore)) && !isIng(w[joined])) break;
      if (w[end]!.lower === 'for' && w[readNounPhrase(w, end + 1, () => false)?.next ?? end]?.lower === 'to') break;
      if (/^(?:when|if|so|by|after|before|once|to)$/.test(w[end]!.lower) && !(w[end]!.lower === 'to' && end === from)) break;
      end = Math.max(end + 1, joined);
    }
    for (const piece of cutList(w.slice(from, end))) {
      const words = piece.map((token) => token.lower).join(' ');
      clause.results.push(words.replace(/^(?:(?:then|finally|later|also) )?(?:as )?/, ''));
    }
    this.at = end;
  }

  /** After "be": adjectives, or what somebody is. */
  protected readState(clause: Clause): void {
    const { w } = this;
    for (;;) {
      const i = skipAdverbs(w, this.at);
      const token = w[i];
      if (!token) break;
      const phrase =
        token.pos === 'DET' ||
        POSSESSIVES.has(token.lower) ||
        token.pos === 'NOUN' ||
        token.pos === 'PROPN' ||
        token.pos === 'NUM' ||
        (token.pos === 'ADJ' && w[i + 1] && ['NOUN', 'PROPN'].includes(w[i + 1]!.pos) && !beginsBaseVerb(w, i + 1, false))
          ? readNounPhrases(w, i, this.isBoundary)
          : undefined;
      if (phrase) {
        clause.objects.push(...phrase.phrases);
        this.lastNoun = phrase.phrases.at(-1);
        this.at = phrase.next;
        break;
      }
      if (token.pos !== 'ADJ' && !isPastParticiple(token) && !(token.pos === 'VERB' && !isIng(token))) break;
      clause.results.push(token.lower);
      this.at = i + 1;
      const joined = skipCoordination(w, this.at);
      const next = w[skipAdverbs(w, joined)];
      if (joined > this.at && next && (next.pos === 'ADJ' || isPastParticiple(next)) && !(w[joined + 1] && isNounLike(w[joined + 1]!)))
        this.at = joined;
      else break;
    }
    clause.to = w[this.at - 1]?.to ?? clause.to;
    this.readComplements(clause);
  }
}
