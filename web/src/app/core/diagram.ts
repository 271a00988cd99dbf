import { Component, computed, inject, input, resource } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { drawMermaid } from './mermaid';
import { ThemeChoice } from './theme';

/** A Mermaid text, drawn; where it cannot be drawn, the text. */
@Component({
  selector: 'app-diagram',
  template: `
    @if (svg(); as drawing) { <figure role="img" [attr.aria-label]="label()" [innerHTML]="drawing"></figure> }
    @else if (drawing.error()) { <pre tabindex="0">{{ text() }}</pre> }
  `,
  styles: `:host { display: block; min-height: 120px; overflow-x: auto; } figure { margin: 0; }`,
})
export class Diagram {
  readonly text = input.required<string>();
  /** What it shows, for those who do not see it. */
  readonly label = input.required<string>();
  private readonly theme = inject(ThemeChoice);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly drawing = resource({
    params: () => ({ text: this.text(), isDark: this.theme.isDark() }),
    loader: async ({ params }) => await drawMermaid(params.text, params.isDark),
  });
  // Mermaid's strict mode has sanitised it; Angular's own pass would drop the styles of SVG.
  protected readonly svg = computed(() =>
    this.drawing.hasValue() ? this.sanitizer.bypassSecurityTrustHtml(this.drawing.value()) : undefined,
  );
}
