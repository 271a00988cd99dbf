import { APPROVE_STAGE, DESCRIBE_GENERATION, RESOLVE_CONFLICTS, type DecisionRequest, type ResolveRequest } from '@millwright/contracts';
import { currentUpdateInfo, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';
import type { GenerationRun } from './generation-run.js';
import { takeOperations } from './operations.js';
import { describe } from './status.js';

export const approveUpdate = defineUpdate<void, [DecisionRequest]>(APPROVE_STAGE);
export const resolveUpdate = defineUpdate<void, [ResolveRequest]>(RESOLVE_CONFLICTS);
export const describeQuery = defineQuery<string>(DESCRIBE_GENERATION);

/** Answers whoever asks, and takes what people do and decide. What came before the first step is handled in this order. */
export function takeRequests(run: GenerationRun): void {
  setHandler(describeQuery, () => describe(run));
  takeOperations(run);
  takeApprovals(run);
  takeResolutions(run);
}

function takeApprovals(run: GenerationRun): void {
  setHandler(
    approveUpdate,
    (request) =>
      run.gates.decide(request, () => {
        const summary = `${run.titleOf(request.stage)} ${request.isApproved ? 'approved' : 'sent back'} by ${request.actor.name}`;
        return run.record({ summary }).recordDecision({ ...run.identity, ...request, requestId: requestId() });
      }),
    {
      validator: (request: DecisionRequest) => {
        run.requireRunning();
        run.gates.requireWaiting(request);
      },
    },
  );
}

function takeResolutions(run: GenerationRun): void {
  setHandler(
    resolveUpdate,
    (request) =>
      run.resolutions.resolve(() =>
        run
          .record({ summary: `Conflicts resolved by ${request.actor.name}` })
          .recordResolution({ ...run.identity, ...request, requestId: requestId() }),
      ),
    {
      validator: (request: ResolveRequest) => {
        run.requireRunning();
        run.resolutions.requireFor(request.files);
      },
    },
  );
}

const requestId = (): string => currentUpdateInfo()!.id;
