/**
 * Whether a key belongs to an input method that is putting a word together: Enter takes a candidate then, Escape drops
 * it, and letters are not yet letters. Safari sends the last of them after the composition has ended, with the code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/**
 * Keeps keys of an input method from all who listen for keys on a page, dialogs and menus of libraries as well; the
 * field itself gets its text as ever. Editors that are no fields see them: they know what to do with them.
 *
 * @returns how to stop.
 */
export function keepComposing(page: Document): () => void {
  const keep = (event: KeyboardEvent): void => {
    if (isComposing(event) && !isEditor(event.target)) event.stopImmediatePropagation();
  };
  const types = ['keydown', 'keyup'] as const;
  for (const type of types) page.addEventListener(type, keep, { capture: true });
  return () => types.forEach((type) => page.removeEventListener(type, keep, { capture: true }));
}

const isEditor = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[contenteditable=true]') !== null;
