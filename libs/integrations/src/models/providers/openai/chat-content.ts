import { cutText } from '@millwright/domain';

/** A part of a message, or the whole of it, as compatible endpoints write them. */
export interface ChatMessage {
  content?: unknown;
  refusal?: string | null;
  /** Thinking, by the names that endpoints give it. */
  reasoning_content?: unknown;
  reasoning?: unknown;
}

/** A text, or a list of parts of which some are text: what belongs to the answer, and how much of it is thinking. */
export function contentOf(content: unknown): { text: string; thought: number } {
  if (typeof content === 'string') return { text: content, thought: 0 };
  if (!Array.isArray(content)) return typeof content === 'object' && content !== null ? contentOf([content]) : { text: '', thought: 0 };
  let text = '';
  let thought = 0;
  for (const part of content as unknown[]) {
    if (typeof part === 'string') text += part;
    if (typeof part !== 'object' || part === null) continue;
    const { type = 'text', text: own, content: inner } = part as { type?: string; text?: unknown; content?: unknown };
    if (/think|reason/.test(type)) thought += JSON.stringify(part).length;
    // OpenAI's own form of it holds the text a level deeper.
    else if (/text/.test(type)) text += contentOf((own as { value?: unknown } | undefined)?.value ?? own ?? inner).text;
  }
  return { text, thought };
}

/** Characters of the thinking that comes beside a message. */
export function thoughtOf({ reasoning_content: content, reasoning }: ChatMessage): number {
  const thinking = content ?? reasoning;
  return typeof thinking === 'string' ? thinking.length : thinking ? JSON.stringify(thinking).length : 0;
}

/** What a person is told of a refusal. */
export function saidRefusal(refusal: string): string {
  return `The model declined: ${cutText(refusal, 300)}`;
}
