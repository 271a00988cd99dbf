import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import type { PreviewUnderstandingQuery } from '../../core/operations';

export type Understood = PreviewUnderstandingQuery['previewUnderstanding'];
type Phrase = Understood['phrases'][number];
type Outcome = Phrase['outcome'];

const OUTCOMES: readonly { outcome: Outcome; title: string; means: string }[] = [
  { outcome: 'BUILT', title: 'Built', means: 'It is in the project, and a test shows it.' },
  { outcome: 'ASSUMED', title: 'Assumed', means: 'The description leaves it open; this is what was taken.' },
  { outcome: 'NOT_BUILT', title: 'Not built', means: 'It is not in the project.' },
  { outcome: 'IGNORED', title: 'Context', means: 'Read as no wish.' },
];

/** A description with what became of each of its phrases: chosen by pointer or key, it says why and what shows it. */
@Component({
  selector: 'app-phrases',
  template: `
    @for (warning of understood().warnings; track warning) { <p class="warning" role="note">{{ warning }}</p> }
    <div class="legend row" role="group" aria-label="Show">
      @for (one of outcomes(); track one.outcome) {
        <button type="button" class="key" [class]="one.outcome" [attr.aria-pressed]="shown() === one.outcome" (click)="toggle(one.outcome)">{{ one.title }} <strong>{{ one.count }}</strong></button>
      }
      @if (understood().projectKind; as kind) { <span class="muted">Taken for: {{ kind }}</span> }
    </div>
    <div class="text">
      @for (phrase of understood().phrases; track phrase.from) {
        @if (phrase.text.trim()) { <button type="button" class="phrase" [class]="phrase.outcome" [class.faint]="shown() && shown() !== phrase.outcome" [attr.aria-pressed]="chosen() === phrase" [attr.aria-label]="titleOf(phrase.outcome) + ': ' + phrase.text.trim()" (click)="chosen.set(phrase)">{{ phrase.text.trim() }}</button>{{ ' ' }} }
      }
    </div>
    @if (chosen(); as phrase) {
      <aside class="card" role="status">
        <h3>{{ titleOf(phrase.outcome) }}</h3>
        <p>{{ phrase.reason ?? meaningOf(phrase.outcome) }}</p>
        @if (phrase.evidence.length) { <ul>@for (one of phrase.evidence; track one.kind + one.target) { <li><span class="kind">{{ one.kind.toLowerCase() }}</span> {{ one.label }} <code>{{ one.target }}</code>@if (canCorrect() && one.target.startsWith('/')) { <button type="button" class="link" (click)="correct.emit(one.target)" [attr.aria-label]="'Correct ' + one.label">Correct</button> }</li> }</ul> }
      </aside>
    }
  `,
  styles: `
    :host { display: grid; gap: 12px; max-width: 960px; }
    .warning { margin: 0; border-left: 4px solid var(--warn); padding: 4px 12px; }
    .legend { gap: 8px 12px; } .text { line-height: 2; }
    .key, .phrase { font: inherit; color: inherit; background: none; border: 0; border-radius: 4px; padding: 2px 6px; text-align: left; cursor: pointer; border-bottom: 3px solid transparent; }
    .key { min-height: 32px; border: 1px solid var(--line); border-bottom-width: 3px; } .key[aria-pressed='true'], .phrase[aria-pressed='true'] { background: color-mix(in srgb, currentColor 12%, transparent); }
    .phrase { white-space: normal; } .phrase.faint { opacity: 0.45; }
    .BUILT { border-bottom-color: var(--ok); } .ASSUMED { border-bottom: 3px dotted var(--warn); } .NOT_BUILT { border-bottom: 3px double var(--bad); } .phrase.IGNORED { color: var(--muted); }
    aside h3, aside p { margin: 0 0 6px; } aside ul { margin: 0; padding-left: 20px; } .kind { font-weight: 600; } code { overflow-wrap: anywhere; }
  `,
})
export class Phrases {
  readonly understood = input.required<Understood>();
  /** Whether what shows a phrase can be corrected. */
  readonly canCorrect = input(false);
  /** A JSON pointer into blueprint.json. */
  readonly correct = output<string>();
  protected readonly shown = signal<Outcome | undefined>(undefined);
  protected readonly chosen = linkedSignal<Understood, Phrase | undefined>({ source: this.understood, computation: () => undefined });
  protected readonly outcomes = computed(() =>
    OUTCOMES.map((one) => ({
      ...one,
      count: this.understood().phrases.filter(({ outcome, text }) => outcome === one.outcome && text.trim()).length,
    })),
  );

  protected toggle(outcome: Outcome): void {
    this.shown.update((shown) => (shown === outcome ? undefined : outcome));
  }

  protected readonly titleOf = (outcome: Outcome): string => OUTCOMES.find((one) => one.outcome === outcome)!.title;
  protected readonly meaningOf = (outcome: Outcome): string => OUTCOMES.find((one) => one.outcome === outcome)!.means;
}
