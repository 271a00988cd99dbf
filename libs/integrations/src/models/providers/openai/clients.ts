import OpenAI from 'openai';
import { LRUCache } from 'lru-cache';

// Calls are bounded by silence, not by length; this only ends what nothing else would.
const LONGEST_MS = 3_600_000;
const KEYLESS = 'none';

/** One SDK client for each key. Retries are Temporal's. */
export class OpenAiClients {
  private readonly clients = new LRUCache<string, OpenAI>({ max: 200 });

  constructor(private readonly baseURL: string) {}

  get(apiKey: string | undefined): OpenAI {
    const key = apiKey ?? KEYLESS;
    let client = this.clients.get(key);
    if (!client) {
      client = new OpenAI({ apiKey: key, baseURL: this.baseURL, maxRetries: 0, timeout: LONGEST_MS, logLevel: 'off' });
      this.clients.set(key, client);
    }
    return client;
  }

  async listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    const page = await this.get(apiKey).models.list({ signal });
    return page.data.map((model) => model.id);
  }
}
