import { treeOf, type StageName } from '@millwright/domain';
import type { StoredFileEdit } from '@millwright/persistence';
import type { GenerationLedger } from '@millwright/platform';
import type { StageContext } from '../runtime/stage.js';
import { editsAtGates, mergeEdits, type MergedEdits } from './merge-edits.js';

/** The files of a repository before its provenance, and what they were put together from. */
export interface AssembledTree {
  /** SHA-256 of each, by its path. */
  files: Map<string, string>;
  merged: MergedEdits;
  /** People's edits that are in it. */
  live: readonly StoredFileEdit[];
  ledger: GenerationLedger;
}

/**
 * Puts together what a generation made, with people's edits over it.
 *
 * @param without stages whose artifacts are not among it.
 * @throws MergeConflict where a person has to decide first
 */
export async function assembleTree({ input, services, subject }: StageContext, without: readonly StageName[]): Promise<AssembledTree> {
  const { organizationId, generationId } = input;
  const { ledger, artifacts, live, decided } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
    ledger: await tx.ledger.export(generationId),
    artifacts: await tx.artifacts.all(generationId),
    live: await tx.fileEdits.live(subject.projectId),
    decided: await tx.fileEdits.of(generationId, 'RESOLUTION'),
  }));
  const made = new Map(treeOf(artifacts.filter(({ stage }) => !without.includes(stage))).map(({ path, sha256 }) => [path, sha256]));
  const merged = await mergeEdits({
    live,
    made,
    atGates: editsAtGates(ledger.entries),
    decided,
    read: async (sha256) => (await services.blobs.get(organizationId, sha256)).toString('utf8'),
    write: async (text) => await services.blobs.put(organizationId, Buffer.from(text, 'utf8')),
  });
  const files = new Map([...made, ...merged.changed].flatMap(([path, sha256]) => (sha256 === null ? [] : [[path, sha256] as const])));
  return { files, merged, live, ledger };
}
