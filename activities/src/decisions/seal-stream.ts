import { sealAndKeep, type Sealable } from '@millwright/integrations';
import type { Transaction } from '@millwright/persistence';
import type { LedgerName, LedgerSeal } from '@millwright/platform';
import type { Services } from '../runtime/services.js';

/**
 * Signs the end of a ledger. Where that cannot be done now, it is done later: what it tells of has ended all the same.
 *
 * @param open the ledgers of its kind.
 */
export async function sealStream<Name extends LedgerName>(
  { unitOfWork, signer, log }: Pick<Services, 'unitOfWork' | 'signer' | 'log'>,
  open: (tx: Transaction) => Sealable<Name>,
  { streamId, organizationId }: { streamId: string; organizationId: string },
): Promise<LedgerSeal<Name> | undefined> {
  try {
    return await unitOfWork.run({ organizationId }, (tx) => sealAndKeep(signer, open(tx), streamId));
  } catch (error) {
    log.warn({ err: error, streamId }, 'A ledger was not sealed; it is sealed later');
    return undefined;
  }
}
