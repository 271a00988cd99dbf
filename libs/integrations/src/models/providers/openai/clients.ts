import OpenAI from 'openai';
import { LRUCache } from 'lru-cache';
import { findAddress } from '../../http/find-address.js';
import { readModelList } from '../../http/model-list.js';
import type { WatchedBody } from '../../http/watched-body.js';

// Calls are bounded by silence, not by length; this only ends what nothing else would.
const LONGEST_MS = 3_600_000;
const KEYLESS = 'none';

/** One SDK client for each key. Retries are Temporal's. */
export class OpenAiClients {
  private readonly clients = new LRUCache<string, OpenAI>({ max: 200 });

  constructor(
    private readonly baseURL: string,
    private readonly who: string,
  ) {}

  /** @param body what comes back is read through it. */
  get(apiKey: string | undefined, body?: WatchedBody): OpenAI {
    const key = apiKey ?? KEYLESS;
    let client = this.clients.get(key);
    if (!client) {
      client = new OpenAI({ apiKey: key, baseURL: this.baseURL, maxRetries: 0, timeout: LONGEST_MS, logLevel: 'off' });
      this.clients.set(key, client);
    }
    return body ? client.withOptions({ fetch: body.fetch }) : client;
  }

  async listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    const response = await this.get(apiKey).models.list({ signal }).asResponse();
    return readModelList(await response.text(), this.who);
  }

  findAddress(apiKey: string | undefined): Promise<string | undefined> {
    return findAddress(this.baseURL, '/models', { authorization: `Bearer ${apiKey ?? KEYLESS}` });
  }
}
