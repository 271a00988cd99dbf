import { readAmount } from './amounts.js';
import { asList, isUs, readTime, CAUSED, STATE_VERBS, CONTENT_VERBS, GERUND_VERBS } from './clause-parts.js';
import { FrameReader } from './frames.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { readNounPhrase, readNounPhrases } from './noun-phrases.js';
import { type PhrasesAt } from './noun-phrases.types.js';
import { beginsBaseVerb, beginsGerund, beginsInfinitive, isIng, isPastParticiple } from './predicates.js';
import type { Clause, NounPhrase } from './reading.types.js';
import { formsOf, NOUN_LIKE, PLAIN_VERBS } from './verb-words.js';
import { FEATURE_WORDS, LETTING_VERBS, PARTICLES, PERSONAL } from './word-lists.js';
import { isBuildWrapper, isCarrier } from './wrappers.js';

/** What a verb takes: objects, what is asked or ensured, who is let do something. */
export abstract class ArgumentReader extends FrameReader {
  protected abstract readQuestion(parent: number, isApart?: boolean): void;
  protected abstract readContent(parent: number): void;

  protected readArguments(clause: Clause, index: number, isInner: boolean): void {
    const { w } = this;
    const verb = clause.verb!;
    const word = w[this.at];
    if (word && !clause.isPassive && this.isQuestion(this.at) && !(word.lower === 'who' && !CONTENT_VERBS.has(verb))) {
      this.readQuestion(index);
      return;
    }
    if (word?.lower === 'that' && (CONTENT_VERBS.has(verb) || verb === 'require') && this.beginsSentence(this.at + 1)) {
      this.at += 1;
      this.readContent(index);
      return;
    }
    if (word?.lower === 'sure' && verb === 'make') {
      clause.verb = 'ensure';
      this.at += w[this.at + 1]?.lower === 'that' ? 2 : 1;
      if (this.beginsSentence(this.at)) this.readContent(index);
      return;
    }
    if (verb === 'help' && word && PLAIN_VERBS.has(word.lower) && !NOUN_LIKE.has(word.lower)) {
      // "to help complete tasks"
      const inner = this.readPredicate(this.at, [], { kind: 'infinitive', parent: index });
      if (inner !== undefined) return this.pushOpen(inner, 'base');
    }
    if (CONTENT_VERBS.has(verb) && verb === 'ensure' && this.beginsSentence(this.at)) return this.readContent(index);
    if (word && isIng(word) && GERUND_VERBS.has(verb) && beginsGerund(w, this.at, true)) {
      const inner = this.readPredicate(this.at, clause.subjects, { kind: 'infinitive', parent: index });
      if (inner !== undefined) return this.pushOpen(inner, 'ing');
    }
    if (verb === 'include' && clause.subjects.every((subject) => FEATURE_WORDS.has(subject.head)) && clause.subjects.length > 0) {
      // "Functions include generating reports": the frame says nothing itself.
      if (word && isIng(word) && beginsGerund(w, this.at, true)) {
        this.clauses.splice(index, 1);
        this.open = this.open.filter((open) => open.index < index);
        this.inFeatures = true;
        return this.readGerund('purpose', []);
      }
    }
    if (word?.lower === 'to' && !clause.isPassive && beginsInfinitive(w, this.at + 1) && LETTING_VERBS.has(verb) === false) {
      // "try to find", "decide to join"
      const inner = this.readPredicate(this.at + 1, clause.subjects, { kind: 'infinitive', parent: index });
      if (inner !== undefined) this.pushOpen(inner, 'base');
      return;
    }
    if (clause.isPassive) {
      const extra =
        word && (word.pos === 'DET' || word.pos === 'NUM' || verb === 'call' || verb === 'name' || verb === 'title')
          ? readNounPhrases(w, this.at, this.isBoundary)
          : undefined;
      if (extra) {
        for (const phrase of extra.phrases) clause.complements.push({ preposition: 'with', phrase });
        this.lastNoun = extra.phrases.at(-1);
        this.at = extra.next;
      }
    } else {
      // "allowing for late returns"
      if (verb === 'allow' && word?.lower === 'for') this.at += 1;
      this.readObjects(clause, index, isInner);
    }
    // Of a frame the application is left, and what was announced is read on.
    if (this.clauses[index] !== clause || (!clause.verb && this.inFeatures)) return;
    const [told] = clause.objects;
    if (
      told &&
      clause.objects.length === 1 &&
      /^(?:me|us|them|him|her|you)$/.test(told.head) &&
      CONTENT_VERBS.has(verb) &&
      this.isQuestion(this.at)
    ) {
      // "show me which …"
      clause.objects = [];
      clause.complements.push({ preposition: 'to', phrase: told });
      return this.readQuestion(index);
    }
    this.readResults(clause);
    clause.to = Math.max(clause.to, w[this.at - 1]?.to ?? 0);
    this.readComplements(clause);
    if (
      CONTENT_VERBS.has(verb) &&
      clause.objects.length === 0 &&
      !clause.isPassive &&
      this.isQuestion(this.at) &&
      w[this.at]!.lower !== 'when'
    )
      this.readQuestion(index);
  }

  protected readObjects(clause: Clause, index: number, isInner: boolean): void {
    const { w } = this;
    const verb = clause.verb!;
    if (!w[this.at] || w[this.at]!.pos === 'PUNCT' || w[this.at]!.pos === 'CCONJ' || readTime(w, this.at)) return;
    let place = this.at;
    const word = w[place]!;
    const isIndirect = (PERSONAL.has(word.lower) && word.lower !== 'it') || (word.lower === 'each' && w[place + 1]?.lower === 'other');
    if (isIndirect) {
      const first = readNounPhrase(w, place, this.isBoundary);
      const after = first && w[first.next];
      const time = first && CONTENT_VERBS.has(verb) ? readTime(w, first.next) : undefined;
      if (first && time && this.isQuestion(time.next)) {
        // "Tell me each day which plants need water"
        clause.objects = [first.phrase];
        clause.adverbs.push(time.text);
        this.at = time.next;
        return;
      }
      if (
        first &&
        after &&
        (isNounLike(after) || after.pos === 'DET') &&
        (!STATE_VERBS.has(verb) || (verb === 'show' && /^(?:me|us)$/.test(word.lower))) &&
        !LETTING_VERBS.has(verb) &&
        !formsOf(after.lower).includes('base')
      ) {
        clause.complements.push({ preposition: 'to', phrase: first.phrase });
        place = first.next;
      }
    }
    const objects =
      (w[place]!.pos === 'ADP' && !readAmount(w, place)) ||
      (w[place]!.pos === 'ADV' &&
        !/^(?:only|just|very|most)$/.test(w[place]!.lower) &&
        !(w[place + 1]?.pos === 'NUM' && /^(?:approximately|exactly|roughly|nearly|almost)$/.test(w[place]!.lower)) &&
        !(isPastParticiple(w[place + 1]) && w[place + 2] && isNounLike(w[place + 2]!)))
        ? undefined
        : isInner
          ? asList(readNounPhrase(w, place, this.isBoundary))
          : readNounPhrases(w, place, this.isBoundary);
    if (!objects) return;
    this.at = objects.next;
    this.lastNoun = objects.phrases.at(-1);
    clause.objects = objects.phrases;
    clause.to = w[objects.next - 1]!.to;
    if (this.readLet(clause, index, objects)) return;
    if (objects.phrases.length === 1) this.takeParticle(clause, verb, objects.phrases[0]!);
    if (isBuildWrapper(clause, this.isPolite, this.isFirst && index === 0)) {
      clause.kind = 'fragment';
      delete clause.verb;
      clause.subjects = [];
      this.afterWrapper(clause, index);
      return;
    }
    if (isCarrier(clause)) this.dissolveCarrier(clause, index);
  }

  /** "signs them up", "sign their kids up", "check tools in and out": the second particle makes a second clause. */
  private takeParticle(clause: Clause, verb: string, object: NounPhrase): void {
    const { w } = this;
    const particle = w[this.at];
    const after = w[this.at + 1];
    if (!particle || clause.verb !== verb || !PARTICLES[verb]?.has(particle.lower)) return;
    const isLoose = /^(?:up|in|out|off|back|down|away)$/.test(particle.lower) && (!after || /^(?:PUNCT|CCONJ|ADP|SCONJ)$/.test(after.pos));
    if (!object.isPronoun && !isLoose) return;
    clause.verb = `${verb} ${particle.lower}`;
    this.at += 1;
    const other = w[this.at + 1];
    if (w[this.at]?.pos !== 'CCONJ' || !other || !PARTICLES[verb]!.has(other.lower)) return;
    this.clauses.push({
      ...clause,
      verb: `${verb} ${other.lower}`,
      from: other.from,
      to: other.to,
      results: [],
      complements: [],
      adverbs: [],
    });
    this.at += 2;
  }

  /** "lets parents sign up", "allow users to view": who is let does it. */
  protected readLet(clause: Clause, index: number, objects: PhrasesAt): boolean {
    const { w } = this;
    if (!LETTING_VERBS.has(clause.verb!)) return false;
    let place = objects.next;
    const last = objects.phrases.at(-1)!;
    const isAbility = /^(?:give|provide|offer)$/.test(clause.verb!) && FEATURE_WORDS.has(last.head);
    if (isAbility && objects.phrases.length === 1) return false;
    if (w[place]?.lower === 'to') place += 1;
    else if (!/^(?:let|help|make)$/.test(clause.verb!)) return false;
    if (!(w[place - 1]!.lower === 'to' ? beginsInfinitive(w, place) : beginsBaseVerb(w, place, true))) return false;
    if (/^(?:way|place|option|possibility|method|means|solution)$/.test(last.head)) return false;
    const isDropped = CAUSED.has(clause.verb!) || (/^(?:need|want)$/.test(clause.verb!) && isUs(clause.subjects));
    if (isDropped) {
      this.clauses.splice(index, 1);
      this.open = this.open.filter((open) => open.index < index);
    } else clause.to = w[objects.next - 1]!.to;
    const { subjects } = clause;
    const isTop = clause.kind === 'main' || clause.kind === 'relative' || clause.kind === 'purpose';
    const inner = this.readPredicate(place, objects.phrases, {
      kind: isDropped ? (isTop && clause.kind !== 'relative' ? clause.kind : 'infinitive') : 'infinitive',
      modal: isDropped ? 'may' : undefined,
      parent: isDropped ? clause.parent : index,
      about: isDropped ? clause.about : undefined,
    });
    if (inner !== undefined && isDropped && clause.isNegative && this.clauses[inner]) this.clauses[inner]!.isNegative = true;
    if (inner === undefined) {
      if (isDropped) this.clauses.splice(index, 0, { ...clause, subjects });
      return false;
    }
    this.pushOpen(inner, 'base');
    return true;
  }
}
