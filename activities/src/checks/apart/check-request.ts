import type { Blueprint, DevelopmentPlan } from '@millwright/domain';
import { fitFaults } from '../blueprint-faults.js';
import type { Fault } from '../fault.js';
import { projectFaults } from '../project-faults.js';
import { declarationFaults } from '../types/type-faults.js';

/** What is looked at in a thread of its own. */
export type CheckRequest =
  /** Nothing, so that the next one finds the compiler and the types of Node read. */
  | { kind: 'warm' }
  | { kind: 'blueprint'; blueprint: Blueprint; plan: DevelopmentPlan }
  /** `judged`: only this file; else all. */
  | { kind: 'project'; blueprint: Blueprint; texts: ReadonlyMap<string, string>; judged?: string };

export function check(request: CheckRequest): Fault[] {
  if (request.kind === 'warm') return declarationFaults([{ path: 'warm.ts', declarations: 'export const at: Date;\n' }]);
  return request.kind === 'blueprint' ? fitFaults(request.blueprint, request.plan) : projectFaults(request, request.judged);
}
