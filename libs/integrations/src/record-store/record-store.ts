import { sealBytes, unsealBytes } from '@millwright/platform';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BlobStore } from '../blob-store/port.js';

const PURPOSE = 'records';
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** What is kept to be looked at later: questions, answers, histories. Packed, and under the seal of its organization. */
export class RecordStore {
  /** @param secret the server's; see `serverSecret`. */
  constructor(
    private readonly blobs: BlobStore,
    private readonly secret: string,
  ) {}

  /** @returns the address of what was put; never the same twice. */
  async put(organizationId: string, content: Uint8Array | string): Promise<string> {
    return await this.blobs.put(organizationId, sealBytes(this.secret, PURPOSE, organizationId, await pack(content)));
  }

  /** @throws BlobMissing · BlobDamaged · SealBroken */
  async get(organizationId: string, address: string): Promise<Buffer> {
    return await unpack(unsealBytes(this.secret, PURPOSE, organizationId, await this.blobs.get(organizationId, address)));
  }

  async remove(organizationId: string, address: string): Promise<void> {
    await this.blobs.remove(organizationId, address);
  }
}
