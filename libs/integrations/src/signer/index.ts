import type { Config } from '@millwright/platform';
import { join } from 'node:path';
import type { Signer } from './port.js';
import { FileSigner } from './providers/file-signer.js';
import { VaultSigner } from './providers/vault-signer.js';

/** Where the signing keys lie that this server keeps itself. */
export function signingFolder({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return join(DATA_DIR, 'keys');
}

export function createSigner(config: Pick<Config, 'DATA_DIR' | 'VAULT_ADDR' | 'VAULT_TOKEN' | 'VAULT_TRANSIT_KEY'>): Signer {
  const { VAULT_ADDR: address, VAULT_TOKEN: token, VAULT_TRANSIT_KEY: key } = config;
  return address && token ? new VaultSigner({ address, token, key }) : new FileSigner(signingFolder(config));
}
