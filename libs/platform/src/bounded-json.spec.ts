import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { JsonMeter, JsonTooLarge, parseBounded, unpackBounded, type JsonBounds } from './bounded-json.js';

const BOUNDS: JsonBounds = { bytes: 1_000_000, depth: 20, values: 10_000 };

/** As `JSON.parse` has it. */
function sizeOf(value: unknown): { depth: number; values: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, values: 1 };
  const inner = Object.values(value).map(sizeOf);
  return { depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)), values: 1 + inner.reduce((sum, { values }) => sum + values, 0) };
}
const fits = (text: Uint8Array, bounds: JsonBounds, cuts: readonly number[] = []): boolean => {
  const meter = new JsonMeter(bounds);
  try {
    let at = 0;
    for (const cut of [...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]) {
      meter.take(text.subarray(at, cut));
      at = cut;
    }
    return true;
  } catch (error) {
    if (error instanceof JsonTooLarge) return false;
    throw error;
  }
};

describe('bounds of JSON', () => {
  it('let through what is within them, wherever it is cut, and never more values than there are', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.array(fc.nat(400)), (text, cuts) => {
        const bytes = Buffer.from(text);
        const { depth, values } = sizeOf(JSON.parse(text));
        // An empty array counts as one more.
        expect(fits(bytes, { bytes: bytes.length, depth, values: 2 * values }, cuts)).toBe(true);
        if (depth > 0) expect(fits(bytes, { ...BOUNDS, depth: depth - 1 }, cuts)).toBe(false);
        if (values > 1) expect(fits(bytes, { ...BOUNDS, values: values - 1 }, cuts)).toBe(false);
        expect(fits(bytes, { ...BOUNDS, bytes: bytes.length - 1 }, cuts)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['bytes', `"${'x'.repeat(1_000_000)}"`],
    ['depth', '['.repeat(21)],
    ['depth', '{"a":'.repeat(21)],
    ['values', `[${'{},'.repeat(10_000)}{}]`],
  ])('refuse too many %s before anything is parsed', async (bound, text) => {
    expect(() => parseBounded(text, BOUNDS)).toThrow(new JsonTooLarge(bound as keyof JsonBounds));
    await expect(unpackBounded(gzipSync(text), BOUNDS)).rejects.toThrow(new JsonTooLarge(bound as keyof JsonBounds));
  });

  it('count nothing within a text', () => {
    const value = { text: '[[[[{{{{,,,,\\"[[[['.repeat(10_000) };
    expect(parseBounded(JSON.stringify(value), { ...BOUNDS, depth: 1, values: 3 })).toEqual(value);
  });

  it.each([
    ['no gzip', Buffer.from('hello')],
    ['half of one', gzipSync('{"a":1}').subarray(0, 12)],
    ['no JSON', gzipSync('{')],
    ['nothing', Buffer.alloc(0)],
  ])('say of %s that it is none', async (_name, file) => {
    await expect(unpackBounded(file, BOUNDS)).rejects.toThrow();
  });
});
