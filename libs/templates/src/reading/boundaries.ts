import { ACTS } from './clause-parts.js';
import { ClauseState, type Open } from './clause-state.js';
import { exampleMarker } from './noun-phrase-lists.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { readNounPhrase, readNounPhrases, skipCoordination, type PhrasesAt } from './noun-phrases.js';
import { beginsBaseVerb, beginsFinite, beginsGerund, finiteForm, isAuxiliary, isIng, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, NounPhrase } from './reading.types.js';
import { formsOf, type VerbForm } from './verb-words.js';
import { DO, MASS_NOUNS, MODALS, POSSESSIVES, POSTMODIFIERS, QUESTION_WORDS, SUBORDINATORS } from './word-lists.js';

/** Where something begins: a sentence, a joined predicate, a question; so that what stands before ends there. */
export abstract class Boundaries extends ClauseState {
  protected readonly isBoundary = (at: number, isExample = false): boolean => this.beginsClause(at, isExample);

  protected readonly isBoundaryOfSubject = (): boolean => false;

  protected readSubject(at: number, isStrict = false, isSure = false): PhrasesAt | undefined {
    const { w } = this;
    if (w[at]?.pos === 'ADP' || w[at]?.pos === 'AUX') return undefined;
    const one = readNounPhrase(w, at, this.isBoundaryOfSubject, isSure ? 'sure' : true);
    if (!one) return undefined;
    if (this.isBare(one.phrase, one.next, isStrict)) return undefined;
    if (beginsFinite(w, one.next, [one.phrase])) return { phrases: [one.phrase], next: one.next };
    // "the price of a tool and its weight are": phrases in between belong to the subject.
    let { next } = one;
    while (w[next]?.pos === 'ADP' && w[next]!.lower !== 'including') {
      const inner = readNounPhrase(w, next + 1, this.isBoundaryOfSubject, true);
      if (!inner) break;
      one.phrase.complements.push({ preposition: w[next]!.lower, phrase: inner.phrase });
      next = inner.next;
      if (beginsFinite(w, next, [one.phrase])) {
        one.phrase.to = w[next - 1]!.to;
        return { phrases: [one.phrase], next };
      }
    }
    const all = this.readJoinedSubjects(at, one.next, isStrict);
    if (all) return all;
    return { phrases: [one.phrase], next: one.next };
  }

  /** "members and guests can": where a list goes on before (`isStrict`), only two without a comma, as the comma is the list's. */
  private readJoinedSubjects(at: number, next: number, isStrict: boolean): PhrasesAt | undefined {
    const { w } = this;
    if (skipCoordination(w, next) === next || (isStrict && w[next]!.pos !== 'CCONJ')) return undefined;
    const all = readNounPhrases(w, at, (place) => isStrict && w[place - 1]!.lower === ',', true);
    if (!all || all.phrases.length < 2 || w[all.next - 1]!.pos === 'PUNCT') return undefined;
    const lastFrom = all.phrases.at(-1)!.from;
    const isJoined = w.some(
      (token, i) => w[i + 1] && token.from < lastFrom && w[i + 1]!.from >= lastFrom && (token.pos === 'CCONJ' || token.lower === 'as'),
    );
    return isJoined && beginsFinite(w, all.next, all.phrases) ? all : undefined;
  }

  /** "recipe showcases": one thing without an article acts on nothing, so that the verb is a noun; who writes in haste begins with it. */
  protected isBare(phrase: NounPhrase, next: number, isStrict: boolean): boolean {
    const verb = this.w[next];
    if (
      !verb ||
      isAuxiliary(verb) ||
      verb.pos === 'ADV' ||
      phrase.isPlural ||
      phrase.isPronoun ||
      phrase.isProper ||
      phrase.determiner ||
      phrase.possessor ||
      MASS_NOUNS.has(phrase.head)
    )
      return false;
    if (!formsOf(verb.lower).includes('s')) return false;
    const after = this.w[next + 1];
    const isTaken = !!after && (after.pos === 'DET' || after.pos === 'PRON' || after.pos === 'NUM');
    return isStrict ? !isTaken : !after || after.pos === 'PUNCT' || after.pos === 'CCONJ';
  }

  protected beginsSentence(place: number, isStrict = false): boolean {
    const { w } = this;
    const token = w[place];
    if (!token || (token.pos === 'ADP' && !exampleMarker(w, place)) || token.pos === 'PUNCT' || token.pos === 'AUX') return false;
    if (token.lower === 'there' && isAuxiliary(w[place + 1])) return true;
    const subject = this.readSubject(place, isStrict);
    return !!subject && beginsFinite(w, subject.next, subject.phrases);
  }

  /** Where a list of noun phrases ends: a joined predicate, a new sentence, or what hangs on the one before. */
  protected beginsClause(place: number, isExample = false): boolean {
    const { w } = this;
    const token = w[place];
    if (!token) return false;
    if (/^(?:who|which|that|whose|where|so)$/.test(token.lower)) return true;
    if (token.pos === 'SCONJ' && SUBORDINATORS.has(token.lower)) return true;
    if (token.pos === 'AUX') return true;
    const next = w[place + 1];
    if (
      isExample &&
      (isIng(token) ? !beginsGerund(w, place, false) || w[place - 1]?.lower === ',' : !next || next.lower === ',' || next.pos === 'CCONJ')
    )
      return false;
    if (this.matchOpen(place)) return true;
    if (
      isIng(token) &&
      token.lower !== 'including' &&
      !this.inFeatures &&
      w[place - 1]?.lower === ',' &&
      (token.pos === 'VERB' || POSTMODIFIERS.has(token.lower)) &&
      beginsGerund(w, place, false) &&
      this.clauses.length > 0
    )
      return true;
    if (isIng(token) && w[place - 1]?.pos === 'CCONJ' && this.clauses.length > 0 && beginsGerund(w, place, false)) return true;
    if (this.inFeatures && beginsGerund(w, place, true)) return true;
    if (this.inFeatures && this.clauses.at(-1)?.verb && this.isAct(place)) return true;
    return this.beginsSentence(place, true);
  }

  /** A joined predicate of an open clause, in its form: innermost first. */
  protected matchOpen(place: number): Open | undefined {
    const { w } = this;
    const token = w[skipAdverbs(w, place)];
    if (!token) return undefined;
    for (const open of [...this.open].reverse()) {
      const clause = this.clauses[open.index];
      if (!clause) continue;
      const isOpen =
        clause.objects.every((object) => object === clause.about) && clause.complements.length === 0 && this.endBefore(place) <= clause.to;
      if (
        isAuxiliary(token) &&
        open.form !== 'ing' &&
        token.lower !== 'being' &&
        clause.kind !== 'infinitive' &&
        (clause.subjects.length > 0 || clause.isPassive)
      ) {
        const need = /^(?:is|has|does)$/.test(token.lower) ? 's' : /^(?:are|have|do)$/.test(token.lower) ? 'base' : undefined;
        if (!need || open.form === need || (need === 'base' && open.form === 'base')) return open;
      }
      if (token.pos === 'AUX') continue;
      if (open.isPassive && isPastParticiple(token) && (!w[place + 1] || !isNounLike(w[place + 1]!))) return open;
      if (open.form === 'base' && beginsBaseVerb(w, place, isOpen)) return open;
      if (open.form === 'ing' && beginsGerund(w, place, true)) return open;
      if (open.form === 's' && formsOf(token.lower).includes('s') && (isOpen || this.isThirdPerson(place))) return open;
      if (
        open.form === 'ed' &&
        formsOf(token.lower).includes('ed') &&
        !formsOf(token.lower).includes('base') &&
        (!w[place + 1] || !isNounLike(w[place + 1]!) || w[place + 1]!.pos === 'DET')
      )
        return open;
    }
    return undefined;
  }

  /** End of the last word before a sign or conjunction that joins. */
  private endBefore(place: number): number {
    let at = place - 1;
    while (this.w[at] && (this.w[at]!.pos === 'CCONJ' || this.w[at]!.pos === 'PUNCT' || this.w[at]!.pos === 'ADV')) at -= 1;
    return this.w[at]?.to ?? 0;
  }

  protected isThirdPerson(place: number): boolean {
    const i = skipAdverbs(this.w, place);
    const next = this.w[i + 1];
    const token = this.w[i]!;
    if (i > place) return true;
    if (!next || next.pos === 'PUNCT') return token.pos === 'VERB';
    if (next.pos === 'CCONJ') return token.pos === 'VERB';
    return (
      next.pos === 'DET' ||
      next.pos === 'PRON' ||
      next.pos === 'NUM' ||
      token.pos === 'VERB' ||
      (isNounLike(next) && next.pos !== 'VERB') ||
      next.pos === 'PART'
    );
  }

  /** "showing maps, route planning": an act by its name is the next feature, no object of the one before. */
  protected isAct(place: number): boolean {
    const { w } = this;
    const gerund = this.clauses.at(-1)!;
    if (w[place - 1]!.lower !== ',' && w[place - 2]?.lower !== ',') return false;
    const phrase = readNounPhrase(w, place, () => false)?.phrase;
    const isAct = (name: string): boolean => ACTS.test(name);
    return !!phrase && isAct(phrase.name) && !gerund.objects.some((object) => isAct(object.name));
  }

  protected isQuestion(place: number): boolean {
    const { w } = this;
    const word = w[place]?.lower ?? '';
    const next = w[place + 1];
    if (!QUESTION_WORDS.has(word)) return false;
    if (word === 'how' && /^(?:many|much|often|long)$/.test(next?.lower ?? '')) return true;
    if (word === 'when' || word === 'where' || word === 'why' || word === 'how' || word === 'whether')
      return (
        this.beginsSentence(place + 1) ||
        next?.lower === 'to' ||
        (!!next && (next.pos === 'DET' || POSSESSIVES.has(next.lower)) && word !== 'when' && this.clauses.length > 0)
      );
    return word === 'which' || word === 'what' || beginsFinite(w, place + 1, [], true);
  }

  protected isRelative(): boolean {
    const { w } = this;
    const token = w[this.at]!;
    const before = w[this.at - 1];
    if (token.lower === 'that' && before?.pos === 'PUNCT') return false;
    if (token.lower === 'where' || token.lower === 'whose') return true;
    return beginsFinite(w, this.at + 1, [], true) || this.beginsSentence(this.at + 1);
  }

  protected formAt(place: number, subjects: NounPhrase[]): VerbForm {
    const verb = this.w[skipAdverbs(this.w, place)]!;
    if (MODALS.has(verb.lower) || DO.has(verb.lower)) return 'base';
    if (isAuxiliary(verb)) return finiteForm(subjects);
    const forms = formsOf(verb.lower);
    return forms.includes('s') ? 's' : forms.includes('ed') && !forms.includes('base') ? 'ed' : 'base';
  }

  protected ownForm(clause: Clause, place: number): VerbForm {
    if (clause.modal) return 'base';
    const first = this.w[skipAdverbs(this.w, place)]!;
    if (isAuxiliary(first))
      return clause.subjects.length + clause.objects.length > 0 ? finiteForm(clause.isPassive ? clause.objects : clause.subjects) : 'base';
    const forms = formsOf(first.lower);
    return forms.includes('ing') ? 'ing' : forms.includes('s') ? 's' : forms.includes('base') ? 'base' : 'ed';
  }
}
