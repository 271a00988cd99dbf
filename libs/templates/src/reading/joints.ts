import { ClauseState, type Open } from './clause-state.js';
import { PAIRED } from './noun-phrase-names.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { readNounPhrase, skipCoordination } from './noun-phrases.js';
import { beginsBaseVerb, beginsGerund, isAuxiliary, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause } from './reading.types.js';
import { isPluralWord } from './tagging.js';
import { formsOf, NOUN_LIKE, verbBase } from './verb-words.js';
import { MASS_NOUNS } from './word-lists.js';

/** Where a predicate is joined to one that is open. */
export abstract class Joints extends ClauseState {
  /** A joined predicate of an open clause, in its form: innermost first. */
  protected matchOpen(place: number): Open | undefined {
    const { w } = this;
    const token = w[skipAdverbs(w, place)];
    if (!token) return undefined;
    const after = w[skipAdverbs(w, place) + 1];
    for (const open of [...this.open].reverse()) {
      const clause = this.clauses[open.index];
      if (!clause || this.isShut(open, clause, place)) continue;
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
      if (open.isPassive && isPastParticiple(token) && (!after || !isNounLike(after))) return open;
      if (open.form === 'base' && beginsBaseVerb(w, place, isOpen) && !this.isModifierAgain(place)) return open;
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

  /** "access counts and access records", "game and store information": a noun again, or one of two before their noun. */
  private isModifierAgain(place: number): boolean {
    const { w } = this;
    const token = w[place]!;
    let end = place - 1;
    while (w[end] && (w[end]!.pos === 'CCONJ' || w[end]!.lower === ',')) end -= 1;
    let start = end;
    while (w[start - 1] && isNounLike(w[start - 1]!)) start -= 1;
    const first = w[start];
    if (end === place - 1 || !first || !w[place + 1] || !isNounLike(w[place + 1]!)) return false;
    if (PAIRED.has(w[end]!.lower) && PAIRED.has(token.lower) && w[place - 1]!.pos === 'CCONJ') return true;
    // "education page, work experience page"
    const next = readNounPhrase(w, place + 1, () => false);
    const head = next ? w[next.next - 1]!.lower : '';
    if (
      start < end &&
      head === w[end]!.lower &&
      next!.phrase.name.includes(' ') &&
      NOUN_LIKE.has(token.lower) &&
      /^(?:page|section|screen|module|tab)$/.test(head)
    )
      return true;
    if (first.lower === token.lower && start < end && !this.clauses.some((clause) => clause.from === first.from)) return true;
    return (
      start === end &&
      w[place - 1]!.pos === 'CCONJ' &&
      w[end]!.pos === 'NOUN' &&
      !isPluralWord(w[end]!.lower) &&
      !MASS_NOUNS.has(w[end]!.lower) &&
      !formsOf(w[end]!.lower).includes('base') &&
      /^(?:VERB|ADP)$/.test(w[start - 1]?.pos ?? '') &&
      /^(?:information|data|details|records|settings|management|content|info)$/.test(w[place + 1]!.lower)
    );
  }

  /** "find the tools they need, and reserve them": a clause on what is acted on ends at the comma, where its main clause can go on. */
  private isShut(open: Open, clause: Clause, place: number): boolean {
    const { w } = this;
    // "post what they have, ask for what they need": the question is over.
    const isAsked = clause.kind === 'question' && !!clause.subjects[0]?.isPronoun && !/^(?:who|which|what)$/.test(clause.subjects[0].head);
    const isOnObject = clause.kind === 'relative' && !!clause.about && clause.objects.includes(clause.about) && !clause.isPassive;
    if (!isAsked && !isOnObject) return false;
    if (w[place - 1]?.lower !== ',' && !(w[place - 1]?.pos === 'CCONJ' && w[place - 2]?.lower === ',')) return false;
    return this.open.some(
      (outer) =>
        outer.index < open.index &&
        outer.form === open.form &&
        this.clauses[outer.index]?.kind === 'main' &&
        this.clauses[outer.index]!.subjects.length > 0,
    );
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
    if (!next || next.pos === 'PUNCT' || next.pos === 'CCONJ') {
      // "shows news, matches and data": what is as often a noun is one, unless a verb of the same form follows.
      const joined = skipCoordination(this.w, i + 1);
      const isNoun = NOUN_LIKE.has(verbBase(token.lower)) && !(this.w[joined] && formsOf(this.w[joined]!.lower).includes('s'));
      return token.pos === 'VERB' && !isNoun;
    }
    return (
      next.pos === 'DET' ||
      next.pos === 'PRON' ||
      next.pos === 'NUM' ||
      token.pos === 'VERB' ||
      (isNounLike(next) && next.pos !== 'VERB') ||
      next.pos === 'PART'
    );
  }
}
