import { sealMessage, type LedgerHead, type LedgerName, type LedgerSeal } from '@millwright/platform';
import type { Signer } from './port.js';

/** Signs the end of a ledger. @throws SignerFailed */
export async function sealLedger<Name extends LedgerName>(signer: Signer, head: LedgerHead<Name>): Promise<LedgerSeal<Name>> {
  return { ...head, ...(await signer.sign(sealMessage(head))) };
}

/** Ledgers of a kind, as far as sealing goes. */
export interface Sealable<Name extends LedgerName> {
  headOf(id: string): Promise<LedgerHead<Name>>;
  putSeal(seal: LedgerSeal): Promise<void>;
}

/** Signs the end of a ledger as it stands and keeps the seal. @throws NotFound, SignerFailed */
export async function sealAndKeep<Name extends LedgerName>(signer: Signer, ledgers: Sealable<Name>, id: string): Promise<LedgerSeal<Name>> {
  const seal = await sealLedger(signer, await ledgers.headOf(id));
  await ledgers.putSeal(seal);
  return seal;
}
