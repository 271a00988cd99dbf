import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedProvider, SimulatedSettings } from '@millwright/testing';

const MODELS = ['sim-1', 'sim-2'];

export interface Simulation {
  provider: SimulatedProvider;
  /** Of this run alone: other accounts and pages on this machine reach its port as well. */
  key: string;
  /** What our processes need to ask it. */
  env: Record<string, string>;
}

/**
 * A provider on this machine in place of OpenAI, Anthropic and a compatible one, with prices for one of its models.
 *
 * @param folder where the file with its prices goes.
 */
export async function startSimulation(folder: string, settings: Partial<SimulatedSettings> = {}): Promise<Simulation> {
  // Built code: not there before the build.
  const { SimulatedProvider } = await import('@millwright/testing');
  const key = `sk-simulated-${randomBytes(16).toString('hex')}`;
  const provider = new SimulatedProvider({ key, models: MODELS, ...settings });
  const url = await provider.start();
  mkdirSync(folder, { recursive: true });
  const prices = join(folder, 'simulated-prices.json');
  const price = { 'sim-1': { input: 2, cachedInput: 0.2, output: 8 } };
  writeFileSync(prices, JSON.stringify({ openai: price, anthropic: price, groq: price }));
  return {
    provider,
    key,
    env: {
      SIMULATED_ENGINES: 'openai,anthropic,groq',
      MODEL_PRICES: prices,
      ...Object.fromEntries(
        ['OPENAI', 'ANTHROPIC', 'GROQ'].flatMap((name) => [
          [`${name}_BASE_URL`, name === 'ANTHROPIC' ? url : `${url}/v1`],
          [`${name}_API_KEY`, key],
          [`${name}_MODELS`, MODELS.join(',')],
        ]),
      ),
    },
  };
}
