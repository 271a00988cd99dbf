import type { KeyObject } from 'node:crypto';
import { InternalFault } from '../fault.js';

/** Signs ledgers and provenance with Ed25519; the private key stays where it is. */
export interface Signer {
  /** @returns the signature in base64, and which key it was made with. @throws SignerFailed */
  sign(message: Uint8Array): Promise<{ keyId: string; signature: string }>;
  /** All keys that signatures may have been made with: the one of today and those before it. @throws SignerFailed */
  publicKeys(): Promise<KeyObject[]>;
}

/** Nothing could be signed; time, or whoever runs the key store, heals it. */
export class SignerFailed extends InternalFault {}
