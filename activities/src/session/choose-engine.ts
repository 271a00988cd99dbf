import type { ReplayChoice } from '@millwright/domain';
import { recordingEngine, type ModelEngine } from '@millwright/integrations';
import type { AskingScope } from '../attempt/attempt-scope.js';
import type { Workbench } from '../attempt/workbench.js';
import { recordedHost, replayedEngine } from '../replay/records.js';
import type { Subject } from '../runtime/stage.js';
import { keepExchange } from './keep-exchange.js';

export interface ChosenEngine {
  engine: ModelEngine;
  /** Its answers are made here, by rules. */
  isBuiltIn: boolean;
  /** Whether anybody is asked: a replay reads what was answered. */
  isAsked: boolean;
}

/**
 * The engine that answers for a file: the chosen one, with what it is asked and answers written down; or, in a replay,
 * what was written down.
 */
export async function chooseEngine(bench: Workbench, scope: AskingScope, subject: Subject, path: string): Promise<ChosenEngine> {
  const id = scope.input.engine ?? subject.engine;
  if (subject.replay) return await replayed(bench, scope, { id, path, replay: subject.replay });
  const engine = bench.services.models.get(id);
  const isBuiltIn = engine.info.host === 'built-in';
  if (engine.isDeterministic) return { engine, isBuiltIn, isAsked: true };
  return { engine: recordingEngine(engine, path, (exchange) => keepExchange(bench, scope, exchange)), isBuiltIn, isAsked: true };
}

async function replayed(
  { services }: Workbench,
  { input }: AskingScope,
  { id, path, replay }: { id: string; path: string; replay: ReplayChoice },
): Promise<ChosenEngine> {
  const { organizationId, generationId, stage, price = null } = input;
  const opened = await services.openRecords.open(organizationId, replay);
  const known = services.models.all().find(({ info }) => info.id === id);
  if (known?.isDeterministic) return { engine: known, isBuiltIn: true, isAsked: false };
  const question = { organizationId, generationId, stage, path, engine: id, price };
  const engine = replayedEngine(services.unitOfWork, opened, replay, question);
  return { engine, isBuiltIn: recordedHost(opened, id) === 'built-in', isAsked: false };
}
