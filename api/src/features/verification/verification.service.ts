import { InputCheck, LIMITS, PATHS, PreconditionFailed, VERIFICATION, verifiedFiles } from '@millwright/domain';
import type { GenerationRow, GenerationVerification, Transaction, UnitOfWork } from '@millwright/persistence';
import { treeDigest, uuidFrom, type Config } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from '../generation/generation.service.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import type { VerifyGenerationInput } from './verification.types.js';

/** Verifications that people ask for, of what stands in a repository. */
export class VerificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly temporal: TemporalGateway,
    private readonly config: Config,
  ) {}

  /**
   * Begins a verification; where one runs, it is that one.
   * @throws NotFound · Forbidden · BadInput · PreconditionFailed · Unavailable
   */
  async verify(viewer: Viewer, input: VerifyGenerationInput): Promise<GenerationVerification & { organizationId: string }> {
    const check = new InputCheck();
    if (input.idempotencyKey) check.text('input.idempotencyKey', input.idempotencyKey, { max: LIMITS.idempotencyKeyMax });
    check.done();
    const generation = await this.generations.get(viewer, input.generationId, 'generation.run');
    if (this.config.VERIFY === 'off')
      throw new PreconditionFailed('Nothing is verified on this server', 'Ask who runs it to set VERIFY=on.');
    if (!generation.headCommit) throw new PreconditionFailed('The generation made no repository', 'Verify one that is complete.');
    const { id: generationId, organizationId, projectId } = generation;
    const verificationId = input.idempotencyKey ? uuidFrom(`${generationId}/${input.idempotencyKey}`) : randomUUID();
    const { project, latest } = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => ({
      project: await tx.projects.requireKept(projectId).then(() => tx.projects.get(projectId)),
      latest: await begin(tx, generation, verificationId, viewer),
    }));
    if (!VERIFICATION.isFinal(latest.state))
      await this.start({ verificationId: latest.id, generationId, organizationId, projectId, projectName: project.name });
    return { ...latest, organizationId };
  }

  /** The commit that holds the files of a digest; null where the repository holds others by now, or none yet. */
  async commitOf(
    organizationId: string,
    { headCommit, id }: Pick<GenerationRow, 'headCommit' | 'id'>,
    digest: string,
  ): Promise<string | null> {
    if (!headCommit) return null;
    const now = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const tree = await tx.repositoryTree(id);
      // It was tried before its README said that it was not seen to work.
      const [unmarked] = (await tx.artifacts.ofStages(id, ['MAIN_README'])).filter(({ path }) => path === PATHS.readme);
      const before = tree.map((file) => (file.path === PATHS.readme && unmarked ? { path: file.path, sha256: unmarked.sha256 } : file));
      return [digestOf(tree), digestOf(before)];
    });
    return now.includes(digest) ? headCommit : null;
  }

  private async start(input: Parameters<TemporalGateway['startVerification']>[0]): Promise<void> {
    const { verificationId, organizationId } = input;
    try {
      await this.temporal.startVerification(input);
    } catch (error) {
      await this.unitOfWork.run({ organizationId }, (tx) =>
        tx.streams(VERIFICATION).appendUnlessEnded(verificationId, {
          type: 'VERIFICATION_ENDED',
          status: 'SKIPPED',
          reason: 'Temporal did not answer. Verify again in a moment.',
        }),
      );
      throw error;
    }
  }
}

/** Where one runs it stays the latest; so does one that the same key began. */
async function begin(tx: Transaction, generation: GenerationRow, id: string, viewer: Viewer): Promise<GenerationVerification> {
  const { id: generationId, projectId } = generation;
  // Who comes second waits here, and finds what the first one began.
  await tx.ledger.lock(generationId);
  const [running] = await tx.verifications.latestOf([generationId]);
  if (running && !VERIFICATION.isFinal(running.state)) return running;
  await tx.verifications.begin({
    id,
    generationId,
    projectId,
    digest: digestOf(await tx.repositoryTree(generationId)),
    actor: viewer.actor,
  });
  return { id, generationId, state: await tx.streams(VERIFICATION).lock(id) };
}

const digestOf = (tree: readonly { path: string; sha256: string }[]): string => treeDigest(verifiedFiles(tree));
