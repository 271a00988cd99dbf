import { InternalFault } from '../fault.js';

/** Content-addressed storage: what is put under a hash never changes. Artifacts keep only the hash. */
export interface BlobStore {
  /** @returns the content's SHA-256 in hex. Putting the same content twice is one blob. */
  put(organizationId: string, content: Uint8Array): Promise<string>;
  /** @throws BlobMissing · BlobDamaged where the content no longer has its hash. */
  get(organizationId: string, sha256: string): Promise<Buffer>;
  has(organizationId: string, sha256: string): Promise<boolean>;
  /** Takes a blob out for good. Only for content that nobody else can have put: encrypted content is never the same twice. */
  remove(organizationId: string, sha256: string): Promise<void>;
  /**
   * Takes a blob out that nothing names any more, unless somebody has put the same within the last `unusedForMs`: who puts it
   * at this moment, and names it in a moment, finds it. One that is gone already was removed.
   * @returns whether it is gone.
   */
  removeUnused(organizationId: string, sha256: string, unusedForMs: number): Promise<boolean>;
}

export class BlobMissing extends InternalFault {
  constructor(readonly sha256: string) {
    super(`The blob ${sha256} is missing from the store`);
  }
}

export class BlobDamaged extends InternalFault {
  constructor(readonly sha256: string) {
    super(`The blob ${sha256} no longer has the content it was stored with`);
  }
}
