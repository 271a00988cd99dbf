import type { ExportActivities, ExportRepositoryInput } from '@millwright/contracts';
import { EXPORT, PreconditionFailed, type ExportEventBody, type ExportState } from '@millwright/domain';
import { GITHUB, GitHubHost, commitsOf } from '@millwright/integrations';
import { Context } from '@temporalio/activity';
import { bookkeeping } from '../frame/bookkeeping.js';
import { Execution } from '../frame/execution.js';
import { sealStream } from '../decisions/seal-stream.js';
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
      recordExportFailure: async ({ exportId, generationId, organizationId, message, hint }) =>
        exportId
          ? await endOnce(services, { exportId, organizationId }, { type: 'EXPORT_FAILED', message, hint })
          : await services.unitOfWork.run({ organizationId }, (tx) => tx.exports.fail(generationId, message, hint)),
    }),
  };
}

async function exportToGithub(
  services: Services,
  input: ExportRepositoryInput,
  alive: (step: string) => void,
): Promise<{ url: string; commit: string }> {
  const { exportId, organizationId, projectId, generationId } = input;
  const begun = exportId && (await services.unitOfWork.run({ organizationId }, (tx) => tx.streams(EXPORT).lock(exportId)));
  if (begun && begun.status !== 'RUNNING') return resultOf(begun);
  const { trees, project, token } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
    trees: [{ files: await tx.madeBy(generationId) }],
    project: await tx.projects.get(projectId),
    token: tokenOf(services, organizationId, await tx.exports.connection(GITHUB)),
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
  const { url, commit: madeCommit } = made;
  if (exportId) await endOnce(services, { exportId, organizationId }, { type: 'EXPORT_COMPLETED', url, commit: madeCommit });
  else await services.unitOfWork.run({ organizationId }, (tx) => tx.exports.complete(generationId, url, madeCommit));
  return { url, commit: madeCommit };
}

/** What an export had come to before this attempt. @throws PreconditionFailed where people were told that it failed */
function resultOf({ url, commit, message }: ExportState): { url: string; commit: string } {
  if (url === null || commit === null) throw new PreconditionFailed(message ?? 'The export has failed', 'Export again.');
  return { url, commit };
}

/** Ends an export, unless an attempt before this one has, and signs its ledger. */
async function endOnce(
  services: Services,
  { exportId, organizationId }: { exportId: string; organizationId: string },
  body: ExportEventBody,
): Promise<void> {
  await services.unitOfWork.run({ organizationId }, (tx) => tx.streams(EXPORT).appendUnlessEnded(exportId, body));
  await sealStream(services, (tx) => tx.streams(EXPORT), { streamId: exportId, organizationId });
}

/** The organization's own token, else the server's. @throws PreconditionFailed */
function tokenOf({ gitToken }: Services, organizationId: string, connection: { sealed: string } | undefined): string {
  const token = gitToken(organizationId, connection?.sealed);
  if (token) return token;
  throw new PreconditionFailed('No GitHub account is connected', 'Connect one under Settings, GitHub, then export again.');
}
