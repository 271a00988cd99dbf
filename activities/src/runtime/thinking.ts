// What models put around thinking that stands in front of an answer.
const TAG = String.raw`(?:think|thinking|thought|thoughts|reasoning|seed:think)`;
const PAIRS: readonly { open: RegExp; close: RegExp; longest: number }[] = [
  { open: new RegExp(String.raw`^<(${TAG})(?:\s[^>]*)?>`, 'i'), close: new RegExp(String.raw`</${TAG}\s*>`, 'i'), longest: 40 },
  { open: /^[◁<]\|?think(?:ing)?\|?[▷>]/i, close: /[◁<]\|?\/think(?:ing)?\|?[▷>]/i, longest: 40 },
  { open: /^\[(?:THINK|REASONING)\]/i, close: /\[\/(?:THINK|REASONING)\]/i, longest: 40 },
  { open: /^<\|START_THINKING\|>/i, close: /<\|END_THINKING\|>/i, longest: 40 },
  { open: /^<\|begin_of_thought\|>/i, close: /<\|end_of_thought\|>/i, longest: 40 },
  { open: /^```(?:think|thinking|thought|reasoning)[ \t]*\r?\n/i, close: /^```[ \t]*$/m, longest: 40 },
  // Channels: all but the last, which is the answer.
  {
    open: /^(?:<\|start\|>assistant)?<\|channel\|>(?!final)[^<]*<\|message\|>/i,
    close: /<\|(?:end|call|return)\|>|(?=<\|start\|>|<\|channel\|>)/i,
    longest: 60,
  },
];
// Marks around an answer that are no part of it.
const LEAD =
  /^(?:(?:<\|start\|>(?:assistant)?)?<\|channel\|>final[^<]*<\|message\|>|<\|START_RESPONSE\|>|<\|begin_of_solution\|>|<\|start\|>assistant(?=<\|channel\|>$))/i;
const TAIL =
  /(?:\s*(?:<\|(?:return|end|call|im_end|eot_id|end_of_text|endoftext|END_RESPONSE|end_of_solution|end_of_turn)\|>|<end_of_turn>))+\s*$/;
// The longest beginning that has to be seen before it is clear that no thinking stands in front.
const LEAD_CHARACTERS = 200;
const STRAY = new RegExp(String.raw`(?:</${TAG}\s*>|◁/think▷|\[/THINK\]|<\|END_THINKING\|>|<\|end_of_thought\|>)`, 'gi');

/**
 * Takes what a model thought before its answer out of an answer that comes in pieces. What is thought is no text: an answer
 * that ends within it is empty.
 */
export class ThinkingFilter {
  /** Whether thinking was taken out. */
  hasThought = false;
  private held = '';
  private close: { pattern: RegExp; longest: number } | undefined;
  private isAnswer = false;

  /** @returns what of the answer is clear by now. */
  push(piece: string): string {
    if (this.isAnswer) return piece;
    this.held += piece;
    return this.advance(false);
  }

  /** @returns what is left of the answer at its end. */
  end(): string {
    return this.advance(true);
  }

  private advance(isEnd: boolean): string {
    for (;;) {
      if (this.close) {
        const found = this.close.pattern.exec(this.held);
        if (!found || (found[0] === '' && found.index === 0)) {
          // Of what is thought only so much is kept as may be the beginning of its end.
          this.held = isEnd ? '' : this.held.slice(-this.close.longest);
          return '';
        }
        this.held = this.held.slice(found.index + found[0].length);
        this.close = undefined;
        continue;
      }
      const lead = /^[\s\uFEFF]*/.exec(this.held)![0].length;
      const text = this.held.slice(lead);
      const pair = PAIRS.find(({ open }) => open.test(text));
      if (pair) {
        this.hasThought = true;
        this.close = { pattern: pair.close, longest: pair.longest };
        this.held = text.slice(pair.open.exec(text)![0].length);
        continue;
      }
      const mark = LEAD.exec(text) ?? (this.hasThought ? STRAY_AT_START.exec(text) : null);
      if (mark) {
        this.hasThought = true;
        this.held = text.slice(mark[0].length);
        continue;
      }
      if (!isEnd && mayOpen(text)) return '';
      this.isAnswer = true;
      // White space between the two belongs to neither.
      const answer = this.hasThought ? text : this.held;
      this.held = '';
      return answer;
    }
  }
}

const STRAY_AT_START = new RegExp(`^${STRAY.source}`, 'i');

/** Whether a beginning may still turn out to be a mark. */
function mayOpen(text: string): boolean {
  if (text === '') return true;
  if (!'<◁[`'.includes(text[0]!) || text.length > LEAD_CHARACTERS) return false;
  // A mark is on one line and ends within it; a channel's has two parts.
  const isOpen =
    text[0] === '`' ? !text.includes('\n') : /^<\|/.test(text) || text.length < 2 ? !text.includes('<|message|>') : !/[>▷\]\n]/.test(text);
  return isOpen && BEGINNINGS.some((beginning) => startsAlike(text, beginning));
}

const BEGINNINGS = [
  '<think',
  '<thought',
  '<reasoning',
  '<seed:think',
  '<|think',
  '◁think',
  '[think]',
  '[reasoning]',
  '<|start_thinking|>',
  '<|start_response|>',
  '<|begin_of_',
  '<|start|>',
  '<|channel|>',
  '```think',
  '```thought',
  '```reasoning',
];
const startsAlike = (text: string, beginning: string): boolean => {
  const length = Math.min(text.length, beginning.length);
  return text.slice(0, length).toLowerCase() === beginning.slice(0, length);
};

/**
 * An answer without the thinking in front of it: also where only its end is marked, since some templates put the beginning
 * into the prompt. A mark in a code span, in a fence, in quotes, or behind its own beginning belongs to the answer.
 */
export function withoutThinking(text: string): string {
  const filter = new ThinkingFilter();
  const bare = (filter.push(text) + filter.end()).replace(TAIL, '');
  const stray = strayEnd(bare);
  return stray === undefined ? bare : bare.slice(stray).trimStart();
}

/** Where an answer begins behind an end of thinking that has no beginning; undefined: there is none. */
export function strayEnd(text: string): number | undefined {
  // Channels whose marks a server left out.
  const channels = /^\s*analysis[A-Z][\s\S]*?assistant(?:commentary[\s\S]*?assistant)?final/.exec(text);
  if (channels) return channels[0].length;
  for (const mark of text.matchAll(STRAY)) {
    const [before, after] = [text.slice(0, mark.index), text.slice(mark.index + mark[0].length)];
    const word = /[a-z]+/i.exec(mark[0].slice(2))![0];
    if (new RegExp(String.raw`[<◁[]\|?(?:START_|begin_of_)?${word}`, 'i').test(before)) return undefined;
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const isQuoted = /['"`/\\]$/.test(before) || /^['"`]/.test(after) || (line.split('`').length - 1) % 2 === 1;
    const isFenced = (before.match(/^\s*(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
    // A document with a heading of its own was begun before, and goes on.
    const isWithin = /^\s*#{1,6} /.test(before) && !/^\s*#{1,6} /.test(after);
    if (!isQuoted && !isFenced && !isWithin && /^[ \t]*(?:\r?\n|[{[#]|$)/.test(after)) return mark.index + mark[0].length;
  }
  return undefined;
}
