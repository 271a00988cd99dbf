import type { GenerateProjectInput, Revision } from '@millwright/contracts';
import {
  BadInput,
  InputCheck,
  LIMITS,
  pinStages,
  stagesOf,
  type GenerationEventBody,
  type Parentage,
  type PinnedStage,
  type ReplayChoice,
  type StageName,
} from '@millwright/domain';
import type { GenerationRow, ProjectRow, Transaction, UnitOfWork } from '@millwright/persistence';
import type { Config, Logger } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../security/viewer.js';
import type { EngineService } from '../engine/engine.service.js';
import type { TemporalGateway } from './temporal-gateway.js';

/** What a call is taken to read at first, beside the description; one that reads more asks for more. */
const FIRST_PROMPT_BYTES = 16_000;

export interface StartChoices {
  engine?: string | null;
  model?: string | null;
  budgetUsd?: number | null;
  useCache?: boolean | null;
  approveAfter?: readonly StageName[] | null;
  approveCriticality?: number | null;
  atCeiling?: 'FAIL' | 'ASK' | null;
  idempotencyKey?: string | null;
}

export interface NewGenerationOf {
  project: ProjectRow;
  description: string;
  choices: StartChoices;
  /** Where it goes on from an earlier generation. */
  parent?: Parentage;
  /** Set where it replays a record: its input is that of the record. */
  replay?: { choice: ReplayChoice; input: GenerateProjectInput };
  /** Default: those of this release. */
  stages?: PinnedStage[];
  reused?: StageName[];
  /** Stages that begin with what a person said of them. */
  revisions?: Partial<Record<StageName, Revision>>;
  /** Puts what is reused in place, in the transaction that adds the row; @returns what the ledger is to say of it. */
  prepare?(tx: Transaction, generationId: string): Promise<GenerationEventBody[]>;
}

/** Brings generations on their way: the row, its first ledger entries and the workflow. */
export class GenerationStarter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly engines: EngineService,
    private readonly temporal: TemporalGateway,
    private readonly config: Config,
    private readonly log: Logger,
  ) {}

  /**
   * Starts a generation, or finds the one that the same idempotency key started.
   * @throws BadInput · PreconditionFailed where too many are open
   */
  async start(viewer: Viewer, wanted: NewGenerationOf): Promise<GenerationRow> {
    const { project, choices, parent, replay } = wanted;
    if (!replay) checkChoices(choices, wanted.stages ?? this.stages());
    const { organizationId } = viewer.in(project.organizationId, 'generation.run');
    const scope = { organizationId, userId: viewer.userId };
    const key = choices.idempotencyKey ?? null;
    const known = key ? await this.unitOfWork.run(scope, (tx) => tx.generations.findByIdempotencyKey(key)) : null;
    if (known) return known;
    const input = replay ? replayInput(project, replay) : await this.workflowInput(wanted);
    const earlier = await this.unitOfWork.run(scope, async (tx) => {
      const found = await tx.generations.add({
        input,
        description: wanted.description,
        idempotencyKey: key,
        createdBy: viewer.userId,
        ...(parent ? { parent } : {}),
        ...(replay ? { replay: replay.choice } : {}),
      });
      if (found) return found;
      await tx.generations.requireOrganization();
      await tx.projects.requireKept(project.id);
      await tx.ledger.append(input.generationId, [
        {
          type: 'GENERATION_QUEUED',
          stages: input.stages,
          engine: input.engine,
          model: input.model,
          budgetMicros: input.budgetMicros,
          actor: viewer.actor,
          ...(input.approveAfter ? { approveAfter: input.approveAfter } : {}),
          ...(parent ? { parent } : {}),
          ...(replay ? { replay: replay.choice } : {}),
        },
        ...((await wanted.prepare?.(tx, input.generationId)) ?? []),
      ]);
      return null;
    });
    if (earlier) return earlier;
    // The row stands: where Temporal is away, the starter brings it on its way later.
    await this.temporal
      .start(input)
      .catch((error: unknown) => this.log.warn({ err: error }, 'A generation stays queued until Temporal answers'));
    return await this.unitOfWork.run(scope, (tx) => tx.generations.get(input.generationId));
  }

  /** Those of a new generation on this server. */
  private stages(): PinnedStage[] {
    return pinStages(stagesOf({ isVerified: this.config.VERIFY === 'on' }));
  }

  private async workflowInput({
    project,
    description,
    choices,
    stages,
    reused,
    revisions,
  }: NewGenerationOf): Promise<GenerateProjectInput> {
    const { chosen, fallbacks, stageEngines } = await this.engines.choose(project.organizationId, choices);
    const budgetMicros = choices.budgetUsd == null ? null : Math.floor(choices.budgetUsd * 1_000_000);
    // A ceiling over something whose price nobody knows would hold nothing.
    const unpriced = [chosen, ...fallbacks, ...Object.values(stageEngines)].find((choice) => choice.price === null);
    if (unpriced && budgetMicros !== null)
      throw new BadInput([
        {
          path: 'input.budgetUsd',
          message: `cannot be held: the price of ${unpriced.model} (${unpriced.engine}) is not known. Set MODEL_PRICES on the server, choose another model, or start without a ceiling`,
        },
      ]);
    const { config } = this;
    const approveAfter = (choices.approveAfter ?? project.approveAfter).filter((stage) => !reused?.includes(stage));
    const approveCriticality = choices.approveCriticality ?? project.approveCriticality;
    return {
      generationId: randomUUID(),
      organizationId: project.organizationId,
      projectId: project.id,
      projectName: project.name,
      engine: chosen.engine,
      model: chosen.model,
      stages: stages ?? this.stages(),
      budgetMicros,
      price: chosen.price,
      ...(fallbacks.length > 0 ? { fallbacks } : {}),
      ...(Object.keys(stageEngines).length > 0 ? { stageEngines } : {}),
      useCache: choices.useCache ?? true,
      promptBytes: FIRST_PROMPT_BYTES + Buffer.byteLength(description),
      ...(reused?.length ? { reused } : {}),
      ...(revisions && Object.keys(revisions).length > 0 ? { revisions } : {}),
      ...(approveAfter.length > 0 ? { approveAfter } : {}),
      ...(approveCriticality === null ? {} : { approveCriticality }),
      ...(choices.atCeiling === 'ASK' && budgetMicros !== null ? { atCeiling: 'ASK' as const } : {}),
      limits: {
        window: config.STAGE_WINDOW,
        heartbeatTimeoutMs: config.STAGE_HEARTBEAT_MS,
        stageTimeoutMs: config.STAGE_TIMEOUT_MS,
        maximumAttempts: config.STAGE_ATTEMPTS,
        initialRetryMs: config.STAGE_RETRY_MS,
      },
    };
  }
}

// A replay waits for nobody between attempts.
const REPLAY_RETRY_MS = 10;

/** What a recorded workflow was started with, for one that does the same again. */
function replayInput({ organizationId, id }: ProjectRow, { choice, input }: NonNullable<NewGenerationOf['replay']>): GenerateProjectInput {
  const last = input.stages.findIndex((stage) => stage.name === choice.until);
  const stages = last < 0 ? input.stages : input.stages.slice(0, last + 1);
  return {
    ...input,
    generationId: randomUUID(),
    organizationId,
    projectId: id,
    stages,
    ...(input.reused ? { reused: input.reused.filter((name) => stages.some((stage) => stage.name === name)) } : {}),
    isReplay: true,
    limits: { ...input.limits, initialRetryMs: REPLAY_RETRY_MS },
  };
}

/** @throws BadInput with every fault found */
function checkChoices(choices: StartChoices, stages: readonly PinnedStage[]): void {
  const check = new InputCheck();
  if (choices.idempotencyKey) check.text('input.idempotencyKey', choices.idempotencyKey, { max: LIMITS.idempotencyKeyMax });
  if (choices.budgetUsd != null) check.dollars('input.budgetUsd', choices.budgetUsd, { max: LIMITS.budgetUsdMax });
  const names = stages.map((stage) => stage.name);
  for (const [i, stage] of (choices.approveAfter ?? []).entries())
    check.that(names.includes(stage), `input.approveAfter.${i}`, `must be one of: ${names.join(', ')}`);
  if (choices.approveCriticality != null) checkCriticality(check, choices.approveCriticality);
  check.done();
}

export function checkCriticality(check: InputCheck, criticality: number): void {
  check.that(Number.isInteger(criticality) && criticality >= 1 && criticality <= 10, 'input.approveCriticality', 'must be 1 to 10');
}
