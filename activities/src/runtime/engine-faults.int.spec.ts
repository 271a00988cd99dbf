import { BLUEPRINT_SCHEMA, DEVELOPMENT_PLAN_SCHEMA, TECHNICAL_ARCHITECTURE_SCHEMA, generateCommunicationSchema } from '@millwright/domain';
import { ModelRegistry, type ModelEngine } from '@millwright/integrations';
import { readConfig } from '@millwright/platform';
import {
  FAULT_KINDS,
  SimulatedProvider,
  TASK_KINDS,
  aBlueprint,
  aFile,
  aPlan,
  anArchitecture,
  type FaultKind,
  type TaskKind,
} from '@millwright/testing';
import { codeFaults } from '../checks/code-faults.js';
import { architecturePrompt, blueprintPrompt, filePrompt, planPrompt, readmePrompt } from '../prompts/prompts.js';
import type { Answers } from './answers.js';
import { askEngine } from './ask-engine.js';
import type { EngineCall } from './engine-call.js';
import { SILENT } from './attempt-log.js';
import { describeError } from './failure.js';
import type { LiveText } from './live-text.js';
import type { Question } from './stage.js';

/** Of an engine that is met by a fault that waits; longer than a busy machine pauses between two parts of an answer. */
const IDLE_MS = 600;
const WAITING: readonly FaultKind[] = ['hang-before', 'hang-within', 'drip'];
const ATTEMPTS = 6;
const [plan, architecture] = [aPlan(), anArchitecture()];
const file = aFile('src/main.ts', { role: 'entry', exports: ['name'] });
const blueprint = aBlueprint([file]);

/** The questions of the five stages that ask a model, as the stages ask them. */
const QUESTIONS: Record<TaskKind, { stage: EngineCall['stage']; ask(description: string): Question }> = {
  plan: {
    stage: 'DEV_PLAN',
    ask: (description) =>
      about(description, (d) => ({ task: { kind: 'plan', ...d }, prompt: planPrompt(d), schema: DEVELOPMENT_PLAN_SCHEMA })),
  },
  architecture: {
    stage: 'TECH_ARCHITECTURE',
    ask: (description) =>
      about(description, (d) => ({
        task: { kind: 'architecture', ...d, plan },
        prompt: architecturePrompt(d, plan),
        schema: TECHNICAL_ARCHITECTURE_SCHEMA,
      })),
  },
  blueprint: {
    stage: 'BLUEPRINT',
    ask: (description) =>
      about(description, (d) => ({
        task: { kind: 'blueprint', ...d, plan, architecture },
        prompt: blueprintPrompt(d, plan, architecture),
        schema: BLUEPRINT_SCHEMA,
      })),
  },
  readme: {
    stage: 'MAIN_README',
    ask: (description) =>
      about(description, (d) => ({
        task: { kind: 'readme', ...d, plan, architecture, blueprint },
        prompt: readmePrompt(d, plan, blueprint),
      })),
  },
  file: {
    stage: 'CODE',
    ask: (description) =>
      about(description, (d) => ({
        task: { kind: 'file', ...d, blueprint, file },
        prompt: filePrompt(d, { plan, architecture, blueprint, schema: generateCommunicationSchema(plan, architecture, blueprint) }, file),
        advise: (answer) => codeFaults(file, String(answer), blueprint),
      })),
  },
};
const about = (description: string, ask: (d: { projectName: string; description: string }) => Question): Question =>
  ask({ projectName: 'Mill', description });

/** How each fault ends, whatever the stage and the engine: the code it fails with, or how many attempts and calls it takes. */
const DESIGNED: Record<FaultKind, string> = {
  'status-400': 'fails BAD_REQUEST',
  'status-401': 'fails BAD_KEY',
  'model-404': 'fails NO_MODEL',
  'status-429': 'whole, 2 attempts, 2 calls',
  'status-500': 'whole, 2 attempts, 2 calls',
  'status-503': 'whole, 2 attempts, 2 calls',
  'status-529': 'whole, 2 attempts, 2 calls',
  'hang-before': 'whole, 2 attempts, 2 calls',
  'hang-within': 'whole, 2 attempts, 2 calls, continued',
  reset: 'whole, 2 attempts, 2 calls',
  cut: 'whole, 1 attempt, 2 calls, continued',
  'bad-event': 'whole, 1 attempt, 2 calls, continued',
  'error-event': 'whole, 2 attempts, 2 calls, continued',
  'cut-json': 'whole, 1 attempt, 2 calls',
  length: 'whole, 1 attempt, 2 calls, continued',
  empty: 'whole, 1 attempt, 2 calls',
  oversized: 'fails INVALID_ANSWER',
  refusal: 'fails REFUSED',
  drip: 'whole, 2 attempts, 2 calls',
};
/** A text that its model ended early by itself cannot be told from a short one. */
const designed = (kind: FaultKind, task: TaskKind): string =>
  kind === 'cut-json' && task === 'readme' ? 'short, 1 attempt, 1 call' : DESIGNED[kind];

const providers: SimulatedProvider[] = [];
afterAll(async () => {
  for (const provider of providers) await provider.stop();
});

/** Asks as Temporal does: attempt after attempt while time may heal it; what came so far is kept between them. */
async function askWithRetries(
  engine: ModelEngine,
  task: TaskKind,
  description: string,
): Promise<{ text?: string; code?: string; attempts: number; slowestMs: number }> {
  const kept = new Map<string, { text: string; isWhole: boolean }>();
  const answers: Answers = {
    find: (key) => Promise.resolve(kept.get(key)),
    begin: ({ key }) => Promise.resolve(key),
    end: (key, { outcome, text }) => Promise.resolve(void (text && kept.set(key, { text, isWhole: outcome === 'WHOLE' }))),
    forget: () => Promise.resolve(),
  };
  let slowestMs = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const startedAt = performance.now();
    const spent = (): number => Math.max(slowestMs, performance.now() - startedAt);
    try {
      const { text } = await askEngine(
        {
          engine,
          model: 'sim-1',
          price: null,
          stage: QUESTIONS[task].stage,
          maxOutputTokens: 2_000,
          callId: description,
          attempt,
          allowanceMicros: Infinity,
          signal: new AbortController().signal,
          live: { push: () => undefined, restart: () => undefined } as unknown as LiveText,
          answers,
          log: SILENT,
          onUsage: () => undefined,
        },
        QUESTIONS[task].ask(description),
      );
      return { text, attempts: attempt, slowestMs: spent() };
    } catch (error) {
      const described = describeError(error);
      if (!described.isRetryable) return { code: described.code, attempts: attempt, slowestMs: spent() };
      slowestMs = spent();
    }
  }
  return { code: 'GAVE_UP', attempts: ATTEMPTS, slowestMs };
}

it.each(['openai', 'anthropic', 'groq'])('ends as designed with %s, for each fault at each stage', async (id) => {
  const provider = new SimulatedProvider({ retryAfterS: 0.05, dripMs: 60 });
  providers.push(provider);
  const url = await provider.start();
  const engineWith = (idleMs: number): ModelEngine =>
    new ModelRegistry(
      readConfig({
        [`${id.toUpperCase()}_BASE_URL`]: id === 'anthropic' ? url : `${url}/v1`,
        [`${id.toUpperCase()}_MODELS`]: 'sim-1',
        ENGINE_IDLE_TIMEOUT_MS: String(idleMs),
      }),
    ).get(id);
  const [hasty, patient] = [engineWith(IDLE_MS), engineWith(60_000)];
  const rows: string[] = [];
  const wrong: string[] = [];
  for (const kind of FAULT_KINDS) {
    let slowestMs = 0;
    const ends = new Map<string, TaskKind[]>();
    for (const task of TASK_KINDS) {
      const description = `A mill (${id} ${kind} ${task})`;
      provider.settings.faults = [];
      const right = (await askWithRetries(patient, task, description)).text;
      provider.calls.length = 0;
      provider.settings.faults = [{ kind, task }];
      const ended = await askWithRetries(WAITING.includes(kind) ? hasty : patient, task, description);
      const { calls } = provider;
      const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
      const end = ended.code
        ? `fails ${ended.code}`
        : [
            ended.text === right ? 'whole' : right!.startsWith(ended.text!.trimEnd()) ? 'short' : 'WRONG TEXT',
            count(ended.attempts, 'attempt'),
            count(calls.length, 'call'),
            ...(calls.some((call) => call.isContinued) ? ['continued'] : []),
          ].join(', ');
      ends.set(end, [...(ends.get(end) ?? []), task]);
      slowestMs = Math.max(slowestMs, ended.slowestMs);
      if (end !== designed(kind, task)) wrong.push(`${kind} at ${task}: ${end}, and not ${designed(kind, task)}`);
    }
    const told = [...ends].map(([end, tasks]) => (ends.size === 1 ? end : `${tasks.join(', ')}: ${end}`)).join('; ');
    rows.push(`  ${kind.padEnd(13)} ${told.padEnd(100)} slowest attempt ${Math.round(slowestMs)} ms`);
  }
  process.stdout.write(
    `\n${id}: ${FAULT_KINDS.length} faults at ${TASK_KINDS.length} stages, idle timeout ${IDLE_MS} ms\n${rows.join('\n')}\n`,
  );
  expect(wrong).toEqual([]);
});
