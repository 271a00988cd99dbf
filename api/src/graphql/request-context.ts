import type { Loaders } from './loaders.js';
import type { Viewer } from '../security/viewer.js';

/** What every resolver of one operation shares. */
export interface RequestContext {
  viewer: Viewer | undefined;
  loaders: Loaders;
  /** Counts it as further requests of whoever asks. @throws RateLimited */
  charge(requests: number): Promise<void>;
  /** Why it cannot be answered, whoever asks: the limit is reached, or the database is away. */
  failure?: Error;
}
