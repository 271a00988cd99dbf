import { keyIdOf } from '@millwright/platform';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SignerFailed, type Signer } from '../port.js';

const CURRENT = 'signing-key.pem';

/**
 * Keys in files of one folder: `signing-key.pem` is today's, made when it is first needed; `<key id>.pub.pem` are the
 * public ones, those of earlier keys among them. A key is rotated by taking `signing-key.pem` away.
 */
export class FileSigner implements Signer {
  private current: { keyId: string; key: KeyObject } | undefined;

  constructor(private readonly folder: string) {}

  async sign(message: Uint8Array): Promise<{ keyId: string; signature: string }> {
    const { keyId, key } = await this.key();
    return { keyId, signature: sign(null, message, key).toString('base64') };
  }

  async publicKeys(): Promise<KeyObject[]> {
    await this.key();
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.pub.pem')).sort();
    return await Promise.all(names.map(async (name) => createPublicKey(await readFile(join(this.folder, name)))));
  }

  /** Makes another key today's; signatures of the one before go on being checked with its public half. */
  async rotate(): Promise<string> {
    await rm(join(this.folder, CURRENT), { force: true });
    this.current = undefined;
    return (await this.key()).keyId;
  }

  private async key(): Promise<{ keyId: string; key: KeyObject }> {
    this.current ??= await this.open();
    return this.current;
  }

  private async open(): Promise<{ keyId: string; key: KeyObject }> {
    const path = join(this.folder, CURRENT);
    const pem = (await readFile(path, 'utf8').catch(missing)) ?? (await this.make(path));
    let key: KeyObject;
    try {
      key = createPrivateKey(pem);
    } catch (error) {
      throw new SignerFailed(`${path} is no private key; put an Ed25519 key in PKCS 8 form there, or take it away`, { cause: error });
    }
    if (key.asymmetricKeyType !== 'ed25519') throw new SignerFailed(`${path} is no Ed25519 key`);
    const publicKey = createPublicKey(key);
    const keyId = keyIdOf(publicKey);
    await writeFile(join(this.folder, `${keyId}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
    return { keyId, key };
  }

  /** Of several processes that begin at once, one makes the key and all use it. */
  private async make(path: string): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const partial = `${path}.${randomUUID()}`;
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(partial, pem, { mode: 0o600 });
    try {
      await link(partial, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(partial, { force: true });
    }
    return await readFile(path, 'utf8');
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
