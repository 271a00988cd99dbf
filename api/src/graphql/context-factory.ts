import type { UnitOfWork } from '@millwright/persistence';
import type { IncomingHttpHeaders } from 'node:http';
import type { IdentityService } from '../security/identity.service.js';
import type { RateLimiter } from '../security/rate-limiter.js';
import { whoAsks } from '../security/who-asks.js';
import { Loaders } from './loaders.js';
import type { RequestContext } from './request-context.js';

/** Makes the context of an operation: who asks, whether they may ask again so soon, and their loaders. */
export class ContextFactory {
  constructor(
    private readonly identity: IdentityService,
    private readonly unitOfWork: UnitOfWork,
    private readonly limiter: RateLimiter,
  ) {}

  /** Never throws: what goes wrong here is answered by the guard, in the form that every other error has. */
  async create(headers: IncomingHttpHeaders, address: string): Promise<RequestContext> {
    const loaders = new Loaders(this.unitOfWork);
    try {
      const viewer = await this.identity.viewerOf(headers);
      const who = whoAsks(viewer, address);
      await this.limiter.count(who);
      return { viewer, loaders, charge: async (requests) => await this.limiter.count(who, requests) };
    } catch (error) {
      return { viewer: undefined, loaders, charge: async () => undefined, failure: error instanceof Error ? error : new Error(String(error)) };
    }
  }
}
