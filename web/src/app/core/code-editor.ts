import {
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { editorFaults, showFaults } from './editor-faults';
import type { LineFault } from './fault-lines';
import { isLong } from './highlight';

const LOOK = EditorView.theme({
  '&': {
    fontSize: '0.86rem',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    backgroundColor: 'var(--surface)',
    minHeight: '120px',
    maxHeight: '62vh',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--muted)', border: 'none' },
  '&.cm-focused': { outline: '2px solid var(--accent)' },
  '&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText': { background: 'color-mix(in srgb, var(--ok) 16%, transparent)' },
  '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'color-mix(in srgb, var(--ok) 8%, transparent) !important' },
  // Whatever colour its words have: on red most of them could not be read.
  '.cm-deletedChunk .cm-deletedText, .cm-deletedChunk .cm-deletedText *': { color: 'var(--text) !important' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--bad) 8%, transparent)' },
  '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--bad) 16%, transparent)' },
  // Its own marks are in no font of ours.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '""' },
  '.cm-collapsedLines': { background: 'var(--raised)', color: 'var(--muted)' },
});

const COLOURS = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.heading], color: 'var(--accent)', fontWeight: '600' },
    { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
    { tag: tags.comment, color: 'var(--text)', fontStyle: 'italic' },
    { tag: tags.propertyName, color: 'var(--run)' },
  ]),
);

function languageFor(path: string): Extension {
  if (path.endsWith('.json')) return json();
  if (path.endsWith('.md')) return markdown();
  return /\.[cm]?[jt]sx?$/.test(path) ? javascript({ typescript: true }) : [];
}

/** A text to edit, or what changed from one text to another. Tab leaves it, as in any other field. */
@Component({
  selector: 'app-code-editor',
  template: `
    @if (note(); as why) { <p class="muted" role="note">{{ why }}</p> }
    <div #host></div>
  `,
  styles: `:host { display: block; min-height: 120px; } p { margin: 0 0 8px; }`,
})
export class CodeEditor {
  readonly text = model.required<string>();
  readonly path = input.required<string>();
  readonly label = input('');
  /** Compared with: shown as changes. Absent: the text alone. */
  readonly before = input<string | undefined>();
  readonly readonly = input(false);
  /** Shown at their lines; the first of new ones is brought into sight, unless they come while one writes. */
  readonly faults = input<readonly LineFault[]>([]);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly isReady = signal(false);
  /** What is left out of a text that would hold up the page. */
  protected readonly note = signal('');
  private view: EditorView | undefined;

  constructor() {
    afterNextRender(() => this.isReady.set(true));
    effect(() => {
      const [isReady, path, before, readonly] = [this.isReady(), this.path(), this.before(), this.readonly()];
      if (isReady) untracked(() => this.build(path, before, readonly));
    });
    // What comes from outside replaces the text; what was typed here is there already.
    effect(() => {
      const text = this.text();
      if (this.view && this.view.state.doc.toString() !== text)
        this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
    });
    effect(() => {
      const faults = this.faults();
      // A view that is built anew shows them again.
      for (const input of [this.isReady, this.path, this.before, this.readonly]) input();
      untracked(() => this.view && showFaults(this.view, faults, this.view.hasFocus));
    });
    inject(DestroyRef).onDestroy(() => this.view?.destroy());
  }

  private build(path: string, before: string | undefined, readonly: boolean): void {
    this.view?.destroy();
    const isPlain = isLong(this.text()) || isLong(before ?? '');
    const what = before === undefined ? 'coloured' : 'coloured or compared';
    this.note.set(isPlain ? `It is too long, or has lines too long, to be ${what} here: shown as plain text.` : '');
    this.view = new EditorView({
      parent: this.host().nativeElement,
      state: EditorState.create({
        doc: this.text(),
        extensions: [
          lineNumbers(),
          drawSelection(),
          history(),
          EditorView.lineWrapping,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          isPlain ? [] : languageFor(path),
          LOOK,
          COLOURS,
          editorFaults,
          EditorState.readOnly.of(readonly),
          EditorView.contentAttributes.of({ 'aria-label': this.label() || path, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) this.text.set(update.state.doc.toString());
          }),
          ...(before === undefined || isPlain
            ? []
            : [
                unifiedMergeView({
                  original: before,
                  mergeControls: false,
                  // Beyond it the changes are shown in larger pieces.
                  diffConfig: { scanLimit: 500, timeout: 300 },
                  // A text without changes is there to be read, or edited, whole.
                  ...(before === this.text() ? {} : { collapseUnchanged: { margin: 3, minSize: 6 } }),
                }),
              ]),
        ],
      }),
    });
  }
}
