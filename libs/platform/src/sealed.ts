import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';

/**
 * Seals a secret with AES-256-GCM for one purpose and one owner: nobody opens it in another's place.
 *
 * @param secret the server's; see `serverSecret`.
 * @param owner what the secret belongs to, such as `<organization>/<engine>`; needed again to open it.
 * @returns text of the form `v1.<nonce>.<tag>.<ciphertext>`, each part base64url.
 */
export function seal(secret: string, purpose: string, owner: string, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret, purpose), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [VERSION, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** @throws SealBroken where it was sealed with another secret, for something else, or was changed. */
export function unseal(secret: string, purpose: string, owner: string, sealed: string): string {
  const [version, nonce, tag, content] = sealed.split('.');
  try {
    if (version !== VERSION || !nonce || !tag || content === undefined) throw new Error('not of this form');
    const decipher = createDecipheriv(ALGORITHM, keyOf(secret, purpose), Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(owner))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(content, 'base64url')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealBroken(cause);
  }
}

/** A stored secret cannot be opened; most likely the server's own secret is another one than when it was stored. */
export class SealBroken extends Error {
  constructor(cause: unknown) {
    super('A stored key cannot be opened; MILLWRIGHT_SECRET, or secret.key in DATA_DIR, is not the one it was stored with', { cause });
    this.name = 'SealBroken';
  }
}

const keyOf = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `millwright/${purpose}`, 32));
