import { Component, DestroyRef, type ElementRef, afterNextRender, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Drafts } from '../../core/draft';
import { EXAMPLES } from '../projects/examples';

const KEY_MS = 28;
const REST_MS = 2_600;

/** The field in which a project begins: an example writes itself while it is empty, and eight descriptions can be started from. */
@Component({
  selector: 'app-describe',
  imports: [MatButton],
  template: `
    <form class="card" (submit)="$event.preventDefault(); done()">
      <div class="field">
        <textarea #field id="build" rows="5" [attr.aria-label]="label() || null" [attr.aria-labelledby]="label() ? null : labelledBy()" [value]="text()" (input)="write($any($event.target).value)" (keydown.control.enter)="done()"></textarea>
        @if (!text()) { <p class="shown" aria-hidden="true">{{ shown() }}</p> }
      </div>
      <div class="row between"><span class="muted">Say who does what with which things, and what each of them has.</span> <button matButton="filled" type="submit">{{ text().trim() ? 'Continue' : verb() }}</button></div>
    </form>
    <h2 id="begin">Or start from one of these</h2>
    <ul aria-labelledby="begin">
      @for (example of examples; track example.name) {
        <li><button type="button" class="card" (click)="use(example.text)"><strong>{{ example.name }}</strong> <span class="muted">{{ example.text }}</span></button></li>
      }
    </ul>
  `,
  styles: `
    :host { display: block; text-align: start; }
    form { display: flex; flex-direction: column; gap: 12px; padding: 12px; border-radius: 12px; } form:focus-within { border-color: var(--accent); }
    .field { position: relative; } textarea, .shown { font: inherit; font-size: 1.05rem; line-height: 1.5; padding: 8px; margin: 0; }
    textarea { display: block; width: 100%; min-height: 142px; resize: vertical; color: var(--text); background: none; border: 0; border-radius: var(--radius); }
    textarea:focus-visible { outline: none; } .shown { position: absolute; inset: 0; color: var(--muted); pointer-events: none; overflow: hidden; }
    h2 { margin: 28px 0 12px; } ul { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 12px; }
    li button { font: inherit; color: inherit; text-align: start; width: 100%; height: 100%; cursor: pointer; display: flex; flex-direction: column; gap: 4px; }
    li button:hover { border-color: var(--accent); } li span { font-size: 0.9rem; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
    @media (max-width: 900px) { li span { -webkit-line-clamp: 2; } }
  `,
})
export class Describe {
  /** What the field is called, where no heading calls it that. */
  readonly label = input('');
  /** The id of the heading that does. */
  readonly labelledBy = input('');
  /** What its button says while nothing is written. */
  readonly verb = input('Continue');
  readonly described = output<string>();
  private readonly drafts = inject(Drafts);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly examples = EXAMPLES;
  protected readonly text = signal(this.drafts.read().description);
  private readonly at = signal({ example: 0, length: 0 });
  protected readonly shown = computed(() => EXAMPLES[this.at().example]!.text.slice(0, this.at().length));
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    afterNextRender(() => {
      const { activeElement, body } = document;
      // Whoever is at something else already stays there.
      if (activeElement === body || activeElement?.matches('h1')) this.field().nativeElement.focus({ preventScroll: true });
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.at.set({ example: 0, length: Infinity });
      else this.type();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** One letter more, and after the last one the next example. */
  private type(): void {
    const { example, length } = this.at();
    const isWhole = length >= EXAMPLES[example]!.text.length;
    if (!this.text() && !document.hidden)
      this.at.set(isWhole ? { example: (example + 1) % EXAMPLES.length, length: 0 } : { example, length: length + 1 });
    this.timer = setTimeout(() => this.type(), length + 1 === EXAMPLES[example]!.text.length ? REST_MS : KEY_MS);
  }

  protected write(text: string): void {
    this.text.set(text);
    this.drafts.keep({ ...this.drafts.read(), description: text });
  }
  protected use(text: string): void {
    this.write(text);
    this.field().nativeElement.focus();
  }
  protected done(): void {
    this.described.emit(this.text());
  }
}
