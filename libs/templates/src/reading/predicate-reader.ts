import { ArgumentReader } from './arguments.js';
import { SYSTEM_MODALS } from './clause-parts.js';
import { type Open, DISSOLVED, type PredicateGiven } from './clause-state.js';
import { isNounLike } from './noun-phrase-verbs.js';
import { isAuxiliary, isUnknownVerb, isIng, isPastParticiple, skipAdverbs } from './predicates.js';
import type { Clause, NounPhrase } from './reading.types.js';
import { formsOf, verbBase } from './verb-words.js';
import { BE, DO, HAVE, MODALS, PARTICLES } from './word-lists.js';

/** Auxiliaries, negation, passive and the verb itself. */
export abstract class PredicateReader extends ArgumentReader {
  /** Reads a predicate from its first word on; the index of its clause. */
  protected readPredicate(place: number, subjects: NounPhrase[], given: PredicateGiven): number | undefined {
    const { w } = this;
    let i = place;
    let { modal } = given;
    let isPassive = given.isPassive ?? false;
    let isNegative = subjects.some((subject) => /^(?:nobody|none)$/.test(subject.head) || subject.determiner === 'no');
    const adverbs: string[] = [];
    let wasBe = false;
    for (; i < w.length; i += 1) {
      const token = w[i]!;
      const next = w[i + 1];
      if (token.lower === 'not' || token.lower === "n't" || token.lower === 'never') isNegative = true;
      // "Members can: display data"
      else if (token.lower === ':' && MODALS.has(w[i - 1]?.lower ?? '')) continue;
      else if (token.pos === 'ADV' || (/^(?:only|online|also)$/.test(token.lower) && next && next.pos !== 'DET')) adverbs.push(token.lower);
      else if (/^(?:need|needs|want|wants|has|have|had|ought|wish|wishes)$/.test(token.lower) && next?.lower === 'to') {
        modal = /^(?:want|wish)/.test(token.lower) ? 'able' : 'must';
        i += 1;
      } else if (MODALS.has(token.lower) && token.pos === 'AUX') modal = SYSTEM_MODALS[token.lower] ?? token.lower;
      else if (BE.has(token.lower)) {
        wasBe = true;
        const after = skipAdverbs(w, i + 1);
        const state = w[after];
        if (state?.lower === 'able' && w[after + 1]?.lower === 'to') {
          modal = 'able';
          i = after + 1;
          wasBe = false;
        } else if (
          state &&
          /^(?:allowed|permitted|required|supposed|expected|going|meant|obliged|free)$/.test(state.lower) &&
          w[after + 1]?.lower === 'to'
        ) {
          modal = /^(?:allowed|permitted|free)$/.test(state.lower)
            ? 'may'
            : /^(?:required|obliged)$/.test(state.lower)
              ? 'must'
              : state.lower === 'going'
                ? 'will'
                : 'should';
          i = after + 1;
          wasBe = false;
        }
      } else if (HAVE.has(token.lower) && this.isPerfect(i)) continue;
      else if (DO.has(token.lower) && (next?.lower === 'not' || next?.lower === "n't" || (token.lower !== 'do' && next?.pos === 'VERB')))
        continue;
      else break;
    }
    let verb = w[i];
    const clause: Clause = {
      kind: given.kind,
      from: given.from ?? w[place]?.from ?? 0,
      to: 0,
      isPassive,
      isNegative,
      modal,
      subjects: [...subjects],
      objects: [],
      results: [],
      complements: [],
      adverbs,
      about: given.about,
      parent: given.parent,
    };
    if (wasBe && !(verb && isPastParticiple(verb) && this.isPassiveVerb(i)) && !(verb && isIng(verb) && verb.pos === 'VERB')) {
      clause.verb = 'be';
      clause.to = w[i - 1]!.to;
      const index = this.clauses.push(clause) - 1;
      this.at = i;
      this.readState(clause);
      return index;
    }
    if (
      verb &&
      /^(?:get|gets|got)$/.test(verb.lower) &&
      isPastParticiple(w[i + 1]) &&
      !formsOf(w[i + 1]!.lower).includes('base') &&
      !(w[i + 2] && isNounLike(w[i + 2]!))
    ) {
      // "get notified"
      i += 1;
      verb = w[i];
      wasBe = true;
    }
    if (!verb) return undefined;
    if (wasBe && isPastParticiple(verb) && !isIng(verb)) isPassive = true;
    if (
      !isPassive &&
      formsOf(verb.lower).length === 0 &&
      verb.pos !== 'VERB' &&
      !isAuxiliary(verb) &&
      !isAuxiliary(w[skipAdverbs(w, place)]) &&
      !isUnknownVerb(verb, w[i + 1])
    )
      return undefined;
    clause.isPassive = isPassive;
    clause.verb = verb.pos === 'AUX' ? verb.lemma : isAuxiliary(verb) ? verbBase(verb.lower) : verbBase(verb.lower);
    clause.to = verb.to;
    verb.pos = verb.pos === 'AUX' ? 'AUX' : 'VERB';
    verb.lemma = clause.verb;
    i += 1;
    if (PARTICLES[clause.verb]?.has(w[i]?.lower ?? '') && this.isParticle(clause.verb, i)) {
      clause.verb += ` ${w[i]!.lower}`;
      clause.to = w[i]!.to;
      i += 1;
      // "clock in and out"
      if (
        w[i]?.pos === 'CCONJ' &&
        PARTICLES[verbBase(verb.lower)]!.has(w[i + 1]?.lower ?? '') &&
        (!w[i + 2] || ['PUNCT', 'CCONJ', 'ADP', 'ADV'].includes(w[i + 2]!.pos))
      ) {
        this.clauses.push({ ...clause, subjects: [...clause.subjects], objects: [], results: [], complements: [], adverbs: [] });
        clause.verb = `${verbBase(verb.lower)} ${w[i + 1]!.lower}`;
        clause.from = w[i + 1]!.from;
        clause.to = w[i + 1]!.to;
        i += 2;
      }
    }
    // "who are logged in" have done it themselves.
    if (clause.isPassive && /^(?:log|sign|check|clock) (?:in|up|out|on)$/.test(clause.verb)) clause.isPassive = false;
    if (clause.isPassive) {
      clause.objects = subjects.map((subject) => subject);
      clause.subjects = [];
    }
    const index = this.clauses.push(clause) - 1;
    this.at = i;
    // While its arguments are read, what joins this predicate is known by its form.
    const own: Open = { index, form: given.isPassive && !wasBe ? 'ed' : this.ownForm(clause, place), isPassive };
    this.open = [...this.open, own];
    this.readArguments(clause, index, given.isInner ?? false);
    this.open = this.open.filter((each) => each !== own);
    return this.clauses[index] === clause ? index : DISSOLVED;
  }

  /** "have bought something", "has been lent"; not "has saved items". */
  private isPerfect(at: number): boolean {
    const { w } = this;
    const after = skipAdverbs(w, at + 1);
    const verb = w[after];
    const next = w[after + 1];
    if (!verb) return false;
    return BE.has(verb.lower) || (isPastParticiple(verb) && (!next || !isNounLike(next) || ['PRON', 'DET'].includes(next.pos)));
  }

  protected isPassiveVerb(at: number): boolean {
    const { w } = this;
    const next = w[at + 1];
    if (/^(?:interested|located|related|overdue|closed|tired|limited|experienced|advanced|detailed)$/.test(w[at]!.lower)) return false;
    return !next || next.pos !== 'NOUN' || w[at]!.lower === 'given' || formsOf(w[at]!.lower).includes('ed');
  }

  protected isParticle(verb: string, at: number): boolean {
    const { w } = this;
    const word = w[at]!.lower;
    const next = w[at + 1];
    if (/^(?:log|sign|check|clock|opt|hand)$/.test(verb)) return true;
    // "fill in the form", "write down deals": no place follows.
    if (verb === 'fill' || word === 'up' || (word === 'down' && verb !== 'go')) return true;
    if (word === 'in' || word === 'on' || word === 'to' || word === 'over' || word === 'down')
      return !next || ['PUNCT', 'CCONJ', 'DET'].includes(next.pos) ? word !== 'in' || !next || next.pos !== 'DET' : false;
    return true;
  }
}
