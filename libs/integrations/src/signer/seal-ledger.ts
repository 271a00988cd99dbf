import { sealMessage, type LedgerSeal } from '@millwright/platform';
import type { Signer } from './port.js';

/** Signs the end of a ledger. @throws SignerFailed */
export async function sealLedger(signer: Signer, head: Pick<LedgerSeal, 'generationId' | 'seq' | 'headHash'>): Promise<LedgerSeal> {
  return { ...head, ...(await signer.sign(sealMessage(head))) };
}
