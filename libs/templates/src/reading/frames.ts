import type { PredicateGiven } from './clause-state.js';
import { ComplementReader } from './complements.js';
import { exampleMarker } from './noun-phrase-lists.js';
import { readNounPhrases } from './noun-phrases.js';
import { beginsGerund, beginsInfinitive } from './predicates.js';
import type { Clause, NounPhrase } from './reading.types.js';
import { isFeaturePhrase, stripFeatureWord } from './wrappers.js';

/** Frames that say nothing themselves: "should have functionalities for …". What they announce comes in their place. */
export abstract class FrameReader extends ComplementReader {
  protected abstract readPredicate(place: number, subjects: NounPhrase[], given: PredicateGiven): number | undefined;
  protected abstract readGerund(kind: 'purpose' | 'participle', subjects: NounPhrase[], about?: NounPhrase): void;

  /** "with features such as …" after the application's name. */
  protected afterWrapper(clause: Clause, index: number): void {
    const { w } = this;
    if (w[this.at]?.lower !== 'with' && this.readPreposition(clause)) {
      clause.objects.at(-1)!.complements.push(...clause.complements.splice(0));
      clause.to = w[this.at - 1]!.to;
    }
    const i = w[this.at]?.lower === ',' ? this.at + 1 : this.at;
    if (!/^(?:with|including|featuring)$/.test(w[i]?.lower ?? '')) return;
    const phrases = readNounPhrases(w, i + 1, this.isBoundary);
    if (!phrases) return;
    const features = phrases.phrases.filter(isFeaturePhrase);
    this.at = phrases.next;
    if (features.length === 0) {
      this.addFragments(phrases.phrases, index);
      return;
    }
    clause.to = w[i - 1]!.to;
    this.releaseFeatures(phrases.phrases, index);
  }

  /** "The system should have functionalities for …": the frame goes, what it announces is read on. */
  protected dissolveCarrier(clause: Clause, index: number): void {
    const { w } = this;
    this.clauses.splice(index, 1);
    this.open = this.open.filter((open) => open.index < index);
    const phrases = clause.objects;
    this.releaseFeatures(phrases, clause.parent);
    const next = w[this.at];
    if (next && /^(?:for|to|of)$/.test(next.lower)) {
      this.inFeatures = true;
      this.lastNoun = undefined;
      if (next.lower === 'to' && beginsInfinitive(w, this.at + 1)) {
        const inner = this.readPredicate(this.at + 1, clause.subjects, { kind: 'main', modal: clause.modal });
        if (inner !== undefined) this.pushOpen(inner, 'base');
        return;
      }
      this.at += 1;
      this.readFeatureItem();
    } else if (next && exampleMarker(w, next.lower === ',' ? this.at + 1 : this.at) > 0) {
      this.at += next.lower === ',' ? 1 : 0;
      this.at += exampleMarker(w, this.at);
      this.inFeatures = true;
      this.lastNoun = undefined;
      this.readFeatureItem();
    }
    if (this.clauses.length <= index) {
      // Nothing came in its place, so the frame was all that was said.
      if (phrases.some((phrase) => !isFeaturePhrase(phrase) || stripFeatureWord(phrase))) return;
      this.clauses.push(clause);
    }
  }

  protected readFeatureItem(): void {
    const { w } = this;
    if (this.at >= w.length) return;
    if (beginsGerund(w, this.at, true)) return this.readGerund('purpose', []);
    const phrases = readNounPhrases(w, this.at, this.isBoundary);
    if (!phrases) return;
    this.addFragments(phrases.phrases);
    this.at = phrases.next;
  }

  protected releaseFeatures(phrases: NounPhrase[], parent?: number): void {
    for (const phrase of phrases) {
      const named = isFeaturePhrase(phrase) ? stripFeatureWord(phrase) : phrase;
      if (named) this.addFragments([named], parent);
      const told = isFeaturePhrase(phrase) ? [...phrase.examples, ...phrase.complements.map((complement) => complement.phrase)] : [];
      if (told.length > 0) {
        this.inFeatures = true;
        this.addFragments(told, parent);
      }
    }
  }
}
