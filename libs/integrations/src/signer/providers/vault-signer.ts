import { keyIdOf } from '@millwright/platform';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { SignerFailed, type Signer } from '../port.js';

const TIMEOUT_MS = 10_000;

interface KeyAnswer {
  data: { type: string; latest_version: number; keys: Record<string, { public_key: string }> };
}

/**
 * A key that never leaves HashiCorp Vault, or another server of its transit API: it signs there.
 * Source: Vault HTTP API, "Transit secrets engine".
 */
export class VaultSigner implements Signer {
  constructor(
    private readonly options: { address: string; token: string; key: string; mount?: string },
    private readonly send: typeof fetch = fetch,
  ) {}

  async sign(message: Uint8Array): Promise<{ keyId: string; signature: string }> {
    const { data } = await this.ask<{ data: { signature: string } }>(`sign/${this.options.key}`, {
      input: Buffer.from(message).toString('base64'),
    });
    const [, version, signature] = /^vault:v(\d+):(.+)$/.exec(data.signature) ?? [];
    if (!version || !signature) throw new SignerFailed('The key store answered without a signature');
    // The version that signed may be newer than any that was seen before.
    const keys = await this.keys();
    const key = keys.get(Number(version));
    if (!key) throw new SignerFailed(`The key store does not know version ${version} of the key`);
    return { keyId: keyIdOf(key), signature };
  }

  async publicKeys(): Promise<KeyObject[]> {
    return [...(await this.keys()).values()];
  }

  private async keys(): Promise<Map<number, KeyObject>> {
    const { data } = await this.ask<KeyAnswer>(`keys/${this.options.key}`);
    if (data.type !== 'ed25519') throw new SignerFailed(`The key ${this.options.key} is of the type ${data.type}; it has to be ed25519`);
    return new Map(
      Object.entries(data.keys).map(([version, { public_key }]) => [
        Number(version),
        createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(public_key, 'base64').toString('base64url') }, format: 'jwk' }),
      ]),
    );
  }

  private async ask<T>(path: string, body?: object): Promise<T> {
    const { address, token, mount = 'transit' } = this.options;
    let response: Response;
    try {
      response = await this.send(`${address.replace(/\/$/, '')}/v1/${mount}/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'x-vault-token': token, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new SignerFailed(`The key store at ${address} cannot be reached`, { cause: error });
    }
    if (!response.ok) {
      const { errors } = (await response.json().catch(() => ({ errors: [] }))) as { errors?: string[] };
      throw new SignerFailed(`The key store answered ${response.status}: ${errors?.join('; ') || 'no reason given'}`);
    }
    return (await response.json()) as T;
  }
}
