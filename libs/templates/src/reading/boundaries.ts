import { ACTS } from './clause-parts.js';
import { Joints } from './joints.js';
import { exampleMarker } from './noun-phrase-lists.js';
import { readNounPhrase, readNounPhrases, skipCoordination } from './noun-phrases.js';
import { type PhrasesAt } from './noun-phrases.types.js';
import { beginsBaseVerb, beginsFinite, beginsGerund, finiteForm, isAuxiliary, isIng, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, NounPhrase } from './reading.types.js';
import { formsOf, NOUN_LIKE, type VerbForm } from './verb-words.js';
import { isPluralWord } from './tagging.js';
import { DO, MASS_NOUNS, MODALS, POSSESSIVES, POSTMODIFIERS, QUESTION_WORDS, SUBORDINATORS } from './word-lists.js';

/** Where something begins: a sentence, a joined predicate, a question; so that what stands before ends there. */
export abstract class Boundaries extends Joints {
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
      // "letters from outside are read"
      if (!inner && /^(?:outside|inside|above|below|abroad|here|there|elsewhere|nearby|home)$/.test(w[next + 1]?.lower ?? '')) {
        next += 2;
        if (beginsFinite(w, next, [one.phrase])) return { phrases: [one.phrase], next };
      }
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
    const isComma = (place: number): boolean => w[w[place - 1]?.pos === 'CCONJ' ? place - 2 : place - 1]?.lower === ',';
    const all = readNounPhrases(w, at, (place) => isStrict && isComma(place), true);
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

  /** Behind "before" and the like: "before a lesson ends", but "before a deadline and teachers grade it". */
  protected beginsAfterClause(place: number): boolean {
    const { w } = this;
    if (!this.beginsSentence(place)) return false;
    const first = readNounPhrase(w, place, this.isBoundaryOfSubject, true);
    if (!first) return true;
    const joined = skipCoordination(w, first.next);
    return joined === first.next || first.phrase.isPlural || !this.beginsSentence(joined);
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
    if (token.pos === 'AUX' || this.isEachWith(place) || this.isUse(place)) return true;
    if (isPastParticiple(token) && w[place - 1]?.lower === ',' && w[place + 1]?.lower === 'by') return true;
    const next = w[place + 1];
    if (
      isExample &&
      (isIng(token)
        ? !beginsGerund(w, place, false) || w[place - 1]?.lower === ','
        : !next || next.lower === ',' || (next.pos === 'CCONJ' && !beginsBaseVerb(w, place, true)) || this.isNamedByVerb(place))
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

  /** "including authors and update status", "cure rate": a verb with one bare thing behind it is no verb in a list of names. */
  private isNamedByVerb(place: number): boolean {
    const { w } = this;
    const [token, next, after] = [w[place]!, w[place + 1]!, w[place + 2]];
    if (NOUN_LIKE.has(token.lower) && next.pos === 'NOUN' && after?.lower === 'data') return true;
    if (
      !(formsOf(token.lower).includes('base') || token.pos === 'VERB') ||
      next.pos !== 'NOUN' ||
      (after && !/^(?:PUNCT|CCONJ)$/.test(after.pos))
    )
      return false;
    return !isPluralWord(next.lower) && (NOUN_LIKE.has(token.lower) || !MASS_NOUNS.has(next.lower));
  }

  /** "a page for a choir, used to show dates": says only what it is for. */
  protected isUse(place: number): boolean {
    return this.w[place]?.lower === 'used' && this.w[place - 1]?.lower === ',' && /^(?:for|to|by|in)$/.test(this.w[place + 1]?.lower ?? '');
  }

  /** "projects, each with a title and a year" */
  protected isEachWith(place: number): boolean {
    return /^(?:each|all|both)$/.test(this.w[place]?.lower ?? '') && this.w[place + 1]?.lower === 'with' && !!this.w[place + 2];
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
