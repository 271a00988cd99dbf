import { sealLedger } from '@millwright/integrations';
import type { Transaction } from '@millwright/persistence';
import type { LedgerHead, LedgerName, LedgerSeal } from '@millwright/platform';
import type { Services } from '../runtime/services.js';

/** Ledgers of a kind, as far as sealing goes. */
interface Sealable<Name extends LedgerName> {
  headOf(id: string): Promise<LedgerHead<Name>>;
  putSeal(seal: LedgerSeal): Promise<void>;
}

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
    return await unitOfWork.run({ organizationId }, async (tx) => {
      const ledger = open(tx);
      const seal = await sealLedger(signer, await ledger.headOf(streamId));
      await ledger.putSeal(seal);
      return seal;
    });
  } catch (error) {
    log.warn({ err: error, streamId }, 'A ledger was not sealed; it is sealed later');
    return undefined;
  }
}
