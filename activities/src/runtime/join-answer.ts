import { anchorOf } from '@millwright/integrations';

/**
 * An answer from its beginning and what followed it. What follows was asked to begin with the end of what stands; a
 * model that went on without doing so is taken at its word, and where it began anew, the new one counts.
 */
export function joinAnswer(beginning: string, more: string): string {
  if (beginning === '') return more;
  const anchor = anchorOf(beginning);
  if (more.startsWith(anchor)) return beginning + more.slice(anchor.length);
  // White space at the beginning of an answer is easily lost.
  const bare = anchor.trimStart();
  if (bare !== '' && more.startsWith(bare)) return beginning + more.slice(bare.length);
  return beginsAnew(beginning, more) ? more : beginning + more;
}

function beginsAnew(beginning: string, more: string): boolean {
  const head = beginning.trimStart().slice(0, 40);
  return head.length >= 20 && more.trimStart().startsWith(head);
}

/** A text without the fence that models like to put around the whole of an answer. */
export function unfenced(text: string): string {
  const match = /^\s*```[\w+.-]*[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/.exec(text);
  // A fence within would have ended the outer one.
  return match && !/^```/m.test(match[1]!) ? `${match[1]!}\n` : text;
}

/** The JSON of an answer: without a fence, and without what stands before and after its outermost braces. @throws SyntaxError */
export function jsonOf(text: string): unknown {
  const bare = unfenced(text);
  try {
    return JSON.parse(bare);
  } catch (error) {
    const [from, to] = [bare.indexOf('{'), bare.lastIndexOf('}')];
    if (from < 0 || to <= from || (from === 0 && to === bare.trimEnd().length - 1)) throw error;
    return JSON.parse(bare.slice(from, to + 1));
  }
}
