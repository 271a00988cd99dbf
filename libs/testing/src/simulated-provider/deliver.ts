import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Answer } from './answers.js';
import type { Meets } from './faults.js';
import type { SimulatedCall, SimulatedSettings } from './settings.js';
import type { Ask, Counted, WireFormat } from './wire.js';

type Fault = { status: number; code: string; message: string };
const STATUS: Partial<Record<Meets, Fault>> = {
  'status-400': { status: 400, code: 'invalid_request_error', message: 'Unsupported parameter' },
  'status-401': { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided: sk-wrong-0000' },
  'model-404': { status: 404, code: 'model_not_found', message: 'The model does not exist or you do not have access to it' },
  'status-429': { status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached' },
  'status-500': { status: 500, code: 'server_error', message: 'The server had an error' },
  'status-503': { status: 503, code: 'server_error', message: 'The engine is currently overloaded' },
  'status-529': { status: 529, code: 'overloaded_error', message: 'Overloaded' },
};
/** Faults that end an answer in its middle. */
const BREAKS = ['hang-within', 'cut', 'bad-event', 'error-event'];
const CHUNK_MS = 20;

/** One call on its way to whoever made it. */
export interface Delivery {
  wire: WireFormat;
  ask: Ask;
  call: SimulatedCall;
  fault: Meets | undefined;
  response: ServerResponse;
  settings: SimulatedSettings;
  json(status: number, body: object, headers?: Record<string, string>): void;
}

/** Meets a fault in the place of an answer. @returns whether there was one */
export function fails({ wire, call, fault, response, settings, json }: Delivery): boolean {
  const status = fault && STATUS[fault];
  if (!status && fault !== 'hang-before' && fault !== 'reset') return false;
  call.outcome = fault;
  if (fault === 'reset') response.socket?.resetAndDestroy();
  if (!status) return true;
  const waits = fault === 'status-429' ? retryAfter(settings.retryAfterS) : {};
  json(status.status, wire.error(status.status, status.code, status.message), waits);
  return true;
}

const retryAfter = (seconds: number): Record<string, string> =>
  Number.isInteger(seconds) ? { 'retry-after': String(seconds) } : { 'retry-after-ms': String(seconds * 1_000) };

/** Gives an answer at the pace that is set, whole or as a stream. */
export async function deliver(delivery: Delivery, answer: Answer, counted: Counted): Promise<void> {
  const { wire, ask, call, fault, response, settings, json } = delivery;
  const { text, tokens, ending } = answer;
  if (!ask.isStreaming) {
    await sleep(settings.firstTokenMs + (tokens / settings.tokensPerSecond) * 1_000);
    call.outcome = fault ?? 'whole';
    return json(200, wire.whole(ask, text, ending, counted));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...wire.headers() });
  for (const event of wire.begin(ask, counted)) response.write(event);
  await sleep(settings.firstTokenMs);
  if (fault === 'drip') return await drip(delivery, text);
  const breaks = fault !== undefined && BREAKS.includes(fault);
  const until = breaks ? Math.ceil(text.length / 2) : text.length;
  if (ending !== 'refusal' && !(await stream(delivery, answer, until))) return;
  if (breaks) return breakOff(delivery, text.slice(until));
  for (const event of wire.end(ask, text, ending, counted)) response.write(event);
  call.outcome = fault ?? 'whole';
  response.end();
}

/** One byte after the other: each keeps the socket alive, and no event is ever whole in time. */
async function drip({ wire, call, response, settings }: Delivery, text: string): Promise<void> {
  call.outcome = 'drip';
  for (const byte of Buffer.from(wire.text(text))) {
    if (response.destroyed) return;
    response.write(Buffer.from([byte]));
    await sleep(settings.dripMs);
  }
}

/** Streams the text up to a character. @returns false where the caller has left */
async function stream({ wire, call, response, settings }: Delivery, { text, tokens }: Answer, until: number): Promise<boolean> {
  const startedAt = performance.now();
  const lastsMs = (tokens / settings.tokensPerSecond) * 1_000 * (until / Math.max(1, text.length));
  const pieces = Math.max(1, Math.min(until, Math.ceil(lastsMs / CHUNK_MS)));
  for (let i = 0; i < pieces && until > 0; i++) {
    if (response.destroyed) return false;
    const piece = text.slice(Math.floor((i * until) / pieces), Math.floor(((i + 1) * until) / pieces));
    if (i === 0) call.firstTextAt = Date.now();
    response.write(wire.text(piece));
    const ahead = startedAt + ((i + 1) / pieces) * lastsMs - performance.now();
    if (ahead > 0.5) await sleep(ahead);
  }
  return true;
}

function breakOff({ wire, call, fault, response }: Delivery, rest: string): void {
  call.outcome = fault!;
  if (fault === 'hang-within') return;
  // In the middle of an event: what is there of it is no event.
  if (fault === 'cut') response.write(wire.text(rest).slice(0, 30));
  if (fault === 'bad-event') response.write('data: {"type": "response.output_text.delta", "delta": \n\n');
  if (fault === 'error-event') response.write(wire.errorEvent('overloaded_error', 'Overloaded'));
  response.end();
}
