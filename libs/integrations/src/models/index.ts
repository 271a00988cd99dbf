import { PreconditionFailed } from '@millwright/domain';
import type { Config } from '@millwright/platform';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { isSameModel } from './http/model-list.js';
import { ModelError, type ModelEngine } from './port.js';
import { presetEngines } from './presets.js';
import { PriceTable } from './prices.js';
import { OfflineEngine } from './providers/offline/offline-engine.js';
import { PacedEngine, readPacedSettings } from './providers/paced-engine.js';

/** What an engine offers to one organization just now. */
export interface Offer {
  /** The first is the default; empty where nothing can be offered. */
  models: string[];
  /** What keeps it from answering, and what to do; null where it answers. */
  problem: { message: string; hint: string } | null;
}

const ASK_MS = 4_000;
const REMEMBER_MS = 60_000;
// What endpoints list beside the models that write text.
const NO_TEXT = /embed|whisper|tts|dall-?e|image|audio|moderation|rerank|realtime|transcri|guard|speech|video|ocr/i;

/** The engines of this server, in the order in which they are offered. */
export class ModelRegistry {
  private readonly engines: Map<string, ModelEngine>;
  private readonly offers = new LRUCache<string, Promise<Offer>>({ max: 1_000, ttl: REMEMBER_MS });

  /** @throws Error where PACED_ENGINE or MODEL_PRICES cannot be read. */
  constructor(config: Config) {
    const engines: ModelEngine[] = [
      ...(config.PACED_ENGINE ? [new PacedEngine(readPacedSettings(config.PACED_ENGINE))] : []),
      ...presetEngines(config, new PriceTable(config.MODEL_PRICES)),
      new OfflineEngine(),
    ];
    this.engines = new Map(engines.map((engine) => [engine.info.id, engine]));
  }

  all(): ModelEngine[] {
    return [...this.engines.values()];
  }

  /** @throws PreconditionFailed naming the engines there are. */
  get(id: string): ModelEngine {
    const engine = this.engines.get(id);
    if (!engine) throw new PreconditionFailed(`No engine is called "${id}"`, `Choose one of: ${[...this.engines.keys()].join(', ')}.`);
    return engine;
  }

  /** The first engine with a model that the server, or one of the keys an organization brought, can ask; else the offline one. */
  default(ownKeys: ReadonlySet<string> = new Set()): ModelEngine {
    return this.all().find(({ info }) => !info.offline && (info.configured || ownKeys.has(info.id))) ?? this.get('offline');
  }

  /**
   * The models of an engine, asked of the provider where only it knows. Remembered for a minute.
   * @param apiKey an organization's own; absent: the server's.
   */
  async offer(id: string, apiKey?: string): Promise<Offer> {
    const engine = this.get(id);
    if (!engine.listModels || (!engine.info.configured && !apiKey)) return { models: engine.info.models, problem: null };
    const key = `${id}/${apiKey ? createHash('sha256').update(apiKey).digest('hex') : ''}`;
    const known = this.offers.get(key);
    if (known) return await known;
    const asked = this.ask(engine, apiKey);
    this.offers.set(key, asked);
    const offer = await asked;
    // Someone who mends it looks again at once.
    if (offer.problem) this.offers.delete(key);
    return offer;
  }

  private async ask(engine: ModelEngine, apiKey: string | undefined): Promise<Offer> {
    const own = engine.info.models;
    try {
      const listed = await engine.listModels!({ signal: AbortSignal.timeout(ASK_MS), ...(apiKey ? { apiKey } : {}) });
      const models =
        own.length > 0
          ? own.filter((model) => listed.some((one) => isSameModel(one, model)))
          : listed.filter((model) => !NO_TEXT.test(model));
      if (models.length > 0) return { models, problem: null };
      return own.length > 0
        ? {
            models: own,
            problem: {
              message: `${engine.info.name} does not offer ${own.slice(0, 3).join(', ')}`,
              hint: `It offers: ${listed.slice(0, 8).join(', ') || 'nothing'}. Set ${engine.info.id.toUpperCase()}_MODELS to some of these.`,
            },
          }
        : { models: [], problem: { message: `${engine.info.name} lists no model`, hint: 'Load a model there, then look again.' } };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // An endpoint that lists nothing may answer all the same, where the operator named the models.
      if (error.code === 'NO_MODEL' && own.length > 0) return { models: own, problem: null };
      return {
        models: own,
        problem: {
          message: error.message,
          hint: error.code === 'BAD_KEY' || error.code === 'WRONG_ADDRESS' ? error.hint : ADDRESS(engine.info.id),
        },
      };
    }
  }
}

const ADDRESS = (id: string): string => `Check that its address (${id.toUpperCase()}_BASE_URL) is right and that it runs, then look again.`;
