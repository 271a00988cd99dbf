import type { ActivityQueue, SecretName } from '@millwright/contracts';
import type { Fault } from '@millwright/integrations';
import type { Services } from './services.js';

/** A worker asked for a secret that its queue's row does not name. */
export class SecretRefused extends Error implements Fault {
  readonly code = 'INTERNAL';
  // Only another row heals it.
  readonly isRetryable = false;
  constructor(
    readonly queue: string,
    readonly secret: SecretName,
  ) {
    super(`Workers of the queue ${queue} may not open ${secret}`);
    this.name = 'SecretRefused';
  }
}

/** The services of one queue's workers: whatever opens a secret that its row does not name refuses. */
export function servicesOf(services: Services, { queue, secrets }: Pick<ActivityQueue, 'queue' | 'secrets'>): Services {
  const refuse = (secret: SecretName): never => {
    throw new SecretRefused(queue, secret);
  };
  /** Stands for something of which every method opens the secret. */
  const closed = <T extends object>(secret: SecretName): T => new Proxy({} as T, { get: () => () => refuse(secret) });
  const may = (secret: SecretName): boolean => secrets.includes(secret);
  return {
    ...services,
    ...(may('engine-keys')
      ? {}
      : { models: builtInOnly(services.models, () => refuse('engine-keys')), engineKey: async () => refuse('engine-keys') }),
    ...(may('git-tokens') ? {} : { gitToken: () => refuse('git-tokens') }),
    ...(may('signing-key') ? {} : { signer: closed<Services['signer']>('signing-key') }),
    ...(may('encryption')
      ? {}
      : {
          answerCipher: closed<Services['answerCipher']>('encryption'),
          records: closed<Services['records']>('encryption'),
          openRecords: closed<Services['openRecords']>('encryption'),
        }),
  };
}

/** The engines that hold no key, whoever's it is. */
function builtInOnly(models: Services['models'], refuse: () => never): Services['models'] {
  const isBuiltIn = ({ info }: ReturnType<typeof models.get>): boolean => info.host === 'built-in';
  return {
    all: () => models.all().filter(isBuiltIn),
    get: (id) => {
      const engine = models.get(id);
      return isBuiltIn(engine) ? engine : refuse();
    },
  };
}
