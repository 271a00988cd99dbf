import { encryptPacked, decryptPacked } from '@millwright/platform';
import type { BlobStore } from '../blob-store/port.js';

const PURPOSE = 'records';

/** What is kept to be looked at later: questions, answers, histories. Packed, and encrypted for its organization. */
export class RecordStore {
  /** @param secret the server's; see `serverSecret`. */
  constructor(
    private readonly blobs: BlobStore,
    private readonly secret: string,
  ) {}

  /** @returns the address of what was put; never the same twice. */
  async put(organizationId: string, content: Uint8Array | string): Promise<string> {
    return await this.blobs.put(organizationId, await encryptPacked(this.secret, PURPOSE, organizationId, content));
  }

  /** @throws BlobMissing · BlobDamaged · DecryptionFailed */
  async get(organizationId: string, address: string): Promise<Buffer> {
    return await decryptPacked(this.secret, PURPOSE, organizationId, await this.blobs.get(organizationId, address));
  }

  async remove(organizationId: string, address: string): Promise<void> {
    await this.blobs.remove(organizationId, address);
  }
}
