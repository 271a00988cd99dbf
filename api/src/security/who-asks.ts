import type { Viewer } from './viewer.js';

/** Under which name requests are counted: a key, a user, or for strangers the address that they come from. */
export const whoAsks = (viewer: Viewer | undefined, address: string): string =>
  viewer?.key ? `key:${viewer.key.keyId}` : viewer ? `user:${viewer.userId}` : `address:${address}`;
