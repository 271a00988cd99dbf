import { keyIdOf, signatureFault, type VerifyingKey } from '@millwright/platform';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signer } from './port.js';
import { FileSigner } from './providers/file-signer.js';
import { VaultSigner } from './providers/vault-signer.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-signer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const message = Buffer.from('the end of a ledger');
const asVerifying = (keys: readonly KeyObject[]): VerifyingKey[] => keys.map((key) => ({ keyId: keyIdOf(key), key }));

/** The transit API of Vault as far as a signer meets it: versions of an Ed25519 key, and refusals in its own words. */
class FakeVault {
  readonly versions = [generateKeyPairSync('ed25519')];
  type = 'ed25519';
  private readonly server: Server = createServer((request, response) => {
    const answer = (status: number, body: object): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers['x-vault-token'] !== 'hvs.right') return answer(403, { errors: ['permission denied'] });
    if (request.url === '/v1/transit/keys/mill')
      return answer(200, {
        data: {
          type: this.type,
          latest_version: this.versions.length,
          keys: Object.fromEntries(
            this.versions.map(({ publicKey }, i) => [
              i + 1,
              { public_key: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64') },
            ]),
          ),
        },
      });
    if (request.url !== '/v1/transit/sign/mill') return answer(404, { errors: ['no handler for route'] });
    let body = '';
    request.on('data', (piece: Buffer) => (body += String(piece)));
    request.on('end', () => {
      const { input } = JSON.parse(body) as { input: string };
      const signature = sign(null, Buffer.from(input, 'base64'), this.versions.at(-1)!.privateKey).toString('base64');
      answer(200, { data: { signature: `vault:v${this.versions.length}:${signature}` } });
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const vault = new FakeVault();
let address: string;
beforeAll(async () => {
  address = await vault.start();
});
afterAll(async () => await vault.stop());

describe.each<[string, () => { signer: Signer; rotate(): Promise<unknown> }]>([
  [
    'a key file',
    () => {
      const signer = new FileSigner(join(folder, 'conforming'));
      return { signer, rotate: () => signer.rotate() };
    },
  ],
  [
    'a key in Vault',
    () => ({
      signer: new VaultSigner({ address, token: 'hvs.right', key: 'mill' }),
      rotate: async () => vault.versions.push(generateKeyPairSync('ed25519')),
    }),
  ],
])('%s', (_name, make) => {
  it('signs what its public key verifies, and nothing else', async () => {
    const { signer } = make();
    const { keyId, signature } = await signer.sign(message);
    const keys = asVerifying(await signer.publicKeys());
    expect(signatureFault(keys, keyId, message, signature)).toBeUndefined();
    expect(signatureFault(keys, keyId, Buffer.from('another end'), signature)).toMatch(/does not fit/);
    expect(await signer.sign(message)).toEqual({ keyId, signature });
  });

  it('goes on with another key, and what was signed before is still verified', async () => {
    const { signer, rotate } = make();
    const before = await signer.sign(message);
    await rotate();
    const after = await signer.sign(message);
    expect(after.keyId).not.toBe(before.keyId);
    const keys = asVerifying(await signer.publicKeys());
    for (const { keyId, signature } of [before, after]) expect(signatureFault(keys, keyId, message, signature)).toBeUndefined();
  });
});

it('makes one key where several processes begin at once, for its own eyes', async () => {
  const place = join(folder, 'together');
  const ids = await Promise.all(Array.from({ length: 8 }, async () => (await new FileSigner(place).sign(message)).keyId));
  expect(new Set(ids).size).toBe(1);
  expect(readdirSync(place).sort()).toEqual([`${ids[0]}.pub.pem`, 'signing-key.pem']);
  expect(statSync(join(place, 'signing-key.pem')).mode & 0o077).toBe(0);
});

it('says what is wrong with a key file', async () => {
  const place = join(folder, 'broken');
  await new FileSigner(place).sign(message);
  writeFileSync(join(place, 'signing-key.pem'), 'no key');
  await expect(new FileSigner(place).sign(message)).rejects.toMatchObject({
    name: 'SignerFailed',
    message: expect.stringMatching(/is no private key; put/),
  });
});

it.each([
  ['a token that is refused', { token: 'hvs.wrong', key: 'mill' }, /answered 403: permission denied/],
  ['a key that is not there', { token: 'hvs.right', key: 'none' }, /answered 404: no handler/],
])('passes on what the key store says of %s', async (_name, options, why) => {
  await expect(new VaultSigner({ address, ...options }).sign(message)).rejects.toMatchObject({
    name: 'SignerFailed',
    message: expect.stringMatching(why),
  });
});

it('names a key store that cannot be reached', async () => {
  const signer = new VaultSigner({ address: 'http://127.0.0.1:9', token: 't', key: 'mill' });
  await expect(signer.sign(message)).rejects.toThrow('http://127.0.0.1:9 cannot be reached');
});
