import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { LineFault } from './fault-lines';

const put = StateEffect.define<readonly LineFault[]>();

/** What is wrong with a line, below it. */
class Saying extends WidgetType {
  constructor(private readonly message: string) {
    super();
  }
  override eq(other: Saying): boolean {
    return other.message === this.message;
  }
  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-fault';
    element.textContent = this.message;
    return element;
  }
}

function marks(state: EditorState, faults: readonly LineFault[]): DecorationSet {
  return Decoration.set(
    faults.flatMap(({ line, message }) => {
      const { from, to } = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
      return [
        Decoration.line({ class: 'cm-faulty' }).range(from),
        Decoration.widget({ widget: new Saying(message), block: true, side: 1 }).range(to),
      ];
    }),
    true,
  );
}

/** Shows faults at their lines; `showFaults` says which. */
export const editorFaults: Extension = [
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (shown, { effects, changes, state }) =>
      effects.reduce((now, effect) => (effect.is(put) ? marks(state, effect.value) : now), shown.map(changes)),
    provide: (field) => EditorView.decorations.from(field),
  }),
  EditorView.theme({
    '.cm-faulty': { backgroundColor: 'color-mix(in srgb, var(--bad) 12%, transparent)' },
    '.cm-fault': {
      color: 'var(--bad)',
      fontFamily: 'inherit',
      padding: '2px 12px 4px',
      borderLeft: '3px solid var(--bad)',
      whiteSpace: 'pre-wrap',
    },
  }),
];

/** Puts faults in the place of those before, and goes to the first where it is told to. */
export function showFaults(view: EditorView, faults: readonly LineFault[], isSeen: boolean): void {
  const first = faults[0] && view.state.doc.line(Math.min(Math.max(1, faults[0].line), view.state.doc.lines)).from;
  view.dispatch({
    effects: [put.of(faults), ...(isSeen || first === undefined ? [] : [EditorView.scrollIntoView(first, { y: 'center' })])],
  });
}
