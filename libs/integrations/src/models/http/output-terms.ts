import type { ModelRequest } from '../port.js';
import { systemOf, turnsOf } from './continuation.js';

// Room for what an endpoint's own template adds, and the least that is worth asking for, in tokens.
const SPARE_TOKENS = 16;
const LEAST_TOKENS = 256;
// Until an endpoint has told what it counts: more than there are in most texts, so that the first guess is one that fits.
const TOKENS_PER_BYTE = 1 / 3;

/** How long answers may be where a model takes less than is wanted, as its endpoint's refusals tell. */
export interface OutputTerms {
  /** The most tokens that it writes. */
  mostOutput?: number;
  /** What it reads and writes together, in tokens, and what it counts for a byte. */
  context?: { tokens: number; perByte: number };
}

/** Tokens that a request may ask for under what is known. */
export function outputUnder(terms: OutputTerms, request: ModelRequest): number {
  const { mostOutput = Infinity, context } = terms;
  const room = context ? context.tokens - Math.ceil(bytesOf(request) * context.perByte * 1.1) - SPARE_TOKENS : Infinity;
  return Math.min(request.maxOutputTokens, mostOutput, Math.max(LEAST_TOKENS, room));
}

/** What a refusal of so many output tokens teaches; undefined where it is about something else, or leaves no room. */
export function learnedFrom(message: string, asked: number, terms: OutputTerms, request: ModelRequest): OutputTerms | undefined {
  const said = message.replaceAll(/(?<=\d)[,_](?=\d{3}\b)/g, '');
  if (!OF_OUTPUT.test(said)) return undefined;
  const whole = windowOf(said, asked);
  if (whole) {
    const room = whole.context - whole.input - SPARE_TOKENS;
    if (room < Math.min(LEAST_TOKENS, asked) || room >= asked) return undefined;
    // Its count is not known beforehand: what is found for this request is what the next one is guessed from.
    return { ...terms, context: { tokens: whole.context, perByte: whole.input / Math.max(1, bytesOf(request)) || TOKENS_PER_BYTE } };
  }
  const below = /(?:less than|smaller than|lower than|below|<)\s*`?(\d+)/i.exec(said)?.[1];
  const most = below ? Number(below) - 1 : Math.max(...numbersOf(said).filter((n) => n < asked && n >= SPARE_TOKENS));
  return most > 0 && most < asked ? { ...terms, mostOutput: most } : undefined;
}

const OF_OUTPUT = /max\w*_tokens|max\w* ?tokens|maxOutputTokens|num_predict|(?:output|completion|generated|new) tokens|context|max_length/i;

/** The size of the window that a request did not fit into, and what of it was the input. */
function windowOf(said: string, asked: number): { context: number; input: number } | undefined {
  const sum = /(\d+)\s*\+\s*(\d+)\s*>\s*(\d+)/.exec(said);
  if (sum) return { context: Number(sum[3]), input: Number(sum[1]) };
  const difference = />\s*(\d+)\s*-\s*(\d+)/.exec(said);
  if (difference) return { context: Number(difference[1]), input: Number(difference[2]) };
  const context = /context(?:[ _](?:length|window|size|limit))?[^\d.]{0,40}?(\d+)/i.exec(said)?.[1];
  if (!context) return undefined;
  const rest = said.replace(context, '');
  const input =
    /(\d+)\s*(?:tokens? )?(?:in|of|from|for) (?:the |your )?(?:messages?|prompt|input)/i.exec(rest)?.[1] ??
    /(\d+) (?:input|prompt|message)\w*(?: tokens?)?/i.exec(rest)?.[1] ??
    /(?:prompt|input|messages)[^\d.]{0,40}?(\d+)/i.exec(rest)?.[1];
  const total = /(?:requested|total of|sum of|needs?)\D{0,20}?(\d+)/i.exec(rest)?.[1];
  if (input && Number(input) !== asked) return { context: Number(context), input: Number(input) };
  return total && Number(total) > asked ? { context: Number(context), input: Number(total) - asked } : undefined;
}

/** Whole numbers that stand by themselves: none that is part of a model's name, a date or a fraction. */
function numbersOf(text: string): number[] {
  return [...text.matchAll(/(?<![\w.-])\d+(?!\w|[.-]\d)/g)].map(Number);
}

function bytesOf(request: ModelRequest): number {
  return turnsOf(request).reduce(
    (sum, { text }) => sum + Buffer.byteLength(text),
    Buffer.byteLength(systemOf(request)) + (request.schema ? JSON.stringify(request.schema).length : 0),
  );
}
