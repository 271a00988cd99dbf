import { FileSigner, createSigner, signingFolder } from '@millwright/integrations';
import { keySetOf, readConfig } from '@millwright/platform';
import { Plain, say } from './say.ts';

/** Shows the public signing keys of this server, or makes another one today's. */
export async function keys([action = 'show', ...more]: string[]): Promise<void> {
  const config = readConfig();
  if (more.length > 0 || !['show', 'rotate'].includes(action)) throw new Plain('npm run keys -- [show|rotate]');
  if (action === 'rotate') {
    if (config.VAULT_ADDR)
      throw new Plain(`The key is in the key store at ${config.VAULT_ADDR}: rotate it there; both are known here at once.`);
    const keyId = await new FileSigner(signingFolder(config)).rotate();
    say(`Signatures are made with the key ${keyId} from now on; restart what runs. Earlier ones go on being checked with earlier keys.`);
  }
  console.log(JSON.stringify(keySetOf(await createSigner(config).publicKeys()), null, 2));
}
