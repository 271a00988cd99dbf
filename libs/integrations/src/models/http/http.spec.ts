import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter, toModelError } from './to-model-error.js';
import { Throttle, spanMs } from './throttle.js';
import { Watchdog } from './watchdog.js';
import { mapsFromPairs, strictSchema } from '../providers/openai/strict-schema.js';
import { listOf, mapOf, strictObject, text } from '@millwright/domain';

it('reads the spans and instants in which providers tell when a limit ends', () => {
  expect([spanMs('1m12.5s'), spanMs('250ms'), spanMs('6m0s'), spanMs('2'), spanMs('1h')]).toEqual([72_500, 250, 360_000, 2_000, 3_600_000]);
  expect(retryAfter(new Headers({ 'retry-after': '3' }))).toBe(3_000);
  expect(retryAfter(new Headers({ 'retry-after-ms': '150', 'retry-after': '3' }))).toBe(150);
  expect(retryAfter(new Headers({ 'retry-after': '99999' }))).toBe(600_000);
  expect(retryAfter(new Headers({ 'retry-after': new Date(Date.now() - 5_000).toUTCString() }))).toBe(0);
  expect(retryAfter(new Headers({ 'retry-after': 'soon' }))).toBeUndefined();
});

it('holds calls back where the headers say that nothing is left, and no others', async () => {
  const throttle = new Throttle();
  throttle.read(
    'a',
    new Headers({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '80ms', 'x-ratelimit-remaining-requests': '10' }),
  );
  let isOpen = false;
  const told: boolean[] = [];
  const tell = (isHeldBack: boolean): void => void told.push(isHeldBack);
  const waiting = throttle.open('a', new AbortController().signal, tell).then(() => (isOpen = true));
  await throttle.open('b', new AbortController().signal, tell);
  expect([isOpen, told]).toEqual([false, [true]]);
  await waiting;
  expect(told).toEqual([true, false]);
  throttle.hold('a', 60_000);
  const stop = new AbortController();
  const stopped = throttle.open('a', stop.signal);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
});

it.each([
  [{ status: 401, message: 'Incorrect API key provided: sk-abcd1234' }, 'BAD_KEY'],
  [{ status: 403, message: 'no' }, 'BAD_KEY'],
  [{ status: 429, code: 'rate_limit_exceeded', message: 'slow' }, 'RATE_LIMITED'],
  [{ status: 429, code: 'insufficient_quota', message: 'pay' }, 'BAD_KEY'],
  [{ status: 404, message: 'model not found' }, 'NO_MODEL'],
  [{ status: 404, message: '404 page not found' }, 'WRONG_ADDRESS'],
  [{ status: 404, message: 'Unknown request URL: GET /models' }, 'WRONG_ADDRESS'],
  [{ error: { message: 'upstream', code: 502 } }, 'UNAVAILABLE'],
  [{ status: 400, message: 'The model `x` does not exist' }, 'NO_MODEL'],
  [{ status: 400, message: 'This model’s maximum context length is 8192 tokens' }, 'TOO_LONG'],
  [{ status: 413, message: 'too large' }, 'TOO_LONG'],
  [{ status: 400, message: 'bad parameter' }, 'BAD_REQUEST'],
  [{ status: 408, message: '' }, 'UNAVAILABLE'],
  [{ status: 409, message: '' }, 'UNAVAILABLE'],
  [{ status: 529, error: { error: { type: 'overloaded_error', message: 'Overloaded' } }, message: 'x' }, 'UNAVAILABLE'],
  [new TypeError('terminated'), 'CUT'],
  [new SyntaxError('Unexpected end of JSON input'), 'CUT'],
])('takes %j for what it is', (error, code) => {
  const known = toModelError(error, 'OpenAI', true);
  expect(known.code).toBe(code);
  expect(known.message).not.toContain('abcd1234');
});

it('tells a connection that was never there from one that broke', () => {
  expect(toModelError(new Error('Connection error.', { cause: new Error('connect ECONNREFUSED') }), 'OpenAI', false)).toMatchObject({
    code: 'UNAVAILABLE',
    message: 'OpenAI could not be reached (connect ECONNREFUSED)',
  });
});

it('notices silence and dripping text, and not a stream that thinks or writes', async () => {
  const watch = (idleMs = 60): Watchdog => new Watchdog(idleMs, new AbortController().signal);
  const silent = watch();
  await new Promise((resolve) => silent.signal.addEventListener('abort', resolve));
  expect(silent.explain()).toMatchObject({ code: 'TIMEOUT', isRetryable: true });
  const thinking = watch(200);
  for (let i = 0; i < 4; i++) {
    await sleep(80);
    thinking.alive();
  }
  expect(thinking.signal.aborted).toBe(false);
  // Neither text that drips nor signs of life beside it go on for ever.
  thinking.text(1);
  const dripping = new Promise((resolve) => thinking.signal.addEventListener('abort', resolve));
  const alive = setInterval(() => thinking.alive(), 40);
  await dripping;
  clearInterval(alive);
  const outer = new AbortController();
  const cancelled = new Watchdog(60_000, outer.signal);
  outer.abort();
  expect(cancelled.explain()).toMatchObject({ code: 'CANCELLED' });
  for (const one of [silent, thinking, cancelled]) one.close();
});

it('makes a schema strict, and turns the answer back', () => {
  const schema = strictObject({ name: text, scripts: mapOf(text), list: listOf(strictObject({ env: mapOf(text) }), 1) });
  const strict = JSON.stringify(strictSchema(schema));
  for (const word of ['minLength', 'minItems']) expect(strict).not.toContain(word);
  const pairs = { name: 'n', scripts: [{ key: 'start', value: 'node .' }], list: [{ env: [{ key: 'A', value: 'b' }] }] };
  const maps = { name: 'n', scripts: { start: 'node .' }, list: [{ env: { A: 'b' } }] };
  expect(mapsFromPairs(schema, pairs)).toEqual(maps);
  expect(mapsFromPairs(schema, maps)).toEqual(maps);
});

it('lets thinking that is told last as long as it lasts, and signs of life for ten idle times', () => {
  jest.useFakeTimers();
  try {
    const watchdog = new Watchdog(1_000, new AbortController().signal);
    const pass = (times: number, sign: () => void): boolean => {
      for (let i = 0; i < times; i++) {
        jest.advanceTimersByTime(900);
        sign();
      }
      return watchdog.signal.aborted;
    };
    expect(pass(40, () => watchdog.text(40))).toBe(false);
    expect(pass(10, () => watchdog.alive())).toBe(false);
    expect(pass(4, () => watchdog.alive())).toBe(true);
    expect(watchdog.explain()).toMatchObject({ code: 'TIMEOUT' });
  } finally {
    jest.useRealTimers();
  }
});
