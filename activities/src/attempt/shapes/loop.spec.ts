import { NO_USAGE, addUsage, type Usage } from '@millwright/domain';
import { ModelError } from '@millwright/integrations';
import { ScriptedEngine, type ScriptedAnswer } from '@millwright/testing';
import { NO_ANSWERS } from '../../runtime/answers.js';
import { askEngine } from '../../runtime/ask-engine.js';
import type { LiveText } from '../../runtime/live-text.js';
import type { LoopStage, StageContext } from '../../runtime/stage.js';
import { loop } from './loop.js';

const PRICE = { inputMicrosPerMTok: 1_000_000, outputMicrosPerMTok: 1_000_000 };

/** A context that asks a scripted engine, within an allowance for all of its questions. */
function scene(answers: ScriptedAnswer[], allowanceMicros = Infinity) {
  const engine = new ScriptedEngine(answers, PRICE);
  const said: string[] = [];
  const stop = new AbortController();
  const log = { say: (line: string) => void said.push(line), warn: (line: string) => void said.push(`! ${line}`) };
  let used: Usage = NO_USAGE;
  const context = {
    signal: stop.signal,
    log,
    ask: (path, question) =>
      askEngine(
        {
          engine,
          model: 'scripted-1',
          price: PRICE,
          stage: 'VERIFY',
          maxOutputTokens: 1_000,
          callId: path,
          attempt: 1,
          allowanceMicros: allowanceMicros - used.costMicros,
          signal: stop.signal,
          live: { push: () => undefined, restart: () => undefined } as unknown as LiveText,
          answers: NO_ANSWERS,
          log: { say: () => undefined, warn: () => undefined },
          onUsage: (usage) => (used = addUsage(used, usage)),
        },
        question,
      ),
  } as Partial<StageContext> as StageContext;
  return { context, engine, said, stop, used: () => used };
}

/** Takes a text for right once it says "right"; says what it did. */
function repairing(did: string[]): LoopStage<string> {
  return {
    name: 'VERIFY',
    begin: async () => 'wrong',
    use: async (_, text, turn) => {
      did.push(`build ${turn}: ${text}`);
      if (text === 'right') return { state: text };
      const prompt = { version: '1', system: 's', user: `Put right: ${text}` };
      return { state: text, ask: { path: 'a.ts', why: 'The build failed', question: { task: { kind: 'plan', projectName: 'M', description: 'd' }, prompt } } };
    },
    take: async (_, __, { text }) => text,
    end: async (_, text, { asked, isOpen }) => ({
      drafts: [{ path: 'a.ts', text }],
      warnings: isOpen ? [`Open after ${asked}`] : [],
    }),
  };
}

it('asks nothing where nothing is to be put right', async () => {
  const did: string[] = [];
  const { context, engine, said } = scene([]);
  const outcome = await loop({ ...repairing(did), begin: async () => 'right' }, context, { turns: 3 });
  expect(outcome).toEqual({ drafts: [{ path: 'a.ts', text: 'right' }], warnings: [] });
  expect([did, engine.requests, said]).toEqual([['build 1: right'], [], []]);
});

it('uses and asks by turns until it is right, and hands each answer on', async () => {
  const did: string[] = [];
  const { context, engine, said } = scene([{ pieces: ['better'] }, { pieces: ['right'] }]);
  expect(await loop(repairing(did), context, { turns: 3 })).toEqual({ drafts: [{ path: 'a.ts', text: 'right' }], warnings: [] });
  expect(did).toEqual(['build 1: wrong', 'build 2: better', 'build 3: right']);
  expect(engine.requests.map(({ prompt }) => prompt.user)).toEqual(['Put right: wrong', 'Put right: better']);
  expect(said).toEqual(['The build failed; turn 1 of at most 3', 'The build failed; turn 2 of at most 3']);
});

it('looks at the last answer, and leaves what is still open to the stage', async () => {
  const did: string[] = [];
  const { context, engine, said } = scene([1, 2, 3].map((n) => ({ pieces: [`try ${n}`] })));
  const outcome = await loop(repairing(did), context, { turns: 2 });
  expect(outcome).toEqual({ drafts: [{ path: 'a.ts', text: 'try 2' }], warnings: ['Open after 2'] });
  expect(engine.requests).toHaveLength(2);
  expect(did.at(-1)).toBe('build 3: try 2');
  expect(said.at(-1)).toBe('! The build failed; it was asked 2 times already, and is left so');
});

it('spends no more than its allowance, all turns together', async () => {
  const did: string[] = [];
  const { context, engine, used } = scene([{ pieces: ['better'], inputTokens: 2_000, outputTokens: 900 }, { pieces: ['right'] }], 4_000);
  await expect(loop(repairing(did), context, { turns: 3 })).rejects.toMatchObject({ code: 'ALLOWANCE_USED' });
  expect(engine.requests).toHaveLength(1);
  expect(used().costMicros).toBe(2_900);
  expect(did).toEqual(['build 1: wrong', 'build 2: better']);
});

it('begins no further turn once it is cancelled, and ends with what the engine fails with', async () => {
  const did: string[] = [];
  const { context, stop } = scene([{ pieces: ['better'], meanwhile: () => stop.abort() }]);
  await expect(loop(repairing(did), context, { turns: 3 })).rejects.toMatchObject({ name: 'AbortError' });
  expect(did).toEqual(['build 1: wrong']);
  const failing = scene([{ error: new ModelError('REFUSED', 'No') }]);
  await expect(loop(repairing([]), failing.context, { turns: 3 })).rejects.toMatchObject({ code: 'REFUSED' });
});
