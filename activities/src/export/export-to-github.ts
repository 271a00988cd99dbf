import type { ExportActivities, ExportRepositoryInput } from '@millwright/contracts';
import { PreconditionFailed } from '@millwright/domain';
import { GITHUB, GIT_TOKEN, GitHubHost, commitsOf, gitTokenOwner } from '@millwright/integrations';
import { unseal } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { bookkeeping } from '../frame/bookkeeping.js';
import { Execution } from '../frame/execution.js';
import type { Services } from '../runtime/services.js';

/** Repositories on their way to GitHub. */
export function exportActivities(services: Services): ExportActivities {
  return {
    exportToGithub: async (input) => {
      let last: string | undefined;
      Execution.current().telling = { beat: () => last };
      return await exportToGithub(services, input, (step) => Context.current().heartbeat((last = step)));
    },
    ...bookkeeping<Omit<ExportActivities, 'exportToGithub'>>({
      recordExportFailure: async ({ generationId, organizationId, message, hint }) =>
        await services.unitOfWork.run({ organizationId }, (tx) => tx.exports.fail(generationId, message, hint)),
    }),
  };
}

async function exportToGithub(
  services: Services,
  input: ExportRepositoryInput,
  alive: (step: string) => void,
): Promise<{ url: string; commit: string }> {
  const { organizationId, projectId, generationId } = input;
  const { trees, project, token } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
    trees: [{ files: await tx.madeBy(generationId) }],
    project: await tx.projects.get(projectId),
    token: await tokenOf(services, organizationId, () => tx.exports.connection(GITHUB)),
  }));
  const commits = await commitsOf(trees, (sha256) => services.blobs.get(organizationId, sha256));
  const [commit] = commits;
  if (!commit) throw new PreconditionFailed('The generation has no files to export');
  // What git itself makes of the same files: GitHub's tree has to be the same.
  const tree = await services.repositories.treeOf(commit);
  const host = new GitHubHost({ apiUrl: services.github.apiUrl, token });
  const made = await host.export(
    {
      owner: input.owner,
      name: input.name,
      isPrivate: input.isPrivate,
      description: project.description,
      homepage: `${services.github.publicUrl}/projects/${projectId}?generation=${generationId}`,
      topics: ['millwright'],
      message: commit.message,
      files: commit.files,
      tree,
    },
    alive,
  );
  await services.unitOfWork.run({ organizationId }, (tx) => tx.exports.complete(generationId, made.url, made.commit));
  return { url: made.url, commit: made.commit };
}

/** The organization's own token, else the server's. @throws PreconditionFailed */
async function tokenOf(services: Services, organizationId: string, read: () => Promise<{ sealed: string } | undefined>): Promise<string> {
  const connection = await read();
  if (connection) return unseal(services.secret, GIT_TOKEN, gitTokenOwner(organizationId, GITHUB), connection.sealed);
  if (services.github.token) return services.github.token;
  throw new PreconditionFailed('No GitHub account is connected', 'Connect one under Settings, GitHub, then export again.');
}
