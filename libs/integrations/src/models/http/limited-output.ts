import { LRUCache } from 'lru-cache';
import type { ModelRequest } from '../port.js';
import { learnedFrom, outputUnder, type OutputTerms } from './output-terms.js';
import { readFault } from './provider-fault.js';

const MOST_REFUSALS = 3;

/** Asks for as many tokens as a model writes. How many these are is found out once for each. */
export class LimitedOutput {
  private readonly terms = new LRUCache<string, OutputTerms>({ max: 500 });

  /** @param open asks for at most so many tokens. */
  async open<T>(request: ModelRequest, open: (most: number) => Promise<T>): Promise<T> {
    for (let refusals = 0; ; refusals++) {
      const terms = this.terms.get(request.model) ?? {};
      const most = outputUnder(terms, request);
      try {
        return await open(most);
      } catch (error) {
        const { status, error: body } = error as { status?: number; error?: unknown };
        if (refusals >= MOST_REFUSALS || !body || (status !== 400 && status !== 413 && status !== 422)) throw error;
        const { param, message } = readFault(body);
        const learned = learnedFrom(`${param ?? ''} ${message}`, most, terms, request);
        if (!learned) throw error;
        this.terms.set(request.model, learned);
      }
    }
  }
}
