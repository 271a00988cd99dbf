import type { ModelRequest } from '../port.js';

const GO_ON =
  'Your answer was cut at that point. Go on with the very next character; repeat nothing of what stands, begin nothing anew, add no remark and no fence.';

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

/** The turns of a request: what is asked, and where an answer was cut, what there is of it. */
export function turnsOf({ prompt, partial }: ModelRequest): Turn[] {
  const asked: Turn = { role: 'user', text: prompt.user };
  return partial?.trim() ? [asked, { role: 'assistant', text: partial }, { role: 'user', text: GO_ON }] : [asked];
}

/** The text before the turns. */
export function systemOf({ prompt }: ModelRequest): string {
  return prompt.context ? `${prompt.system}\n\n${prompt.context}` : prompt.system;
}
