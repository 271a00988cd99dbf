import { Component, ElementRef, afterRenderEffect, computed, inject, input, viewChild } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { messageOf } from './graphql';
import { drawMermaid } from './mermaid';
import { PlainText } from './plain-text';
import { renderMarkdown } from './render-markdown';
import { ThemeChoice } from './theme';

/** Each takes the page tens of milliseconds. */
const DIAGRAMS_MAX = 30;

/** Markdown as it is meant to be read: code coloured, diagrams drawn. Generated text is data, whatever it says. */
@Component({
  selector: 'app-markdown',
  imports: [PlainText],
  template: `
    @if (html(); as safe) { <article #article class="markdown" [innerHTML]="safe"></article> }
    @else if (text()) { <p class="muted">Too long, or too deeply nested, to be rendered: shown as it is written.</p><app-plain-text [text]="text()" /> }
  `,
})
export class Markdown {
  readonly text = input.required<string>();
  private readonly theme = inject(ThemeChoice);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly article = viewChild<ElementRef<HTMLElement>>('article');
  // renderMarkdown sanitises; Angular's own pass would drop tabindex and with it scrolling by keyboard.
  protected readonly html = computed(() => {
    const html = renderMarkdown(this.text());
    return html && this.sanitizer.bypassSecurityTrustHtml(html);
  });

  constructor() {
    afterRenderEffect(() => {
      this.html();
      const isDark = this.theme.isDark();
      const blocks = this.article()?.nativeElement.querySelectorAll<HTMLElement>('pre.diagram, figure[data-source]') ?? [];
      [...blocks].forEach((block, at) => {
        if (at < DIAGRAMS_MAX) void this.draw(block, isDark);
        else explain(block, `only the first ${DIAGRAMS_MAX} diagrams of a text are drawn`);
      });
    });
  }

  /** A diagram that cannot be drawn stays the text that it is, and says why. */
  private async draw(block: HTMLElement, isDark: boolean): Promise<void> {
    const source = block.dataset['source'] ?? block.textContent ?? '';
    try {
      const { url, width } = await drawMermaid(source, isDark);
      const picture = document.createElement('img');
      picture.src = url;
      picture.alt = 'Diagram';
      if (width) picture.style.width = `${width}px`;
      const figure = document.createElement('figure');
      figure.dataset['source'] = source;
      figure.append(picture);
      block.replaceWith(figure);
    } catch (error) {
      explain(block, messageOf(error));
    }
  }
}

function explain(block: HTMLElement, why: string): void {
  if (block.previousElementSibling?.classList.contains('undrawn')) return;
  const note = document.createElement('p');
  note.className = 'undrawn';
  note.textContent = `Shown as text, not drawn: ${why}.`;
  block.before(note);
}
