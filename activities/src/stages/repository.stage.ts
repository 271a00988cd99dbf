import { PROVENANCE_PATH, provenanceStatement, type GenerationEvent } from '@millwright/domain';
import { DEFAULT_BRANCH, commitsOf } from '@millwright/integrations';
import { signStatement } from '@millwright/platform';
import { createHash } from 'node:crypto';
import { editsAtGates, mergeEdits, type MergedEdits } from '../repository/merge-edits.js';
import type { Draft, StageContext, StageImplementation } from '../runtime/stage.js';

export const repositoryStage: StageImplementation = {
  name: 'REPOSITORY',
  async perform(context) {
    const { input, services, subject } = context;
    const { organizationId, generationId } = input;
    const read = async (sha256: string): Promise<Buffer> => await services.blobs.get(organizationId, sha256);
    const { ledger, artifacts, earlier, live, decided } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
      ledger: await tx.ledger.export(generationId),
      artifacts: await tx.artifacts.all(generationId),
      earlier: (await tx.repositoryTrees(subject.projectId, generationId)).slice(0, -1),
      live: await tx.fileEdits.live(subject.projectId),
      decided: await tx.fileEdits.of(generationId, 'RESOLUTION'),
    }));
    const made = new Map(artifacts.filter(({ stage }) => stage !== 'REPOSITORY').map(({ path, sha256 }) => [path, sha256]));
    // Up to where this stage began, so that each attempt says the same.
    const began = ledger.entries.findIndex(({ body }) => body.type === 'STAGE_STARTED' && body.stage === 'REPOSITORY');
    const entries = ledger.entries.slice(0, began + 1);
    const merged = await mergeEdits({
      live,
      made,
      atGates: editsAtGates(entries),
      decided,
      read: async (sha256) => (await read(sha256)).toString('utf8'),
      write: async (text) => await services.blobs.put(organizationId, Buffer.from(text, 'utf8')),
    });
    const files = new Map([...made, ...merged.changed].flatMap(([path, sha256]) => (sha256 === null ? [] : [[path, sha256] as const])));
    const provenance = await provenanceOf(context, entries, entries.at(-1)!.hash, files, merged);
    files.set(PROVENANCE_PATH, await services.blobs.put(organizationId, Buffer.from(provenance, 'utf8')));
    const own = { files: [...files].map(([path, sha256]) => ({ path, sha256 })) };
    const headCommit = await services.repositories.write(organizationId, subject.projectId, await commitsOf([...earlier, own], read));
    const drafts: Draft[] = [{ path: PROVENANCE_PATH, text: provenance }];
    for (const [path, sha256] of merged.changed) if (sha256 !== null) drafts.push({ path, text: (await read(sha256)).toString('utf8') });
    return {
      drafts,
      repository: { headCommit, branch: DEFAULT_BRANCH },
      merged: {
        edits: merged.edits,
        over: live.map(({ seq }) => seq),
        files: [...merged.changed].map(([path, sha256]) => ({ path, sha256 })),
      },
    };
  },
};

/** What the repository says of its own making. */
async function provenanceOf(
  { input, services, subject }: StageContext,
  events: readonly GenerationEvent[],
  headHash: string,
  files: ReadonlyMap<string, string>,
  { editedBy }: MergedEdits,
): Promise<string> {
  const statement = provenanceStatement({
    generationId: input.generationId,
    projectId: subject.projectId,
    descriptionSha256: createHash('sha256').update(subject.description).digest('hex'),
    builder: services.publicUrl,
    events,
    headHash,
    files: [...files].map(([path, sha256]) => ({ path, sha256 })),
    editedBy,
  });
  return await signStatement(statement, (message) => services.signer.sign(message));
}
