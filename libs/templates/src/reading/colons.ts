import { cutList } from './clause-parts.js';
import { DISSOLVED } from './clause-state.js';
import { plainPhrase } from './noun-phrase-lists.js';
import { READERS, readNounPhrases } from './noun-phrases.js';
import { beginsBaseVerb, beginsFinite, finiteForm } from './predicates.js';
import type { Clause } from './reading.types.js';
import { SubordinateReader } from './subordinates.js';
import { NOUN_LIKE } from './verb-words.js';
import { FEATURE_WORDS } from './word-lists.js';

/** What stands behind a colon or a dash: what somebody does, or a list of what was named before. */
export abstract class ColonReader extends SubordinateReader {
  protected stepAfterColon(): void {
    const { w } = this;
    const last = this.clauses.at(-1);
    if (!last || this.at >= w.length || this.readBetweenDashes(last)) return;
    if (last.verb === 'include' && last.objects.length === 0 && last.subjects.some((subject) => FEATURE_WORDS.has(subject.head))) {
      this.clauses.pop();
      this.open = [];
      this.inFeatures = true;
      return;
    }
    if (/^(?:have|include|contain|need|store|record|comprise)$/.test(last.verb ?? '') && last.objects.length === 0 && !last.isPassive) {
      // "An event includes: title, date and place"
      const told = readNounPhrases(w, this.at, this.isBoundary);
      if (!told) return;
      last.objects = told.phrases;
      last.to = w[told.next - 1]!.to;
      this.at = told.next;
      return;
    }
    const [object, complement] = [last.objects.at(-1), last.complements.at(-1)?.phrase];
    const head = object && complement && complement.from > object.to ? complement : (object ?? complement);
    if (!last.verb && last.objects.length === 1 && FEATURE_WORDS.has(last.objects[0]!.head)) {
      this.clauses.pop();
      this.inFeatures = true;
      return;
    }
    if (!last.verb && last.objects.length > 0 && finiteForm(last.objects) === 'base' && beginsBaseVerb(w, this.at, true)) {
      this.clauses.pop();
      const index = this.readPredicate(this.at, last.objects, { kind: 'main' });
      if (index !== undefined && index !== DISSOLVED) this.open = [{ index, form: 'base', isPassive: false }];
      return;
    }
    if (!last.verb && last.objects.length > 0 && beginsBaseVerb(w, this.at, true) && !NOUN_LIKE.has(w[this.at]!.lower)) {
      const index = this.readPredicate(this.at, [], { kind: 'main' });
      if (index !== undefined && index !== DISSOLVED) this.open = [{ index, form: 'base', isPassive: false }];
      return;
    }
    if (!last.verb && last.objects.length > 0 && w[this.at]!.pos !== 'NOUN' && beginsFinite(w, this.at, last.objects)) {
      // "Mechanic: can log repairs", "Owner – sees everything"
      this.clauses.pop();
      const form = this.formAt(this.at, last.objects);
      const index = this.readPredicate(this.at, last.objects, { kind: 'main', from: last.from });
      if (index !== undefined && index !== DISSOLVED) this.open = [{ index, form, isPassive: this.clauses[index]!.isPassive }];
      return;
    }
    if (this.isQuestion(this.at)) {
      this.readQuestion(this.clauses.length - 1, true);
      return;
    }
    if (!head || this.beginsClause(this.at)) return;
    const pieces = cutList(w.slice(this.at));
    const isList =
      pieces.length > 0 &&
      pieces.every((piece) => piece.length <= 9 && !piece.some((token) => token.pos === 'AUX' || token.pos === 'SCONJ'));
    if (!isList) return;
    // The list says what the phrase before the colon has or can be.
    const list = readNounPhrases(w, this.at, () => false);
    if (list && list.next >= w.length - 1) head.examples.push(...list.phrases);
    else for (const piece of pieces) head.examples.push(...plainPhrase(piece, READERS));
    last.to = w.at(-1)!.to;
    this.at = w.length;
  }

  /** "post runs - date, place, distance - and …": a list between two dashes tells of what stands before. */
  private readBetweenDashes(last: Clause): boolean {
    const { w } = this;
    const isDash = (at: number): boolean =>
      /^[–—-]$/.test(w[at]?.lower ?? '') && w[at - 1]!.to < w[at]!.from && (w[at + 1]?.from ?? 0) > w[at]!.to;
    const head = [...last.objects, ...last.complements.map(({ phrase }) => phrase)].findLast(({ to }) => to === w[this.at - 2]?.to);
    if (!head || !isDash(this.at - 1)) return false;
    let end = this.at;
    while (end < w.length && !isDash(end)) end += 1;
    const pieces = cutList(w.slice(this.at, end));
    if (end === w.length || pieces.length < 2 || pieces.some((piece) => piece.length > 4 || piece.some(({ pos }) => pos === 'AUX')))
      return false;
    for (const piece of pieces) head.examples.push(...plainPhrase(piece, READERS));
    last.to = w[end - 1]!.to;
    this.at = end + 1;
    return true;
  }
}
