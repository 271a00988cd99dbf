import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
// What it holds was sealed by us; a limit all the same, for files that are taken in and kept as they came.
const LONGEST_UNPACKED = 512 * 1_024 * 1_024;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/**
 * Seals a secret with AES-256-GCM for one purpose and one owner: nobody opens it in another's place.
 *
 * @param secret the server's; see `serverSecret`.
 * @param owner what the secret belongs to, such as `<organization>/<engine>`; needed again to open it.
 * @returns text of the form `v1.<nonce>.<tag>.<ciphertext>`, each part base64url.
 */
export function seal(secret: string, purpose: string, owner: string, plain: string): string {
  const parts = encrypt(keyOf(secret, purpose), owner, Buffer.from(plain, 'utf8'));
  return [VERSION, ...[parts.nonce, parts.tag, parts.content].map((part) => part.toString('base64url'))].join('.');
}

/** @throws SealBroken where it was sealed with another secret, for something else, or was changed. */
export function unseal(secret: string, purpose: string, owner: string, sealed: string): string {
  const [version, nonce, tag, content] = sealed.split('.');
  try {
    if (version !== VERSION || !nonce || !tag || content === undefined) throw new Error('not of this form');
    const [n, t, c] = [nonce, tag, content].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
    return decrypt(keyOf(secret, purpose), owner, { nonce: n, tag: t, content: c }).toString('utf8');
  } catch (cause) {
    throw new SealBroken(cause);
  }
}

/**
 * Seals content for an organization alone: its key follows from the server's secret, the purpose and its id.
 *
 * @returns 12 bytes of nonce, 16 of tag, and the ciphertext (AES-256-GCM).
 */
export function sealBytes(secret: string, purpose: string, organizationId: string, plain: Uint8Array): Buffer {
  const { nonce, tag, content } = encrypt(keyOf(secret, purpose, organizationId), organizationId, plain);
  return Buffer.concat([nonce, tag, content]);
}

/** @throws SealBroken */
export function unsealBytes(secret: string, purpose: string, organizationId: string, sealed: Uint8Array): Buffer {
  const [nonce, tag, content] = [sealed.subarray(0, 12), sealed.subarray(12, 28), sealed.subarray(28)];
  try {
    return decrypt(keyOf(secret, purpose, organizationId), organizationId, { nonce, tag, content });
  } catch (cause) {
    throw new SealBroken(cause);
  }
}

/** Packs content with gzip and seals it for an organization alone: see `sealBytes`. */
export async function sealPacked(secret: string, purpose: string, organizationId: string, plain: Uint8Array | string): Promise<Buffer> {
  return sealBytes(secret, purpose, organizationId, await pack(plain));
}

/** @throws SealBroken */
export async function unsealPacked(secret: string, purpose: string, organizationId: string, sealed: Uint8Array): Promise<Buffer> {
  return await unpack(unsealBytes(secret, purpose, organizationId, sealed), { maxOutputLength: LONGEST_UNPACKED });
}

interface Parts {
  nonce: Uint8Array;
  tag: Uint8Array;
  content: Uint8Array;
}

function encrypt(key: Buffer, owner: string, plain: Uint8Array): { [name in keyof Parts]: Buffer } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(owner));
  const content = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, tag: cipher.getAuthTag(), content };
}

function decrypt(key: Buffer, owner: string, { nonce, tag, content }: Parts): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(owner)).setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}

/** What was sealed cannot be opened; most likely the server's own secret is another one than when it was stored. */
export class SealBroken extends Error {
  constructor(cause: unknown) {
    super('What is stored under seal cannot be opened; MILLWRIGHT_SECRET, or secret.key in DATA_DIR, is not the one it was stored with', {
      cause,
    });
    this.name = 'SealBroken';
  }
}

const keyOf = (secret: string, purpose: string, owner = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, owner, `millwright/${purpose}`, 32));
