import { provenanceStatement, type ProvenanceOf } from '@millwright/domain';
import { signStatement, type GenerationLedger } from '@millwright/platform';
import { createHash } from 'node:crypto';
import type { Signer } from './port.js';

/**
 * What a repository says of its own making, signed. It vouches for the ledger up to where the repository stage began, so
 * that each attempt of that stage, and each edit after it, names the same entry.
 *
 * @throws SignerFailed
 */
export async function signProvenance(
  signer: Signer,
  ledger: GenerationLedger,
  of: Pick<ProvenanceOf, 'projectId' | 'builder' | 'files' | 'editedBy'> & { description: string },
): Promise<string> {
  const began = ledger.entries.findIndex(({ body }) => body.type === 'STAGE_STARTED' && body.stage === 'REPOSITORY');
  const events = ledger.entries.slice(0, began + 1);
  const { description, ...rest } = of;
  const statement = provenanceStatement({
    ...rest,
    generationId: ledger.generationId,
    descriptionSha256: createHash('sha256').update(description).digest('hex'),
    events,
    headHash: events.at(-1)!.hash,
  });
  return await signStatement(statement, (message) => signer.sign(message));
}
