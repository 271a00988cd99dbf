import { PATHS, generateCommunicationSchema, type TechnicalArchitecture } from '@millwright/domain';
import { ScriptedEngine } from '@millwright/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repairCafe, spoil, type Answers } from '../checks/answers.testing.js';
import { checker } from '../checks/apart/check-apart.js';
import { NO_ANSWERS } from '../runtime/answers.js';
import { askEngine } from '../runtime/ask-engine.js';
import type { LiveText } from '../runtime/live-text.js';
import type { StageContext } from '../runtime/stage.js';
import { blueprintStage } from './blueprint.stage.js';
import { codeStage } from './code.stage.js';
import { misfits, projectAdvice } from './fit.js';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/answers/repair-cafe');
const architecture = JSON.parse(readFileSync(join(FIXTURES, 'technical-architecture.json'), 'utf8')) as TechnicalArchitecture;
const QUIET = { say: () => undefined, warn: () => undefined };

afterAll(() => checker.close());

/** A stage's context over recorded documents, in which a model gives the answers in their order. */
function scene({ plan, blueprint }: Answers, answers: string[], item?: string) {
  const engine = new ScriptedEngine(answers.map((text) => ({ pieces: [text] })));
  const warned: string[] = [];
  const log = { ...QUIET, warn: (line: string) => void warned.push(line) };
  const documents: Record<string, unknown> = {
    [PATHS.planJson]: plan,
    [PATHS.architectureJson]: architecture,
    [PATHS.blueprint]: blueprint,
    [PATHS.communicationSchema]: generateCommunicationSchema(plan, architecture, blueprint),
  };
  const context = {
    input: { engine: 'scripted', ...(item ? { item } : {}) },
    services: { models: { all: () => [engine] } },
    subject: { projectName: 'Repair café', description: 'A repair café', engine: 'scripted', replay: null },
    log,
    readJson: async (_stage: string, path: string) => structuredClone(documents[path]),
    ask: (path: string, question: Parameters<StageContext['ask']>[1]) =>
      askEngine(
        {
          engine,
          model: 'scripted-1',
          price: null,
          stage: 'CODE',
          maxOutputTokens: 16_000,
          callId: path,
          attempt: 1,
          allowanceMicros: Infinity,
          signal: new AbortController().signal,
          live: { push: () => undefined, restart: () => undefined } as unknown as LiveText,
          answers: NO_ANSWERS,
          log,
          onUsage: () => undefined,
        },
        question,
      ),
  } as unknown as StageContext;
  return { context, engine, warned };
}

/** The file as it is written well, and as it breaks what it declares. */
function items(): { good: string; bad: string; answers: Answers } {
  const answers = repairCafe();
  const good = answers.texts.get('src/items.ts')!;
  spoil(
    answers,
    'src/items.ts',
    'claimItem(db: DatabaseSync, code: string, volunteerId: number',
    'claimItem(db: DatabaseSync, volunteerId: number, code: string',
  );
  return { good, bad: answers.texts.get('src/items.ts')!, answers };
}

it('asks again for a file that breaks what it declares, with its faults and declarations, and for no other', async () => {
  const { good, bad, answers } = items();
  const { context, engine } = scene(answers, [bad, good], 'src/items.ts');
  const outcome = await codeStage.perform(context);
  expect(outcome).toMatchObject({ drafts: [{ path: 'src/items.ts', text: good }], warnings: [] });
  expect(engine.requests).toHaveLength(2);
  const again = engine.requests[1]!.prompt.user;
  expect(again).toMatch(/It exports "claimItem" as .* and declares it as/);
  expect(again).toContain('export function claimItem(db: DatabaseSync, code: string, volunteerId: number, now: Date): void;');
});

it('takes the best answer after two more, and says what is open in it', async () => {
  const { bad, answers } = items();
  const { context, engine } = scene(answers, [bad, bad, bad], 'src/items.ts');
  const { warnings } = await codeStage.perform(context);
  expect(engine.requests).toHaveLength(3);
  expect(warnings?.join()).toMatch(/claimItem/);
});

it('gives the faults of a blueprint back before a file is bought', async () => {
  const answers = repairCafe();
  const good = JSON.stringify(answers.blueprint);
  const endpoints = answers.blueprint.endpoints.filter(({ method, path }) => `${method} ${path}` !== 'GET /items');
  const { context, engine } = scene(answers, [JSON.stringify({ ...answers.blueprint, endpoints }), good]);
  const outcome = await blueprintStage.perform(context);
  expect(outcome.warnings).toEqual([]);
  expect(JSON.parse(outcome.drafts[0]!.text)).toEqual(answers.blueprint);
  expect(engine.requests[1]!.prompt.user).toContain('A form of the page / leads to GET /items, which no endpoint serves');
});

it('asks again for parts that a blueprint leaves out, and takes one that keeps to leave them out', async () => {
  const answers = repairCafe();
  const { tables: _, ...rest } = answers.blueprint;
  const { context, engine } = scene(
    answers,
    [1, 2, 3].map(() => JSON.stringify(rest)),
  );
  expect((await blueprintStage.perform(context)).warnings).toContain('The blueprint does not say "tables"');
  expect(engine.requests).toHaveLength(3);
});

it('computes what follows from the blueprint, and asks for it where a person sent it back', async () => {
  const answers = repairCafe();
  const { context, engine } = scene(answers, [answers.texts.get('package.json')!], 'package.json');
  expect(JSON.parse((await codeStage.perform(context)).drafts[0]!.text)).toMatchObject({ name: 'repair-cafe' });
  expect(engine.requests).toEqual([]);
  Object.assign(context.input, { revision: { comment: 'Another name' } });
  await codeStage.perform(context);
  expect(engine.requests).toHaveLength(1);
});

it('says what is open in all files together, and nothing of a blueprint that declares nothing', async () => {
  const { blueprint, texts, plan } = repairCafe(false);
  const { context } = scene({ blueprint, texts, plan }, []);
  expect(await projectAdvice(context, blueprint, texts)).toEqual([
    expect.stringMatching(/^test\/items\.test\.ts, line 14: Conversion of type/),
    'src/app.ts: It does not serve GET /items, which the blueprint has it serve',
  ]);
  const older = { ...blueprint, files: blueprint.files.map(({ declarations: _, ...file }) => file) };
  expect(await projectAdvice(context, older, texts)).toEqual([]);
});

it('names the one file that does not do its part of what all do together, and none that would come out the same', async () => {
  const answers = repairCafe();
  spoil(answers, 'src/app.ts', 'send(context, 401', 'send(context, 400');
  answers.texts.set('package.json', '{}');
  const { context } = scene(answers, []);
  expect(await misfits(context, answers.blueprint, answers.texts)).toEqual([
    { item: 'src/app.ts', faults: [expect.stringMatching(/^Nothing answers 401, which .* is to answer$/)] },
  ]);
});
