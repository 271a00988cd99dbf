import type { Blueprint, DevelopmentPlan } from '@millwright/domain';
import { fitFaults } from '../blueprint-faults.js';
import type { Fault } from '../fault.js';
import { projectFaults } from '../project-faults.js';

/** What is looked at in a thread of its own. */
export type CheckRequest =
  | { kind: 'blueprint'; blueprint: Blueprint; plan: DevelopmentPlan }
  /** `judged`: only this file; else all. */
  | { kind: 'project'; blueprint: Blueprint; texts: ReadonlyMap<string, string>; judged?: string };

export function check(request: CheckRequest): Fault[] {
  return request.kind === 'blueprint' ? fitFaults(request.blueprint, request.plan) : projectFaults(request, request.judged);
}
