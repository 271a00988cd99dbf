import { Component, ElementRef, afterRenderEffect, computed, inject, input, viewChild } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { renderMarkdown } from './highlight';
import { drawMermaid } from './mermaid';
import { ThemeChoice } from './theme';

/** Markdown as it is meant to be read: code coloured, diagrams drawn. Generated text is data, whatever it says. */
@Component({
  selector: 'app-markdown',
  template: `<article #article class="markdown" [innerHTML]="html()"></article>`,
})
export class Markdown {
  readonly text = input.required<string>();
  private readonly theme = inject(ThemeChoice);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly article = viewChild.required<ElementRef<HTMLElement>>('article');
  // renderMarkdown sanitises; Angular's own pass would drop tabindex and with it scrolling by keyboard.
  protected readonly html = computed(() => this.sanitizer.bypassSecurityTrustHtml(renderMarkdown(this.text())));

  constructor() {
    afterRenderEffect(() => {
      this.html();
      const isDark = this.theme.isDark();
      for (const block of this.article().nativeElement.querySelectorAll<HTMLElement>('pre.diagram, figure[data-source]'))
        void this.draw(block, isDark);
    });
  }

  /** A diagram that cannot be drawn stays the text that it is. */
  private async draw(block: HTMLElement, isDark: boolean): Promise<void> {
    const source = block.dataset['source'] ?? block.textContent ?? '';
    const svg = await drawMermaid(source, isDark).catch(() => undefined);
    if (!svg || !block.isConnected) return;
    const figure = document.createElement('figure');
    figure.dataset['source'] = source;
    figure.setAttribute('role', 'img');
    figure.setAttribute('aria-label', 'Diagram');
    figure.innerHTML = svg;
    block.replaceWith(figure);
  }
}
