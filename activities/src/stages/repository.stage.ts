import { PROVENANCE_PATH, mediaTypeOf, provenanceStatement } from '@millwright/domain';
import { DEFAULT_BRANCH, commitsOf } from '@millwright/integrations';
import { signStatement } from '@millwright/platform';
import { createHash } from 'node:crypto';
import type { StageContext, StageImplementation } from '../runtime/stage.js';

export const repositoryStage: StageImplementation = {
  name: 'REPOSITORY',
  async perform(context) {
    const { input, services, subject } = context;
    const { organizationId, generationId } = input;
    const provenance = await provenanceOf(context);
    const sha256 = await services.blobs.put(organizationId, Buffer.from(provenance, 'utf8'));
    const trees = await services.unitOfWork.run({ organizationId }, (tx) => tx.repositoryTrees(subject.projectId, generationId));
    const own = [...trees.at(-1)!.filter(({ path }) => path !== PROVENANCE_PATH), { path: PROVENANCE_PATH, sha256 }];
    const commits = await commitsOf([...trees.slice(0, -1), own], (hash) => services.blobs.get(organizationId, hash));
    const headCommit = await services.repositories.write(organizationId, subject.projectId, commits);
    return {
      drafts: [{ path: PROVENANCE_PATH, text: provenance, mediaType: mediaTypeOf(PROVENANCE_PATH) }],
      repository: { headCommit, branch: DEFAULT_BRANCH },
    };
  },
};

/** What the repository says of its own making: up to where this stage began, so that each attempt says the same. */
async function provenanceOf({ input, services, subject }: StageContext): Promise<string> {
  const { organizationId, generationId } = input;
  const { ledger, files } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
    ledger: await tx.ledger.export(generationId),
    files: await tx.artifacts.all(generationId),
  }));
  const began = ledger.entries.findIndex(({ body }) => body.type === 'STAGE_STARTED' && body.stage === 'REPOSITORY');
  const entries = ledger.entries.slice(0, began + 1);
  const statement = provenanceStatement({
    generationId,
    projectId: subject.projectId,
    descriptionSha256: createHash('sha256').update(subject.description).digest('hex'),
    builder: services.publicUrl,
    events: entries,
    headHash: entries.at(-1)!.hash,
    files: files.filter(({ stage }) => stage !== 'REPOSITORY').map(({ path, sha256 }) => ({ path, sha256 })),
  });
  return await signStatement(statement, (message) => services.signer.sign(message));
}
