import type { TokenPrice } from '@millwright/domain';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** When the prices below were last compared with what the providers publish. */
export const PRICES_AS_OF = '2026-02-15';

/** US dollars for a million tokens: input, cached input, output, and writing to the cache where that has a price of its own. */
type Row = readonly [input: number, cachedInput: number, output: number, cacheWrite?: number];

// Only what is known for certain. A model that is missing here has no price, rather than a guessed one.
const PUBLISHED: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  openai: {
    'gpt-5.2': [1.75, 0.175, 14],
    'gpt-5.1': [1.25, 0.125, 10],
    'gpt-5': [1.25, 0.125, 10],
    'gpt-5-mini': [0.25, 0.025, 2],
    'gpt-5-nano': [0.05, 0.005, 0.4],
    'gpt-4.1': [2, 0.5, 8],
    'gpt-4.1-mini': [0.4, 0.1, 1.6],
    'gpt-4.1-nano': [0.1, 0.025, 0.4],
    'gpt-4o': [2.5, 1.25, 10],
    'gpt-4o-mini': [0.15, 0.075, 0.6],
  },
  anthropic: {
    'claude-opus-4-6': [5, 0.5, 25, 6.25],
    'claude-opus-4-5': [5, 0.5, 25, 6.25],
    'claude-sonnet-4-6': [3, 0.3, 15, 3.75],
    'claude-sonnet-4-5': [3, 0.3, 15, 3.75],
    'claude-haiku-4-5': [1, 0.1, 5, 1.25],
  },
};

const usd = z.number().min(0).max(100_000);
const OVERRIDES = z.record(
  z.string().min(1),
  z.record(z.string().min(1), z.strictObject({ input: usd, output: usd, cachedInput: usd.optional(), cacheWrite: usd.optional() })),
);

/** Prices by engine and model: the published ones, and an operator's own before them. */
export class PriceTable {
  private readonly own: z.infer<typeof OVERRIDES>;

  /**
   * @param file JSON of the form `{"openai": {"some-model": {"input": 1.25, "cachedInput": 0.125, "output": 10}}}`,
   *   US dollars for a million tokens; the model `*` stands for all others of its engine.
   * @throws Error naming the file and what is wrong in it.
   */
  constructor(file?: string) {
    this.own = file ? readOverrides(file) : {};
  }

  /** null where nobody knows it. */
  find(engine: string, model: string): TokenPrice | null {
    const own = this.own[engine]?.[model] ?? this.own[engine]?.['*'];
    if (own) return toPrice(own.input, own.cachedInput, own.output, own.cacheWrite);
    // Dated names, such as claude-haiku-4-5-20251001, cost what the name without its date does.
    const row = PUBLISHED[engine]?.[model] ?? PUBLISHED[engine]?.[model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')];
    return row ? toPrice(row[0], row[1], row[2], row[3]) : null;
  }
}

function readOverrides(file: string): z.infer<typeof OVERRIDES> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`MODEL_PRICES: ${file} cannot be read as JSON: ${(cause as Error).message}`, { cause });
  }
  const result = OVERRIDES.safeParse(parsed);
  if (!result.success)
    throw new Error(`MODEL_PRICES: ${file}: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  return result.data;
}

const micros = (dollars: number): number => Math.round(dollars * 1_000_000);

function toPrice(input: number, cachedInput: number | undefined, output: number, cacheWrite: number | undefined): TokenPrice {
  return {
    inputMicrosPerMTok: micros(input),
    outputMicrosPerMTok: micros(output),
    ...(cachedInput === undefined ? {} : { cachedInputMicrosPerMTok: micros(cachedInput) }),
    ...(cacheWrite === undefined ? {} : { cacheWriteMicrosPerMTok: micros(cacheWrite) }),
  };
}
