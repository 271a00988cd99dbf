import { addUsage, type Usage } from '@millwright/domain';
import { recordedRequest, type ModelRequest } from '@millwright/integrations';
import { createHash } from 'node:crypto';
import { activityKey, type AskingScope } from '../attempt/attempt-scope.js';
import { pinnedStage, type Workbench } from '../attempt/workbench.js';
import { NO_ANSWERS, type Answers } from '../runtime/answers.js';
import { askEngine } from '../runtime/ask-engine.js';
import { databaseAnswers } from '../runtime/database-answers.js';
import type { EngineCall } from '../runtime/engine-call.js';
import { LiveText } from '../runtime/live-text.js';
import type { StageContext, Subject } from '../runtime/stage.js';
import { askedAgain } from './asked-again.js';
import { chooseEngine, type ChosenEngine } from './choose-engine.js';
import { keepExchange } from './keep-exchange.js';
import { waitTeller } from './wait-teller.js';

/** Asks the engine of an attempt, shows what comes, and books what it costs into the attempt's tally. */
export function engineSession(bench: Workbench, scope: AskingScope, subject: Subject): StageContext['ask'] {
  return async (path, first) => {
    const { input, tally } = scope;
    const again = await askedAgain(bench, scope, path, first);
    const question = again?.question ?? first;
    tally.promptSha256 = promptHash(question.prompt);
    tally.promptVersion = question.prompt.version;
    const chosen = await chooseEngine(bench, scope, subject, path);
    const live = new LiveText(bench.services.liveText, input.organizationId, input.generationId, input.stage, path);
    const call = await callOf(bench, scope, {
      chosen,
      path,
      live,
      model: input.model ?? subject.model,
      maxOutputTokens: pinnedStage(subject, input.stage).maxOutputTokens,
    });
    try {
      const answer = await askEngine(call, question);
      return again ? await again.choose(answer) : answer;
    } finally {
      await live.end();
    }
  };
}

interface Asked {
  chosen: ChosenEngine;
  /** Of the file or document that is asked for. */
  path: string;
  live: LiveText;
  model: string;
  maxOutputTokens: number;
}

async function callOf(bench: Workbench, scope: AskingScope, { chosen, path, live, model, maxOutputTokens }: Asked): Promise<EngineCall> {
  const { input, tally, attempt, signal, log } = scope;
  const { engine } = chosen;
  const { info } = engine;
  const apiKey = info.takesKey ? await bench.services.engineKey(input.organizationId, info.id) : undefined;
  return {
    engine,
    model,
    price: input.price === undefined ? engine.price(model) : input.price,
    ...(apiKey ? { apiKey } : {}),
    stage: input.stage,
    maxOutputTokens,
    callId: `${input.generationId}/${input.stage}/${path}`,
    attempt,
    allowanceMicros: (input.allowanceMicros ?? Infinity) - (tally.spentMicros ?? 0) - tally.usage.costMicros,
    signal,
    live,
    log,
    answers: answersFor(bench, scope, chosen, model),
    onRemembered: (request, text) => keepRemembered(bench, scope, chosen, path, request, text),
    ...limitsFor(bench, scope, chosen),
    onUsage: (usage) => book(bench, scope, chosen, usage),
  };
}

function answersFor({ services }: Workbench, scope: AskingScope, chosen: ChosenEngine, model: string): Answers {
  const { input, attempt, signal } = scope;
  if (chosen.isBuiltIn) return NO_ANSWERS;
  return databaseAnswers(services.unitOfWork, {
    input,
    activity: activityKey(),
    attempt,
    engine: chosen.engine.info.id,
    model,
    ttlSeconds: input.useCache === false || !chosen.isAsked ? 0 : services.answerTtlSeconds,
    cipher: services.answerCipher,
    signal,
  });
}

/** Limits hold back what is really asked of somebody: neither our own engine nor a record. */
const isLimited = ({ isBuiltIn, isAsked }: ChosenEngine): boolean => !isBuiltIn && isAsked;

function limitsFor({ services }: Workbench, scope: AskingScope, chosen: ChosenEngine): Pick<EngineCall, 'admit' | 'onHeldBack'> {
  if (!isLimited(chosen)) return {};
  const waitFor = waitTeller(scope);
  const { organizationId } = scope.input;
  return {
    admit: (tokens) => services.limits.admit(chosen.engine.info.id, organizationId, tokens, scope.signal, waitFor),
    onHeldBack: (isHeldBack) => waitFor(isHeldBack ? 'PROVIDER_LIMIT' : undefined),
  };
}

function book({ services }: Workbench, { input, tally }: AskingScope, chosen: ChosenEngine, usage: Usage): void {
  tally.usage = addUsage(tally.usage, usage);
  if (isLimited(chosen))
    void services.limits
      .count(chosen.engine.info.id, input.organizationId, usage.outputTokens)
      .catch((error: unknown) => services.log.warn({ err: error }, 'Tokens were not counted against the limit'));
}

/** An answer of another generation that serves again: a replay has to find it here. */
async function keepRemembered(
  bench: Workbench,
  scope: AskingScope,
  { engine }: ChosenEngine,
  path: string,
  request: Pick<ModelRequest, 'model' | 'prompt' | 'schema'>,
  text: string,
): Promise<void> {
  await keepExchange(bench, scope, {
    stage: scope.input.stage,
    path,
    attempt: scope.attempt,
    host: engine.info.host,
    at: new Date().toISOString(),
    durationMs: 0,
    promptVersion: request.prompt.version,
    request: recordedRequest(engine.info.id, request),
    text,
    isRemembered: true,
  });
}

/** SHA-256 of a prompt, for the ledger: tells whether two attempts asked the same. */
function promptHash(prompt: { version: string; system: string; user: string }): string {
  return createHash('sha256').update([prompt.version, prompt.system, prompt.user].join('\n')).digest('hex');
}
