import { Component, computed, inject, input, resource } from '@angular/core';
import { messageOf } from './graphql';
import { drawMermaid } from './mermaid';
import { ThemeChoice } from './theme';

/** A Mermaid text, drawn; where it cannot be drawn, the text and why. */
@Component({
  selector: 'app-diagram',
  template: `
    @if (drawing.error(); as error) { <p class="muted">Shown as text, not drawn: {{ messageOf(error) }}.</p><pre tabindex="0">{{ text() }}</pre> }
    @else if (picture(); as p) { <img [src]="p.url" [alt]="label()" [style.width.px]="p.width || null" /> }
  `,
  styles: `:host { display: block; min-height: 120px; overflow-x: auto; } img { max-width: 100%; height: auto; } pre { overflow: auto; max-height: 60vh; }`,
})
export class Diagram {
  readonly text = input.required<string>();
  /** What it shows, for those who do not see it. */
  readonly label = input.required<string>();
  private readonly theme = inject(ThemeChoice);
  protected readonly messageOf = messageOf;
  protected readonly drawing = resource({
    params: () => ({ text: this.text(), isDark: this.theme.isDark() }),
    loader: async ({ params }) => await drawMermaid(params.text, params.isDark),
  });
  protected readonly picture = computed(() => (this.drawing.hasValue() ? this.drawing.value() : undefined));
}
