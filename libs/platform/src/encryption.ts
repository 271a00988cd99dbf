import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
// What it holds was encrypted by us; a limit all the same, for files that are taken in and kept as they came.
const LONGEST_UNPACKED = 512 * 1_024 * 1_024;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/**
 * Encrypts a secret with AES-256-GCM for one purpose and one owner: nobody decrypts it in another's place.
 *
 * @param secret the server's; see `serverSecret`.
 * @param owner what the secret belongs to, such as `<organization>/<engine>`; needed again to decrypt it.
 * @returns text of the form `v1.<nonce>.<tag>.<ciphertext>`, each part base64url.
 */
export function encrypt(secret: string, purpose: string, owner: string, plain: string): string {
  const parts = encipher(keyOf(secret, purpose), owner, Buffer.from(plain, 'utf8'));
  return [VERSION, ...[parts.nonce, parts.tag, parts.content].map((part) => part.toString('base64url'))].join('.');
}

/** @throws DecryptionFailed where it was encrypted with another secret, for something else, or was changed. */
export function decrypt(secret: string, purpose: string, owner: string, encrypted: string): string {
  const [version, nonce, tag, content] = encrypted.split('.');
  try {
    if (version !== VERSION || !nonce || !tag || content === undefined) throw new Error('not of this form');
    const [n, t, c] = [nonce, tag, content].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
    return decipher(keyOf(secret, purpose), owner, { nonce: n, tag: t, content: c }).toString('utf8');
  } catch (cause) {
    throw new DecryptionFailed(cause);
  }
}

/**
 * Encrypts content for an organization alone: its key follows from the server's secret, the purpose and its id.
 *
 * @returns 12 bytes of nonce, 16 of tag, and the ciphertext (AES-256-GCM).
 */
export function encryptBytes(secret: string, purpose: string, organizationId: string, plain: Uint8Array): Buffer {
  const { nonce, tag, content } = encipher(keyOf(secret, purpose, organizationId), organizationId, plain);
  return Buffer.concat([nonce, tag, content]);
}

/** @throws DecryptionFailed */
export function decryptBytes(secret: string, purpose: string, organizationId: string, encrypted: Uint8Array): Buffer {
  const [nonce, tag, content] = [encrypted.subarray(0, 12), encrypted.subarray(12, 28), encrypted.subarray(28)];
  try {
    return decipher(keyOf(secret, purpose, organizationId), organizationId, { nonce, tag, content });
  } catch (cause) {
    throw new DecryptionFailed(cause);
  }
}

/** Packs content with gzip and encrypts it for an organization alone: see `encryptBytes`. */
export async function encryptPacked(secret: string, purpose: string, organizationId: string, plain: Uint8Array | string): Promise<Buffer> {
  return encryptBytes(secret, purpose, organizationId, await pack(plain));
}

/** @throws DecryptionFailed */
export async function decryptPacked(secret: string, purpose: string, organizationId: string, encrypted: Uint8Array): Promise<Buffer> {
  return await unpack(decryptBytes(secret, purpose, organizationId, encrypted), { maxOutputLength: LONGEST_UNPACKED });
}

interface Parts {
  nonce: Uint8Array;
  tag: Uint8Array;
  content: Uint8Array;
}

function encipher(key: Buffer, owner: string, plain: Uint8Array): { [name in keyof Parts]: Buffer } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(owner));
  const content = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, tag: cipher.getAuthTag(), content };
}

function decipher(key: Buffer, owner: string, { nonce, tag, content }: Parts): Buffer {
  const cipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(owner)).setAuthTag(tag);
  return Buffer.concat([cipher.update(content), cipher.final()]);
}

/** What is stored cannot be decrypted; most likely the server's own secret is another one than when it was stored. */
export class DecryptionFailed extends Error {
  constructor(cause: unknown) {
    super('What is stored cannot be decrypted; MILLWRIGHT_SECRET, or secret.key in DATA_DIR, is not the one it was stored with', {
      cause,
    });
    this.name = 'DecryptionFailed';
  }
}

const keyOf = (secret: string, purpose: string, owner = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, owner, `millwright/${purpose}`, 32));
