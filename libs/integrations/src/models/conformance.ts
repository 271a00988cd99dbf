import {
  BLUEPRINT_SCHEMA,
  KEPT_BLUEPRINT_SCHEMA,
  DEVELOPMENT_PLAN_SCHEMA,
  TECHNICAL_ARCHITECTURE_SCHEMA,
  blueprintFaults,
  type Blueprint,
  type DevelopmentPlan,
  type JsonSchema,
  type TechnicalArchitecture,
} from '@millwright/domain';
import { ModelError, type ModelEngine, type ModelEvent, type ModelRequest, type ModelTask } from './port.js';
import { mapsFromPairs } from './providers/openai/strict-schema.js';
import { schemaFaults } from './validate-answer.js';

const DESCRIPTION =
  'A clinic where patients book appointments with dentists. Each appointment has a start time, a reason and a status (booked, done, cancelled).';

/** A question in prose, with its material as prompts hold it. */
function materialOf({ kind, projectName, ...material }: ModelTask): string {
  const parts = Object.entries({ name: projectName, ...material }).map(
    ([name, value]) => `<data name="${name}">\n${typeof value === 'string' ? value : JSON.stringify(value)}\n</data>`,
  );
  return [`Write the ${kind}.`, ...parts].join('\n\n');
}

const read = <T>(text: string, schema: JsonSchema): T => mapsFromPairs(schema, JSON.parse(text)) as T;

/**
 * What every engine keeps to, whatever answers behind it. Call it in a test file with how to make the engine.
 *
 * @param make a fresh engine, ready to answer.
 */
export function describeModelEngine(name: string, make: () => ModelEngine | Promise<ModelEngine>): void {
  describe(`the engine ${name}`, () => {
    let engine: ModelEngine;
    beforeAll(async () => {
      engine = await make();
    });

    const request = (task: ModelTask, schema?: JsonSchema): ModelRequest => ({
      stage: (
        { plan: 'DEV_PLAN', architecture: 'TECH_ARCHITECTURE', blueprint: 'BLUEPRINT', readme: 'MAIN_README', file: 'CODE' } as const
      )[task.kind],
      model: engine.info.models[0]!,
      task,
      prompt: { version: 'conformance-1', system: 'You plan software.', user: materialOf(task) },
      ...(schema ? { schema } : {}),
      maxOutputTokens: 32_000,
      callId: `conformance/${task.kind}`,
      attempt: 1,
    });
    const ask = async (asked: ModelRequest): Promise<{ text: string; events: ModelEvent[] }> => {
      const events: ModelEvent[] = [];
      for await (const event of engine.answer(asked, new AbortController().signal)) events.push(event);
      return { text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''), events };
    };
    const about = { projectName: 'Clinic', description: DESCRIPTION };
    const made: { plan?: DevelopmentPlan; architecture?: TechnicalArchitecture; blueprint?: Blueprint } = {};

    it('says who it is, and names at least one model', () => {
      expect(engine.info).toMatchObject({ id: expect.stringMatching(/^[a-z][a-z0-9-]*$/), configured: true });
      expect(engine.info.name.length * engine.info.about.length).toBeGreaterThan(0);
      expect(engine.info.models.length).toBeGreaterThan(0);
    });

    it('gives prices in whole micro-dollars, never negative', () => {
      for (const model of engine.info.models)
        for (const micros of Object.values(engine.price(model) ?? {})) expect(Number.isInteger(micros) && micros >= 0).toBe(true);
    });

    it('ends a whole answer with one end event that tells what it used', async () => {
      const { text, events } = await ask(request({ kind: 'plan', ...about }, DEVELOPMENT_PLAN_SCHEMA));
      expect(events.filter((event) => event.type === 'end')).toHaveLength(1);
      const end = events.at(-1)!;
      if (end.type !== 'end') throw new Error('The last event is not the end');
      for (const tokens of [end.inputTokens, end.outputTokens]) expect(Number.isInteger(tokens) && tokens >= 0).toBe(true);
      made.plan = read<DevelopmentPlan>(text, DEVELOPMENT_PLAN_SCHEMA);
      expect(schemaFaults(DEVELOPMENT_PLAN_SCHEMA, made.plan)).toEqual([]);
    });

    it('answers each structured question with JSON that fits its schema and the answers before it', async () => {
      const plan = made.plan!;
      const architecture = await ask(request({ kind: 'architecture', ...about, plan }, TECHNICAL_ARCHITECTURE_SCHEMA));
      made.architecture = read<TechnicalArchitecture>(architecture.text, TECHNICAL_ARCHITECTURE_SCHEMA);
      expect(schemaFaults(TECHNICAL_ARCHITECTURE_SCHEMA, made.architecture)).toEqual([]);
      const blueprint = await ask(request({ kind: 'blueprint', ...about, plan, architecture: made.architecture }, BLUEPRINT_SCHEMA));
      made.blueprint = read<Blueprint>(blueprint.text, KEPT_BLUEPRINT_SCHEMA);
      expect(schemaFaults(KEPT_BLUEPRINT_SCHEMA, made.blueprint)).toEqual([]);
      expect(blueprintFaults(made.blueprint)).toEqual([]);
    });

    it('writes a README with a heading, and each file that the blueprint names', async () => {
      const { plan, architecture, blueprint } = made as Required<typeof made>;
      const readme = await ask(request({ kind: 'readme', ...about, plan, architecture, blueprint }));
      expect(readme.text).toMatch(/^#\s+\S/m);
      for (const file of blueprint.files.slice(0, 3))
        expect((await ask(request({ kind: 'file', ...about, blueprint, file }))).text.trim()).not.toBe('');
    });

    it('ends at once, as cancelled, when it is aborted before it begins', async () => {
      const stop = new AbortController();
      stop.abort();
      const read = async (): Promise<void> => {
        for await (const _event of engine.answer(request({ kind: 'plan', ...about }, DEVELOPMENT_PLAN_SCHEMA), stop.signal)) void _event;
      };
      await expect(read()).rejects.toMatchObject({ name: 'ModelError', code: 'CANCELLED', isRetryable: false });
    });

    it('ends as cancelled when it is aborted in the middle of an answer', async () => {
      const stop = new AbortController();
      const read = async (): Promise<void> => {
        for await (const event of engine.answer(request({ kind: 'plan', ...about }, DEVELOPMENT_PLAN_SCHEMA), stop.signal))
          if (event.type === 'text') stop.abort();
      };
      const error = await read().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      // What was whole before the abort was seen is no error; anything else is a cancellation and nothing more.
      if (error !== undefined) expect(error).toBeInstanceOf(ModelError);
      if (error instanceof ModelError) expect(error.code).toBe('CANCELLED');
    });

    it('answers several questions side by side without mixing them', async () => {
      const { blueprint } = made as Required<typeof made>;
      const files = blueprint.files.slice(0, 3);
      const one = await Promise.all(files.map((file) => ask(request({ kind: 'file', ...about, blueprint, file }))));
      for (const { events } of one) expect(events.at(-1)?.type).toBe('end');
      expect(new Set(one.map(({ text }) => text)).size).toBe(files.length);
    });
  });
}
