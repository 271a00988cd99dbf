import type { UnitOfWork } from '@millwright/persistence';
import type { IncomingHttpHeaders } from 'node:http';
import type { IdentityService } from '../security/identity.service.js';
import type { RateLimiter } from '../security/rate-limiter.js';
import { Loaders } from './loaders.js';
import type { RequestContext } from './request-context.js';

/** Makes the context of an operation: who asks, whether they may ask again so soon, and their loaders. */
export class ContextFactory {
  constructor(
    private readonly identity: IdentityService,
    private readonly unitOfWork: UnitOfWork,
    private readonly limiter: RateLimiter,
  ) {}

  /** @throws RateLimited */
  async create(headers: IncomingHttpHeaders, address: string): Promise<RequestContext> {
    const viewer = await this.identity.viewerOf(headers);
    await this.limiter.count(viewer?.key ? `key:${viewer.key.keyId}` : viewer ? `user:${viewer.userId}` : `address:${address}`);
    return { viewer, loaders: new Loaders(this.unitOfWork) };
  }
}
