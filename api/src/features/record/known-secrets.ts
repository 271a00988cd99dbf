import { ENGINE_KEY, GITHUB, GIT_TOKEN, engineKeyOwner, gitTokenOwner } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { decrypt, type Config } from '@millwright/platform';
import type { SecretsOf } from './record.service.js';
import type { KnownSecret } from './redact.js';

/** Variables whose value is a secret, or holds one. */
const SECRET_VARIABLE = /(_API_KEY|_TOKEN|_SECRET|DATABASE_URL|DATABASE_APP_URL|SMTP_URL)$/;

/** The server's own secrets, and those that an organization entrusted to it. */
export function knownSecrets(unitOfWork: UnitOfWork, config: Config, secret: string): SecretsOf {
  const own: KnownSecret[] = Object.entries(config)
    .filter((entry): entry is [string, string] => SECRET_VARIABLE.test(entry[0]) && typeof entry[1] === 'string')
    .map(([name, value]) => ({ kind: name, value }));
  return async (organizationId) => {
    const { keys, git } = await unitOfWork.run({ organizationId }, async (tx) => ({
      keys: await tx.engines.keys(),
      git: await tx.exports.connection(GITHUB),
    }));
    return [
      ...own,
      { kind: 'MILLWRIGHT_SECRET', value: secret },
      ...keys.map(({ engine, sealed }) => ({
        kind: `key of ${engine}`,
        value: decrypt(secret, ENGINE_KEY, engineKeyOwner(organizationId, engine), sealed),
      })),
      ...(git ? [{ kind: 'GitHub token', value: decrypt(secret, GIT_TOKEN, gitTokenOwner(organizationId, GITHUB), git.sealed) }] : []),
    ];
  };
}
