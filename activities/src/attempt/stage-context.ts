import type { PerformStageInput } from '@millwright/contracts';
import { NotFound, type StageName } from '@millwright/domain';
import { Context } from '@temporalio/activity';
import { Execution } from '../frame/execution.js';
import { SILENT } from '../runtime/attempt-log.js';
import type { StageContext } from '../runtime/stage.js';
import { engineSession } from '../session/engine-session.js';
import { newTally, type AskingScope } from './attempt-scope.js';
import { textOf, type Inputs } from './inputs.js';
import type { Workbench } from './workbench.js';

/** What a stage's own code works with: what is there, and an engine to ask. */
export function stageContext(bench: Workbench, scope: AskingScope, { subject, hashes }: Inputs): StageContext {
  const { input, signal, log } = scope;
  const readText = async (stage: StageName, path: string): Promise<string> => {
    const sha256 = hashes.get(`${stage}/${path}`);
    if (!sha256) throw new NotFound(`The artifact ${path} of ${stage}`);
    return await textOf(bench, input.organizationId, sha256);
  };
  return {
    input,
    services: bench.services,
    subject,
    signal,
    log,
    readText,
    readJson: async <T>(stage: StageName, path: string) => JSON.parse(await readText(stage, path)) as T,
    ask: engineSession(bench, scope, subject),
  };
}

/** The same for what only plans or looks: it is no attempt, and says nothing. */
export function planningContext(bench: Workbench, input: PerformStageInput, inputs: Inputs): StageContext {
  const { attempt } = Context.current().info;
  const { signal } = Execution.current();
  return stageContext(bench, { input, attempt, signal, log: SILENT, tally: newTally() }, inputs);
}
