import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { KEY_SET, misfit } from './shapes.js';

/** A key that signatures are checked with. */
export interface VerifyingKey {
  /** The beginning of the SHA-256 of its SPKI form, in hex. */
  keyId: string;
  key: KeyObject;
}

/** Ed25519 keys as a JSON Web Key Set (RFC 7517, RFC 8037). */
export interface KeySet {
  keys: (JsonWebKey & { kid: string; use: 'sig'; alg: 'EdDSA' })[];
}

export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

export function keySetOf(keys: readonly KeyObject[]): KeySet {
  return { keys: keys.map((key) => ({ ...key.export({ format: 'jwk' }), kid: keyIdOf(key), use: 'sig', alg: 'EdDSA' })) };
}

/** Reads public keys: a PEM file with one or more, or a JSON Web Key Set. @throws TypeError in a sentence for what is neither */
export function readPublicKeys(text: string): VerifyingKey[] {
  const found = text.trimStart().startsWith('{') ? keysOfSet(text) : keysOfPem(text);
  const keys = found.filter((key) => key.asymmetricKeyType === 'ed25519');
  if (keys.length === 0) throw new TypeError('There is no Ed25519 public key in it');
  return keys.map((key) => ({ keyId: keyIdOf(key), key }));
}

function keysOfSet(text: string): KeyObject[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TypeError('The keys are neither PEM nor JSON', { cause });
  }
  const read = KEY_SET.safeParse(value);
  if (!read.success) throw new TypeError(`The keys are no JSON Web Key Set (${misfit(read.error)})`);
  return read.data.keys.flatMap((key) => keyOf(() => createPublicKey({ key: key as JsonWebKey, format: 'jwk' })));
}

const keysOfPem = (text: string): KeyObject[] =>
  (text.match(/-----BEGIN PUBLIC KEY-----[\s\S]*?-----END PUBLIC KEY-----/g) ?? []).flatMap((pem) => keyOf(() => createPublicKey(pem)));

/** None where it is no key, or of a kind that is not known here. */
function keyOf(read: () => KeyObject): KeyObject[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

/** @returns what is wrong with a signature, in a sentence; undefined where it holds. */
export function signatureFault(keys: readonly VerifyingKey[], keyId: string, message: Uint8Array, signature: string): string | undefined {
  const found = keys.find((key) => key.keyId === keyId);
  if (!found) return `is signed with the key ${keyId}, which is none of those given (${keys.map((key) => key.keyId).join(', ')})`;
  const bytes = Buffer.from(signature, 'base64');
  // Base64 has more than one way to write the same bytes; only one of them is ours.
  if (bytes.toString('base64') !== signature) return 'has a signature that is not written as it was';
  return verify(null, message, found.key, bytes) ? undefined : 'has a signature that does not fit';
}
