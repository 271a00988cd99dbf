import type { StageHost } from '@millwright/domain';
import type { ExportActivities } from './export.workflow.js';
import type { StageActivities } from './generation.workflow.js';
import type { VerificationActivities } from './verification.workflow.js';

/** Temporal task queues. Engines have one each, so that a slow provider holds up nobody else. */
export const WORKFLOW_QUEUE = 'workflows';
export const CORE_QUEUE = 'core';
export const GIT_QUEUE = 'git';
/** What runs foreign code waits here, for workers that hold no secret. */
export const SANDBOX_QUEUE = 'sandbox';

export function engineQueue(engine: string): string {
  return `llm-${engine}`;
}

/** Engine stages of replays wait here, whatever engines a server has. */
export const REPLAY_QUEUE = 'replay';

const QUEUES: Record<Exclude<StageHost, 'engine'>, string> = { core: CORE_QUEUE, git: GIT_QUEUE, sandbox: SANDBOX_QUEUE };

/** The queue that a stage's activities wait in. */
export function queueOf(runsOn: StageHost, engine: string): string {
  return runsOn === 'engine' ? engineQueue(engine) : QUEUES[runsOn];
}

/**
 * What a queue's workers may open: keys of providers, the server's own and those that organizations brought; tokens of git
 * hosts; the key that signs; what is kept encrypted with the server's secret, answers and records among it.
 */
export const SECRETS = ['engine-keys', 'git-tokens', 'signing-key', 'encryption'] as const;
export type SecretName = (typeof SECRETS)[number];

export type ActivityName = keyof (StageActivities & ExportActivities & VerificationActivities);

/** One queue of activities. */
export interface ActivityQueue {
  queue: string;
  /** What its workers do; others are unknown to them. */
  activities: readonly ActivityName[];
  /** Activities side by side on one worker. Absent: as the server is configured. */
  concurrency?: number;
  /** What they may open; nothing else. */
  secrets: readonly SecretName[];
}

/** What is written down of a generation, and planned without an engine. */
const RECORDS: readonly ActivityName[] = [
  'beginGeneration',
  'planItems',
  'completeFanOut',
  'recordOperation',
  'recordPause',
  'recordResume',
  'recordCancelRequest',
  'endGeneration',
  'requestApproval',
  'recordDecision',
  'requestRaise',
  'recordRaise',
  'requestResolution',
  'recordResolution',
];

/** Every queue of activities; a new kind of work joins with a row here. @param engines of this server, by id. */
export function activityQueues(engines: readonly string[]): ActivityQueue[] {
  return [
    { queue: CORE_QUEUE, activities: [...RECORDS, 'performStage', 'endVerification'], secrets: ['signing-key', 'encryption'] },
    { queue: GIT_QUEUE, activities: ['performStage', 'exportToGithub', 'recordExportFailure', 'attestCommit'], secrets: ['git-tokens', 'signing-key', 'encryption'] },
    { queue: REPLAY_QUEUE, activities: ['performStage'], secrets: ['encryption'] },
    // Each runs a whole project: two processors hold two of them.
    { queue: SANDBOX_QUEUE, activities: ['performStage', 'verifyTree'], concurrency: 2, secrets: [] },
    ...engines.map((engine): ActivityQueue => ({ queue: engineQueue(engine), activities: ['performStage'], secrets: ['engine-keys', 'encryption'] })),
  ];
}

/** Temporal's name for the workers that run our workflows; its versions are told apart by the code. */
export const WORKFLOW_DEPLOYMENT = 'millwright';

/** Namespace of ours, kept apart from others on a shared Temporal server. */
export const DEFAULT_NAMESPACE = 'millwright';
/** How long Temporal keeps closed workflows, in days. */
export const RETENTION_DAYS = 30;
