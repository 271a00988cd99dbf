import { Injectable, computed, effect, inject, linkedSignal, resource, signal, untracked } from '@angular/core';
import type { Correction, DesignView } from '@millwright/domain';
import { Graphql } from '../../../core/graphql';
import { PreviewCorrectionDocument, type PreviewCorrectionQuery } from '../../../core/operations';

type Preview = PreviewCorrectionQuery['previewCorrection'];
interface Kept {
  corrections: Correction[];
  typed: [string, string][];
  base: string | null;
}

/**
 * What a person corrects of one generation: corrections one after the other, what is typed and not yet one of them, and
 * what the server makes of it. Kept in the session, so that a reload loses nothing.
 */
@Injectable()
export class CorrectionDraft {
  private readonly graphql = inject(Graphql);
  private readonly id = signal<string | undefined>(undefined);
  readonly corrections = signal<readonly Correction[]>([]);
  private readonly typed = signal<ReadonlyMap<string, string>>(new Map());
  /** blueprint.json as somebody edited it by hand; null: as the generation has it. */
  private readonly base = signal<string | null>(null);
  /** Places whose text is sent. */
  private readonly sent = new Set<string>();

  readonly preview = resource({
    params: () => {
      const generationId = this.id();
      return generationId ? { generationId, corrections: [...this.corrections()], blueprint: this.base() } : undefined;
    },
    loader: async ({ params }) => (await this.graphql.ask(PreviewCorrectionDocument, params)).previewCorrection,
  });
  /** The last answer stays until the next is there: nothing jumps while somebody types. */
  readonly shown = linkedSignal<Preview | undefined, Preview | undefined>({
    source: () => (this.preview.hasValue() ? this.preview.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly design = computed(() => this.shown()?.design as DesignView | undefined);
  readonly changes = computed(() => (this.corrections().length > 0 ? (this.shown()?.changes ?? []) : []));
  readonly faults = computed(() => (this.corrections().length > 0 ? (this.shown()?.faults ?? []) : []));
  readonly isWaiting = computed(() => this.preview.isLoading());

  constructor() {
    effect(() => {
      if (!this.preview.hasValue()) return;
      const { faults } = this.preview.value();
      const isOpen = (place: string): boolean => faults.some((fault) => fault.place === place || formOf(fault.place) === formOf(place));
      untracked(() => this.forget((place) => this.sent.has(place) && !isOpen(place)));
    });
    effect(() => {
      const id = this.id();
      const kept: Kept = { corrections: [...this.corrections()], typed: [...this.typed()], base: this.base() };
      if (!id) return;
      if (kept.corrections.length + kept.typed.length === 0) sessionStorage.removeItem(keyOf(id));
      else sessionStorage.setItem(keyOf(id), JSON.stringify(kept));
    });
  }

  /** Opens what was begun for a generation. */
  open(id: string, base: string | null = null): void {
    if (this.id() === id && this.base() === base) return;
    const kept = this.id() === id ? undefined : keptOf(id);
    // Corrections belong to the text that they were made of.
    const isSame = kept !== undefined && (base === null || kept.base === base);
    this.corrections.set(isSame ? kept.corrections : []);
    this.typed.set(new Map(isSame ? kept.typed : []));
    this.base.set(isSame ? kept.base : base);
    this.id.set(id);
  }

  /** Adds a correction; one at the same place that could not be followed is replaced. */
  say(place: string, correction: Correction): void {
    this.sent.add(place);
    this.corrections.update((all) => [...all.filter((_, i) => !this.failsAt(i, place)), correction]);
  }

  /** Adds what a form of several inputs says: all that was typed below the place belongs to it. */
  sayForm(place: string, correction: Correction): void {
    for (const one of this.typed().keys()) if (one.startsWith(`${place}/`)) this.sent.add(one);
    this.say(place, correction);
  }

  /** What is typed at a place, as long as it is not what the design says. */
  typedAt(place: string): string | undefined {
    return this.typed().get(place);
  }

  type(place: string, text: string): void {
    this.sent.delete(place);
    this.typed.update((typed) => new Map(typed).set(place, text));
  }

  /** Whether what is typed at a place is under way. */
  isSent(place: string): boolean {
    return this.sent.has(place);
  }

  /** Nothing is wanted at a place any more. */
  settle(place: string): void {
    this.forget((one) => one === place);
    if (this.faults().some((fault) => fault.place === place))
      this.corrections.update((all) => all.filter((_, i) => !this.failsAt(i, place)));
  }

  undo(): void {
    const last = this.corrections().length - 1;
    for (const { correction, place } of this.faults()) if (correction === last) this.forget((one) => one === place);
    this.corrections.update((all) => all.slice(0, -1));
  }

  takeBack(index: number): void {
    for (const { correction, place } of this.faults()) if (correction === index) this.forget((one) => one === place);
    this.corrections.update((all) => all.filter((_, i) => i !== index));
  }

  clear(): void {
    this.sent.clear();
    this.typed.set(new Map());
    this.corrections.set([]);
  }

  faultsAt(place: string): Preview['faults'] {
    return this.faults().filter((fault) => fault.place === place);
  }

  private failsAt(index: number, place: string): boolean {
    return this.faults().some((fault) => fault.correction === index && (fault.place === place || fault.place.startsWith(`${place}/`)));
  }

  private forget(isGone: (place: string) => boolean): void {
    if (![...this.typed().keys()].some(isGone)) return;
    this.typed.update((typed) => new Map([...typed].filter(([place]) => !isGone(place))));
  }
}

/** The form that an input belongs to; the input's own place where it stands alone. */
const formOf = (place: string): string => (/(^|\/)add-(?!choice)/.test(place) ? place.slice(0, place.lastIndexOf('/')) : place);
const keyOf = (id: string): string => `corrections ${id}`;

/** Forgets what was begun for a generation. */
export const forgetCorrections = (id: string): void => sessionStorage.removeItem(keyOf(id));

function keptOf(id: string): Kept | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(id));
    return kept ? (JSON.parse(kept) as Kept) : undefined;
  } catch {
    return undefined;
  }
}
