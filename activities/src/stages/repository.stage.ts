import { PATHS, PROVENANCE_PATH, markReadme, type VerificationReportFile } from '@millwright/domain';
import { DEFAULT_BRANCH, signProvenance, writeTree } from '@millwright/integrations';
import { assembleTree } from '../repository/assemble-tree.js';
import { attest } from '../verification/attest.js';
import type { Draft, StageContext, StageImplementation } from '../runtime/stage.js';
import { isOfModel, projectAdvice } from './fit.js';
import { readBlueprint } from './paths.js';

export const repositoryStage: StageImplementation = {
  name: 'REPOSITORY',
  async perform(context) {
    const { input, services, subject } = context;
    const { organizationId, generationId } = input;
    const read = async (sha256: string): Promise<Buffer> => await services.blobs.get(organizationId, sha256);
    const { files, merged, live, ledger } = await assembleTree(context, ['REPOSITORY']);
    const { last, seen } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
      last: await tx.lastCommit(subject.projectId, generationId),
      seen: (await tx.verifications.latestOf([generationId]))[0],
    }));
    const verified = [...files].map(([path, sha256]) => ({ path, sha256 }));
    const marked = await markedReadme(files, read);
    if (marked !== undefined) files.set(PATHS.readme, await services.blobs.put(organizationId, Buffer.from(marked, 'utf8')));
    const warnings = await openPoints(context, files, read);
    const { projectId, description } = subject;
    const provenance = await signProvenance(services.signer, ledger, {
      projectId,
      description,
      builder: services.publicUrl,
      files: [...files].map(([path, sha256]) => ({ path, sha256 })),
      editedBy: merged.editedBy,
    });
    files.set(PROVENANCE_PATH, await services.blobs.put(organizationId, Buffer.from(provenance, 'utf8')));
    const own = { files: [...files].map(([path, sha256]) => ({ path, sha256 })) };
    const headCommit = await writeTree(services.repositories, {
      organizationId,
      projectId: subject.projectId,
      last,
      tree: own,
      history: async () =>
        (await services.unitOfWork.run({ organizationId }, (tx) => tx.repositoryTrees(subject.projectId, generationId))).slice(0, -1),
      read,
    });
    const place = { organizationId, projectId, commit: headCommit };
    if (seen && (await attest(services, { ...place, verificationId: seen.id, files: verified, verification: seen.state })))
      context.log.say('What was seen of it is signed, in the notes of the repository');
    context.log.say(
      `${own.files.length} files are commit ${headCommit.slice(0, 8)} of ${DEFAULT_BRANCH}${last ? `, after ${last.headCommit.slice(0, 8)}` : ', its first'}` +
        (merged.changed.size > 0 ? `; edits by hand are kept in ${[...merged.changed.keys()].join(', ')}` : ''),
    );
    const drafts: Draft[] = [{ path: PROVENANCE_PATH, text: provenance }];
    if (marked !== undefined) drafts.push({ path: PATHS.readme, text: marked });
    for (const [path, sha256] of merged.changed)
      if (sha256 !== null && !(path === PATHS.readme && marked !== undefined))
        drafts.push({ path, text: (await read(sha256)).toString('utf8') });
    return {
      drafts,
      ...(warnings.length > 0 ? { warnings } : {}),
      repository: { headCommit, branch: DEFAULT_BRANCH },
      merged: {
        edits: merged.edits,
        over: live.map(({ seq }) => seq),
        files: [...merged.changed].map(([path, sha256]) => ({ path, sha256 })),
      },
    };
  },
};

/** The README where it has to say otherwise than it does whether this was seen to work; undefined where it stays as it is. */
async function markedReadme(files: ReadonlyMap<string, string>, read: (sha256: string) => Promise<Buffer>): Promise<string | undefined> {
  const [readme, told] = [files.get(PATHS.readme), files.get(PATHS.verification)];
  if (!readme) return undefined;
  const text = (await read(readme)).toString('utf8');
  const report = told ? (JSON.parse((await read(told)).toString('utf8')) as VerificationReportFile) : undefined;
  const marked = markReadme(text, report, PATHS.verification);
  return marked === text ? undefined : marked;
}

/** What is open in the files of the blueprint as they go into the repository. */
async function openPoints(
  context: StageContext,
  files: ReadonlyMap<string, string>,
  read: (sha256: string) => Promise<Buffer>,
): Promise<string[]> {
  if (!isOfModel(context)) return [];
  const blueprint = await readBlueprint(context);
  const written = blueprint.files.filter(({ path }) => files.has(path));
  const texts = await Promise.all(written.map(async ({ path }) => [path, (await read(files.get(path)!)).toString('utf8')] as const));
  return await projectAdvice(context, blueprint, new Map(texts));
}
