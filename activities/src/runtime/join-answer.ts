// A model that goes on repeats a little of what stands, at most this much.
const LONGEST_OVERLAP = 400;
// Shorter ones are chance: a brace, a line of spaces.
const SHORTEST_OVERLAP = 12;

/**
 * An answer from its beginning and what followed it, without what was repeated between them.
 * Where the model began anew instead of going on, the new one counts.
 */
export function joinAnswer(beginning: string, more: string): string {
  if (beginning === '') return more;
  if (beginsAnew(beginning, more)) return more;
  const most = Math.min(LONGEST_OVERLAP, beginning.length, more.length);
  for (let length = most; length >= SHORTEST_OVERLAP; length--)
    if (beginning.endsWith(more.slice(0, length))) return beginning + more.slice(length);
  return beginning + more;
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
