import type { PinnedStage, StageName } from '@millwright/domain';
import { LRUCache } from 'lru-cache';
import type { Services } from '../runtime/services.js';
import type { StageCode, Subject } from '../runtime/stage.js';

// What a worker keeps of the generations that it works on.
const SUBJECTS = 1_000;
const TEXT_BYTES = 32 * 1_024 * 1_024;

/** What all attempts on one worker share. */
export interface Workbench {
  readonly services: Services;
  readonly stages: ReadonlyMap<StageName, StageCode>;
  readonly memory: Memory;
}

/** What was looked up before, and does not change while a generation runs. */
export interface Memory {
  /** By generation. */
  readonly subjects: LRUCache<string, Subject>;
  /** Whether an organization has what engines are asked and answer kept; looked up again once a minute. */
  readonly keeps: LRUCache<string, boolean>;
  /** Contents by organization and hash. */
  readonly texts: LRUCache<string, string>;
}

export function createMemory(): Memory {
  return {
    subjects: new LRUCache({ max: SUBJECTS }),
    keeps: new LRUCache({ max: SUBJECTS, ttl: 60_000 }),
    texts: new LRUCache({ maxSize: TEXT_BYTES, sizeCalculation: (text) => text.length + 1 }),
  };
}

export function createWorkbench(
  services: Services,
  stages: ReadonlyMap<StageName, StageCode>,
  memory: Memory = createMemory(),
): Workbench {
  return { services, stages, memory };
}

/** A stage as it was pinned when its generation began. */
export function pinnedStage({ stages }: Subject, name: StageName): PinnedStage {
  const found = stages.find((stage) => stage.name === name);
  if (!found) throw new Error(`The generation has no stage ${name}`);
  return found;
}

export function codeOf({ stages }: Workbench, name: StageName): StageCode {
  const found = stages.get(name);
  if (!found) throw new Error(`No implementation of stage ${name} on this worker`);
  return found;
}
