import { DEFAULT_BRANCH, commitsOf } from '@millwright/integrations';
import type { StageImplementation } from '../runtime/stage.js';

export const repositoryStage: StageImplementation = {
  name: 'REPOSITORY',
  async perform({ input, services, subject }) {
    const { organizationId, generationId } = input;
    const trees = await services.unitOfWork.run({ organizationId }, (tx) => tx.repositoryTrees(subject.projectId, generationId));
    const commits = await commitsOf(trees, (sha256) => services.blobs.get(organizationId, sha256));
    const headCommit = await services.repositories.write(organizationId, subject.projectId, commits);
    return { drafts: [], repository: { headCommit, branch: DEFAULT_BRANCH } };
  },
};
