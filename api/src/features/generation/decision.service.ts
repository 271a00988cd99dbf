import { APPROVE_STAGE, type DecisionRequest } from '@millwright/contracts';
import {
  InputCheck,
  LIMITS,
  PreconditionFailed,
  stageDescriptor,
  stageDocument,
  sourceOfRendered,
  type GenerationEvent,
  type StageName,
} from '@millwright/domain';
import type { BlobStore, ModelRegistry } from '@millwright/integrations';
import type { ArtifactRow, GenerationRow, UnitOfWork } from '@millwright/persistence';
import type { Viewer } from '../../security/viewer.js';
import { followedBy, storeEdits, type EditInput } from './artifact-edits.js';
import type { GenerationService } from './generation.service.js';

export interface ApproveInput {
  generationId: string;
  stage: StageName;
  approved: boolean;
  comment?: string | null;
  edits?: readonly EditInput[] | null;
  round?: number | null;
  paths?: readonly string[] | null;
}

/** What a person looks at before a gate. */
export interface Review {
  stage: StageName;
  round: number;
  requestedAt: string;
  reason: string | null;
  /** Why it cannot be sent back; null where it can. */
  cannotSendBack: string | null;
  files: ReviewFile[];
}

export interface ReviewFile {
  artifact: ArtifactRow;
  /** The version to compare with; null: it is new. */
  base: { sha256: string; from: string } | null;
  /** Why it cannot be edited here; null where it can. */
  cannotEdit: string | null;
  schema: unknown;
}

/** Gates: what waits for a person, and what the person decides. */
export class DecisionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly blobs: BlobStore,
    private readonly models: ModelRegistry,
  ) {}

  /**
   * A yes, with edits where the person made any, or a no with what to change.
   * @throws NotFound · Forbidden · BadInput · PreconditionFailed in the workflow's words
   */
  async decide(viewer: Viewer, input: ApproveInput): Promise<GenerationRow> {
    const row = await this.generations.get(viewer, input.generationId, 'generation.approve');
    const { stage } = input;
    const state = row.state.stages.find(({ name }) => name === stage);
    const rows = await this.unitOfWork.run(row, (tx) => tx.artifacts.all(row.id, stage));
    this.check(row, input, rows);
    const { name } = await this.unitOfWork.run(row, (tx) => tx.projects.get(row.projectId));
    // Found fit and stored before anybody is asked: an edit that is refused is refused whole.
    const stored = await storeEdits(
      this.blobs,
      row.organizationId,
      rows,
      input.edits ?? [],
      name,
      followedBy(this.models, (next) => row.input.stageEngines?.[next]?.engine ?? row.engine, {
        projectName: name,
        description: row.description,
      }),
    );
    const edits = stored.map(({ lines: _, ...edit }) => edit);
    const comment = input.comment?.trim();
    const request: DecisionRequest = {
      actor: viewer.actor,
      stage,
      round: input.round ?? state?.round ?? 1,
      isApproved: input.approved,
      ...(comment ? { comment } : {}),
      ...(edits.length > 0 ? { edits } : {}),
      ...(!input.approved && input.paths?.length ? { items: [...input.paths] } : {}),
    };
    return await this.generations.control(viewer, row.id, APPROVE_STAGE, request, 'generation.approve');
  }

  /** null where the stage does not wait. @throws NotFound · Forbidden */
  async review(viewer: Viewer, generationId: string, stage: StageName): Promise<Review | null> {
    const row = await this.generations.get(viewer, generationId);
    const state = row.state.stages.find(({ name }) => name === stage);
    if (state?.status !== 'AWAITING_INPUT' || !state.approval) return null;
    const { artifacts, events, last } = await this.unitOfWork.run(row, async (tx) => ({
      artifacts: await tx.artifacts.all(row.id, stage),
      events: (state.round ?? 1) > 1 ? await tx.ledger.all(row.id) : [],
      last: await tx.generations.lastWithRepository(row.projectId, row.id),
    }));
    const before = last ? await this.unitOfWork.run(row, (tx) => tx.artifacts.all(last.id, stage)) : [];
    const rounds = versionsBefore(events, stage);
    return {
      stage,
      round: state.round ?? 1,
      requestedAt: state.approval.requestedAt,
      reason: state.approval.reason ?? null,
      cannotSendBack: this.whyNotSentBack(row, stage),
      files: artifacts.map((artifact) => {
        const round = rounds.get(artifact.path);
        const approved = before.find(({ path }) => path === artifact.path);
        const source = sourceOfRendered(artifact.path);
        return {
          artifact,
          base: round
            ? { sha256: round, from: 'the round before' }
            : approved
              ? { sha256: approved.sha256, from: 'the last generation that made a repository' }
              : null,
          cannotEdit: source ? `It is written from ${source}; edit that one.` : null,
          schema: stageDocument(stage, artifact.path)?.schema ?? null,
        };
      }),
    };
  }

  private check(row: GenerationRow, { stage, approved, comment, edits, paths }: ApproveInput, rows: readonly ArtifactRow[]): void {
    const check = new InputCheck();
    if (!approved || comment) check.text('input.comment', comment ?? '', { max: LIMITS.commentMax });
    check.that(approved || !edits?.length, 'input.edits', 'go with a yes; approve with them, or send it back without');
    check.that(!approved || !paths?.length, 'input.paths', 'go with a no: they are what to write again');
    for (const [i, path] of (paths ?? []).entries())
      check.that(
        stageDescriptor(stage).fansOut && rows.some((one) => one.path === path),
        `input.paths.${i}`,
        'is no file that this stage wrote',
      );
    check.done();
    const reason = approved ? null : this.whyNotSentBack(row, stage);
    if (reason) throw new PreconditionFailed('This stage cannot be sent back', reason);
  }

  /** A comment that nobody reads would be an empty promise. */
  private whyNotSentBack(row: GenerationRow, stage: StageName): string | null {
    const { runsOn, title } = stageDescriptor(stage);
    if (runsOn !== 'engine')
      return `${title} is computed from what stands before it: edit it here, or fork the generation from an earlier stage.`;
    const engine = row.input.stageEngines?.[stage]?.engine ?? row.engine;
    const { host, name } = this.models.get(engine).info;
    if (host !== 'built-in') return null;
    return `${name} writes from templates and does not read comments: edit it here, or fork the generation with another engine.`;
  }
}

/** What each path of a stage held before its latest round, by path. */
function versionsBefore(events: readonly GenerationEvent[], stage: StageName): Map<string, string> {
  const latest = new Map<string, string>();
  let before = new Map<string, string>();
  for (const { body } of events) {
    if (!('stage' in body) || body.stage !== stage) continue;
    if (body.type === 'STAGE_SENT_BACK') before = new Map(latest);
    if (body.type === 'ITEM_COMPLETED' || body.type === 'STAGE_COMPLETED')
      for (const { path, sha256 } of body.artifacts) latest.set(path, sha256);
  }
  return new Map([...before].filter(([path, sha256]) => latest.get(path) !== sha256));
}
