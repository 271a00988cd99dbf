import { textEnd } from '@millwright/domain';
import type { ModelRequest } from '../port.js';

// Long enough that no text repeats it by chance just there, short enough to be copied without a slip.
const ANCHOR_CHARACTERS = 40;

/**
 * The end of what there is of a cut answer. What follows is asked to begin with it, so that the two parts are joined
 * where they belong: guessed from what they have in common, a text that repeats itself would lose a part.
 */
export function anchorOf(partial: string): string {
  return textEnd(partial, ANCHOR_CHARACTERS);
}

const goOn = (partial: string): string =>
  `Your answer was cut. It ends with:\n\n<data name="end">\n${anchorOf(partial)}\n</data>\n\nBegin with exactly these characters and go on with the very next one, to the end of the answer. Begin nothing anew, add no remark and no fence.`;

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

/** The turns of a request: what is asked, and where an answer was cut, what there is of it. */
export function turnsOf({ prompt, partial }: ModelRequest): Turn[] {
  const asked: Turn = { role: 'user', text: prompt.user };
  return partial?.trim() ? [asked, { role: 'assistant', text: partial }, { role: 'user', text: goOn(partial) }] : [asked];
}

/** The schema that an answer is held to; none for what is left of a cut one, which is no document of its own. */
export function schemaOf({ schema, partial }: ModelRequest): ModelRequest['schema'] {
  return partial?.trim() ? undefined : schema;
}

/** The text before the turns. */
export function systemOf({ prompt }: ModelRequest): string {
  return prompt.context ? `${prompt.system}\n\n${prompt.context}` : prompt.system;
}
