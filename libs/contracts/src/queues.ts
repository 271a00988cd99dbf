import type { StageHost } from '@millwright/domain';

/** Temporal task queues. Engines have one each, so that a slow provider holds up nobody else. */
export const WORKFLOW_QUEUE = 'workflows';
export const CORE_QUEUE = 'core';
export const GIT_QUEUE = 'git';

export function engineQueue(engine: string): string {
  return `llm-${engine}`;
}

/** Engine stages of replays wait here, whatever engines a server has. */
export const REPLAY_QUEUE = 'replay';

/** The queue that a stage's activities wait in. */
export function queueOf(runsOn: StageHost, engine: string): string {
  if (runsOn === 'engine') return engineQueue(engine);
  return runsOn === 'git' ? GIT_QUEUE : CORE_QUEUE;
}

/** Temporal's name for the workers that run our workflows; its versions are told apart by the code. */
export const WORKFLOW_DEPLOYMENT = 'millwright';

/** Namespace of ours, kept apart from others on a shared Temporal server. */
export const DEFAULT_NAMESPACE = 'millwright';
/** How long Temporal keeps closed workflows, in days. */
export const RETENTION_DAYS = 30;
