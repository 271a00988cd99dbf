import type { DataConverter } from '@temporalio/common';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { serverSecret } from '../secret.js';
import { OrganizationCodec } from './organization-codec.js';

/** For the bundle of workflows that are run where payloads are encrypted. */
export const ENCRYPTED_FAILURES = fileURLToPath(new URL('./encrypted-failures.js', import.meta.url));

/** How every client and worker of ours writes what Temporal keeps, and reads it. */
export function payloadsOf(config: Config): { codec: OrganizationCodec; dataConverter: DataConverter } {
  const codec = new OrganizationCodec(serverSecret(config), config.PAYLOAD_ENCRYPTION);
  return {
    codec,
    dataConverter: { payloadCodecs: [codec], ...(config.PAYLOAD_ENCRYPTION ? { failureConverterPath: ENCRYPTED_FAILURES } : {}) },
  };
}
