import type { Reading } from '../reading/reading.types.js';

const LONGEST = 160;
const SHORT = 40;
const ASKING =
  /^(?:please\s+)?(?:(?:can|could|would) you\s+)?(?:i|we)?\s*(?:would like|want|need|['’]d like)?\s*(?:you\s+)?(?:to\s+)?(?:please\s+)?(?:implement|create|develop|build|design|make|write|generate|code)\s+(?:(?:me|us)\s+)?/i;
const SHOULD =
  /^(?:the|this|our|my)\s+(?:[\w-]+\s+){0,3}?(?:website|site|app|application|platform|system|program|mini-program|page|webpage|tool|software|service|portal)\s+(?:should|must|will|can|needs? to)\s+(?:be able to\s+)?/i;

/** What a project is for, one sentence in the words of its description: the first, without how it was asked for. */
export function purposeOf(reading: Reading, name: string): string {
  const first =
    reading.sentences.find(({ topic, layout }) => (topic === 'build' || topic === 'talk') && layout === 'prose')?.text ??
    reading.sentences[0]?.text ??
    name;
  const next = reading.sentences.find(({ topic, layout, text }) => topic === 'build' && layout === 'prose' && text !== first)?.text;
  // "A help desk." says too little by itself.
  const whole = first.trim().length < SHORT && next ? `${first.trim()} ${next}` : first;
  const plain = whole.replace(/\s+/g, ' ').trim().replace(ASKING, '').replace(SHOULD, '');
  const short = plain.length > LONGEST ? `${plain.slice(0, plain.lastIndexOf(' ', LONGEST))} …` : plain;
  const text = short.charAt(0).toUpperCase() + short.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text.replace(/[,:;]$/, '')}.`;
}
