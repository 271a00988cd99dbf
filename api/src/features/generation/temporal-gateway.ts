import {
  EXPORT_REPOSITORY,
  GENERATE_PROJECT,
  SEARCH_ATTRIBUTES,
  VERIFY_REPOSITORY,
  WORKFLOW_DEPLOYMENT,
  WORKFLOW_QUEUE,
  exportWorkflowId,
  generationWorkflowId,
  verificationWorkflowId,
  type ExportRepositoryInput,
  type GenerateProjectInput,
  type StageHeartbeat,
  type VerifyRepositoryInput,
} from '@millwright/contracts';
import { PreconditionFailed, Unavailable } from '@millwright/domain';
import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  isGrpcServiceError,
} from '@temporalio/client';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import { organizationOf, payloadsOf, temporalConnection, type Config, type OrganizationCodec } from '@millwright/platform';
import { payloadFromJson, payloadToJson, type PayloadJson } from '../../payload-json.js';

// A start that comes too late is made later from the row; a control waits for the workflow's own answer.
const START_MS = 3_000;
const CONTROL_MS = 15_000;
const HISTORY_MS = 20_000;
const ENDING_MS = 5_000;
const READY_MS = 2_000;

/** As Temporal numbers what a queue holds. */
const [OF_WORKFLOWS, OF_ACTIVITIES] = [1, 2] as const;

/** Temporal's number for an activity that no worker has begun. */
const SCHEDULED = 1;

export interface PendingActivity {
  isStarted: boolean;
  attempt: number;
  /** When it could begin, at the earliest; in the future where it waits for its next attempt. */
  scheduledAt: Date;
  /** When the attempt before it ended. */
  lastEndedAt?: Date;
  /** Code of the failure of that attempt. */
  failure?: string;
  heartbeat?: StageHeartbeat;
}

/** As Temporal numbers them. */
const VERSION_STATUSES = ['INACTIVE', 'INACTIVE', 'CURRENT', 'RAMPING', 'DRAINING', 'DRAINED', 'INACTIVE'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** A workflow's history in Temporal's JSON. */
export interface KeptHistory {
  runId: string;
  events: number;
  json: string;
}

class TemporalAway extends Error {}

/** All that the API asks of Temporal. */
export class TemporalGateway {
  private constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    readonly codec: OrganizationCodec,
    private readonly publicUrl: string,
  ) {}

  /** Connects when first needed, so that the API starts, reads and explains itself while Temporal is away. */
  static create(config: Config): TemporalGateway {
    const { codec, dataConverter } = payloadsOf(config);
    const connection = Connection.lazy({ ...temporalConnection(config), connectTimeout: '5s' });
    return new TemporalGateway(
      connection,
      new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter }),
      codec,
      config.PUBLIC_URL,
    );
  }

  /** Starts a generation's workflow, or finds it started. @throws Unavailable */
  async start(input: GenerateProjectInput): Promise<void> {
    try {
      this.codec.remember(generationWorkflowId(input.generationId), input.organizationId);
      const start = {
        workflowId: generationWorkflowId(input.generationId),
        taskQueue: WORKFLOW_QUEUE,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: `Generate ${plainName(input.projectName)}`,
        staticDetails: [
          `[Open it in Millwright](${this.addressOf(input)})`,
          `Stages: ${input.stages.map((stage) => stage.title).join(', ')}. Engine: ${input.engine}${input.isReplay ? ', as recorded' : ''}.`,
        ].join('\n\n'),
        memo: { generationId: input.generationId, projectId: input.projectId, organizationId: input.organizationId },
        searchAttributes: {
          [SEARCH_ATTRIBUTES.organization]: [input.organizationId],
          [SEARCH_ATTRIBUTES.project]: [input.projectId],
          [SEARCH_ATTRIBUTES.status]: ['RUNNING'],
          [SEARCH_ATTRIBUTES.engine]: [input.engine],
        },
        priority: { fairnessKey: input.organizationId },
      } as const;
      await this.within(START_MS, () => this.client.workflow.start(GENERATE_PROJECT, { ...start, args: [input] }));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
    }
  }

  /** Starts an export, or finds it running; one that has ended is made again. @throws Unavailable */
  async startExport(input: ExportRepositoryInput): Promise<void> {
    await this.startFor(EXPORT_REPOSITORY, input, {
      workflowId: exportWorkflowId(input.generationId),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: `Export ${input.name} to GitHub`,
    });
  }

  /** Starts a verification, or finds it started. @throws Unavailable */
  async startVerification(input: VerifyRepositoryInput): Promise<void> {
    await this.startFor(VERIFY_REPOSITORY, input, {
      workflowId: verificationWorkflowId(input.verificationId),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `Verify ${plainName(input.projectName)}`,
    });
  }

  /** Starts work on what a generation made, or finds it started. @throws Unavailable */
  private async startFor(
    type: string,
    input: { generationId: string; projectId: string; organizationId: string },
    options: { workflowId: string; workflowIdReusePolicy: 'ALLOW_DUPLICATE' | 'REJECT_DUPLICATE'; staticSummary: string },
  ): Promise<void> {
    const { generationId, projectId, organizationId } = input;
    try {
      this.codec.remember(options.workflowId, organizationId);
      const start = {
        ...options,
        taskQueue: WORKFLOW_QUEUE,
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticDetails: `[Open it in Millwright](${this.addressOf(input)})`,
        memo: { generationId, projectId, organizationId },
        searchAttributes: {
          [SEARCH_ATTRIBUTES.organization]: [organizationId],
          [SEARCH_ATTRIBUTES.project]: [projectId],
        },
        priority: { fairnessKey: organizationId },
      } as const;
      await this.within(START_MS, () => this.client.workflow.start(type, { ...start, args: [input] }));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
    }
  }

  /** Waits until an export's workflow has closed, however it did. @throws Unavailable */
  async exportEnded(generationId: string): Promise<void> {
    try {
      await this.within(CONTROL_MS, () => this.client.workflow.getHandle(exportWorkflowId(generationId)).result());
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) && !(error instanceof WorkflowFailedError)) throw unavailable(error);
    }
  }

  private addressOf({ projectId, generationId }: { projectId: string; generationId: string }): string {
    return `${this.publicUrl}/projects/${projectId}?generation=${generationId}`;
  }

  /** Asks a running generation for something. @throws PreconditionFailed in the workflow's own words · Unavailable */
  async control(
    update: string,
    { id: generationId, organizationId }: { id: string; organizationId: string },
    request: unknown,
  ): Promise<void> {
    try {
      this.codec.remember(generationWorkflowId(generationId), organizationId);
      const handle = this.client.workflow.getHandle(generationWorkflowId(generationId));
      await this.within(CONTROL_MS, () => handle.executeUpdate(update, { args: [request] }));
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) {
        // Refused by its validator, or by the activity that was to write it down.
        const causes = [error.cause, error.cause?.cause];
        const refusal = causes.find((cause) => cause instanceof ApplicationFailure && cause.type === 'PreconditionFailed');
        if (refusal instanceof ApplicationFailure) throw new PreconditionFailed(refusal.message);
        throw error;
      }
      if (error instanceof WorkflowNotFoundError) throw new PreconditionFailed('The generation has ended');
      throw unavailable(error);
    }
  }

  /** The activities of a generation that run, or wait to. @throws Unavailable */
  async pending(generationId: string): Promise<PendingActivity[]> {
    try {
      const workflowId = generationWorkflowId(generationId);
      const { raw } = await this.within(CONTROL_MS, () => this.client.workflow.getHandle(workflowId).describe());
      return await Promise.all(
        (raw.pendingActivities ?? []).map(
          async ({ state, attempt, scheduledTime, lastAttemptCompleteTime, lastFailure, heartbeatDetails }) => {
            const [details] = await this.codec.decode(heartbeatDetails?.payloads ?? []);
            return {
              isStarted: state !== SCHEDULED,
              attempt: attempt ?? 1,
              scheduledAt: optionalTsToDate(scheduledTime) ?? new Date(0),
              ...(lastAttemptCompleteTime ? { lastEndedAt: optionalTsToDate(lastAttemptCompleteTime)! } : {}),
              ...(lastFailure?.applicationFailureInfo?.type ? { failure: lastFailure.applicationFailureInfo.type } : {}),
              ...(details ? { heartbeat: defaultPayloadConverter.fromPayload<StageHeartbeat>(details) } : {}),
            };
          },
        ),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return [];
      throw unavailable(error);
    }
  }

  /**
   * The history of a generation's workflow that has ended; undefined where it runs, or nobody has it any more.
   * @param isEnding waits a moment for its last step, which comes after the ledger's last entry.
   * @throws Unavailable
   */
  async historyOf(generationId: string, isEnding = false): Promise<KeptHistory | undefined> {
    try {
      const handle = this.client.workflow.getHandle(generationWorkflowId(generationId));
      return await this.within(HISTORY_MS, async () => {
        // However it ends; where no worker is there to end it, it is not waited for.
        if (isEnding) await this.connection.withAbortSignal(AbortSignal.timeout(ENDING_MS), () => handle.result()).catch(() => undefined);
        const { status, runId } = await handle.describe();
        if (status.name === 'RUNNING') return undefined;
        const history = await this.client.workflow.getHandle(generationWorkflowId(generationId), runId).fetchHistory();
        return { runId, events: history.events?.length ?? 0, json: this.opened(historyToJSON(history)) };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw unavailable(error);
    }
  }

  /** A history in JSON with its payloads as they were before they were encrypted. */
  private opened(json: string): string {
    return JSON.stringify(
      JSON.parse(json, (_key, value: unknown) => {
        if (!isPayloadJson(value)) return value;
        const payload = payloadFromJson(value);
        const organizationId = organizationOf(payload);
        return organizationId === undefined ? value : payloadToJson(this.codec.decrypt(payload, organizationId));
      }),
    );
  }

  /** Versions of the workflow code that workers have brought, newest first. @throws Unavailable */
  async versions(): Promise<{ buildId: string; status: VersionStatus; firstSeenAt: Date; open: number }[]> {
    try {
      return await this.within(CONTROL_MS, async () => {
        const { workerDeploymentInfo } = await this.client.workflowService.describeWorkerDeployment({
          namespace: this.client.options.namespace,
          deploymentName: WORKFLOW_DEPLOYMENT,
        });
        const versions = (workerDeploymentInfo?.versionSummaries ?? []).map(async ({ deploymentVersion, status, createTime }) => {
          const buildId = deploymentVersion?.buildId ?? '';
          const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${WORKFLOW_DEPLOYMENT}:${buildId}'`;
          const { count } = await this.client.workflow.count(query);
          const firstSeenAt = new Date(Number(createTime?.seconds ?? 0) * 1_000);
          return { buildId, status: VERSION_STATUSES[status ?? 0], firstSeenAt, open: count };
        });
        return (await Promise.all(versions)).sort((a, b) => b.firstSeenAt.getTime() - a.firstSeenAt.getTime());
      });
    } catch (error) {
      // 5: no worker has come yet.
      if (isGrpcServiceError(error) && error.code === 5) return [];
      throw unavailable(error);
    }
  }

  /** Who asked for tasks of queues of ours within the last minutes. @throws Unavailable */
  async pollers(queues: readonly string[]): Promise<{ identity: string; queues: string[]; askedAt: number }[]> {
    const ask = async (queue: string): Promise<{ identity: string; queue: string; askedAt: number }[]> => {
      const { pollers } = await this.client.workflowService.describeTaskQueue({
        namespace: this.client.options.namespace,
        taskQueue: { name: queue },
        taskQueueType: queue === WORKFLOW_QUEUE ? OF_WORKFLOWS : OF_ACTIVITIES,
      });
      return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
        identity: identity ?? '',
        queue,
        askedAt: optionalTsToDate(lastAccessTime)?.getTime() ?? 0,
      }));
    };
    try {
      const found = await this.within(CONTROL_MS, async () => (await Promise.all(queues.map(ask))).flat());
      return [...Map.groupBy(found, ({ identity }) => identity)].map(([identity, all]) => ({
        identity,
        queues: [...new Set(all.map(({ queue }) => queue))].sort(),
        askedAt: Math.max(...all.map(({ askedAt }) => askedAt)),
      }));
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Whether Temporal knows a generation's workflow. @throws Unavailable */
  async knows(generationId: string): Promise<boolean> {
    try {
      await this.within(CONTROL_MS, () => this.client.workflow.getHandle(generationWorkflowId(generationId)).describe());
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw unavailable(error);
    }
  }

  async isReady(): Promise<boolean> {
    return await this.within(READY_MS, () => this.connection.healthService.check({})).then(
      () => true,
      () => false,
    );
  }

  /** A caller waits so long and no longer, whatever the connection is trying meanwhile. */
  private async within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    const late = AbortSignal.timeout(ms);
    return await Promise.race([
      this.connection.withAbortSignal(late, call),
      new Promise<never>((_resolve, reject) => late.addEventListener('abort', () => reject(new TemporalAway()), { once: true })),
    ]);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

/** A project's name as the Temporal UI shows it: without what it would read as markup. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N} .,_-]/gu, ' ').slice(0, 100);

const isPayloadJson = (value: unknown): value is PayloadJson =>
  typeof value === 'object' && value !== null && 'metadata' in value && 'data' in value && typeof value.data === 'string';

function unavailable(error: unknown): Error {
  const isAway = error instanceof TemporalAway || isGrpcServiceError(error) || /connect/i.test((error as Error | undefined)?.message ?? '');
  if (isAway)
    return Object.assign(new Unavailable('Temporal does not answer', 'Try again in a moment; nothing is lost.'), { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}
