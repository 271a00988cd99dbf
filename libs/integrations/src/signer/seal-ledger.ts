import { sealMessage, type LedgerHead, type LedgerName, type LedgerSeal } from '@millwright/platform';
import type { Signer } from './port.js';

/** Signs the end of a ledger. @throws SignerFailed */
export async function sealLedger<Name extends LedgerName>(signer: Signer, head: LedgerHead<Name>): Promise<LedgerSeal<Name>> {
  return { ...head, ...(await signer.sign(sealMessage(head))) };
}
