import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Blueprint, DevelopmentPlan, TechnicalArchitecture, TokenPrice } from '@millwright/domain';
import { z } from 'zod';
import { codeOfKind } from '../../fault.js';
import { ModelError, type EngineInfo, type ModelEngine, type ModelFaultCode, type ModelEvent, type ModelRequest } from '../port.js';

const SETTINGS = z.object({
  /** Wait before the first text, in milliseconds. */
  firstTextMs: z.number().min(0).default(0),
  tokensPerSecond: z.number().positive().default(100_000),
  files: z.number().int().min(1).default(6),
  directories: z.number().int().min(1).default(3),
  tokens: z
    .object({
      plan: z.number().default(40),
      architecture: z.number().default(60),
      blueprint: z.number().default(80),
      readme: z.number().default(30),
      file: z.number().default(40),
    })
    .prefault({}),
  /** Errors to raise: the first whose word stands in the description, and whose stage, item and attempt match. */
  faults: z
    .array(
      z.object({
        when: z.string().optional(),
        stage: z.string(),
        item: z.string().optional(),
        attempts: z.number().int().optional(),
        kind: z.string(),
        retryAfterMs: z.number().optional(),
      }),
    )
    .default([]),
  /** Descriptions with the word are written so many times slower. */
  slow: z.array(z.object({ when: z.string(), factor: z.number().positive() })).default([]),
  /** A file that gets one line for each call begun and each call ended, for tests that count them. */
  journal: z.string().optional(),
  microsPerMTok: z.number().int().min(0).default(0),
});
export type PacedSettings = z.infer<typeof SETTINGS>;

export function readPacedSettings(json: string): PacedSettings {
  return SETTINGS.parse(JSON.parse(json));
}

/** For tests and benchmarks only: writes made-up answers at a set pace, and fails as told. */
export class PacedEngine implements ModelEngine {
  readonly info: EngineInfo = {
    id: 'paced',
    name: 'Paced (tests only)',
    about: 'Writes made-up text at a set pace. For tests only.',
    configured: true,
    offline: true,
    host: 'built-in',
    takesKey: false,
    models: ['paced-1'],
  };

  constructor(private readonly settings: PacedSettings) {}

  price(): TokenPrice {
    return { inputMicrosPerMTok: this.settings.microsPerMTok, outputMicrosPerMTok: this.settings.microsPerMTok };
  }

  async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const { task } = request;
    const item = task.kind === 'file' ? task.file.path : '';
    this.note('begin', request, item);
    const fault = this.settings.faults.find(
      (f) =>
        (f.when === undefined || task.description.includes(f.when)) &&
        f.stage === request.stage &&
        (f.item === undefined || f.item === item) &&
        request.attempt <= (f.attempts ?? Infinity),
    );
    await this.pause(this.settings.firstTextMs, signal);
    if (fault) {
      throw new ModelError(codeOfKind(fault.kind) as ModelFaultCode, `The paced engine was told to fail (${fault.kind})`, {
        ...(fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
      });
    }
    const text = this.textFor(request);
    const tokens = this.settings.tokens[task.kind];
    const slowness = this.settings.slow.find(({ when }) => task.description.includes(when))?.factor ?? 1;
    const lastsMs = (tokens / this.settings.tokensPerSecond) * 1_000 * slowness;
    const startedAt = performance.now();
    const pieces = Math.max(1, Math.min(tokens, Math.ceil(lastsMs / 20)));
    for (let i = 0; i < pieces; i++) {
      yield { type: 'text', text: text.slice(Math.floor((i * text.length) / pieces), Math.floor(((i + 1) * text.length) / pieces)) };
      await this.pause(startedAt + ((i + 1) / pieces) * lastsMs - performance.now(), signal);
    }
    yield { type: 'end', inputTokens: Math.ceil((request.prompt.system.length + request.prompt.user.length) / 4), outputTokens: tokens };
    this.note('end', request, item);
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      if (ms > 0.5) await sleep(ms, undefined, { signal });
      else signal.throwIfAborted();
    } catch (cause) {
      throw new ModelError('CANCELLED', 'The call was cancelled', { cause });
    }
  }

  private note(what: string, request: ModelRequest, item: string): void {
    if (this.settings.journal)
      appendFileSync(
        this.settings.journal,
        `${what} ${request.callId} ${request.stage} ${item} ${performance.timeOrigin + performance.now()}\n`,
      );
  }

  private textFor({ task }: ModelRequest): string {
    switch (task.kind) {
      case 'plan':
        return JSON.stringify(this.plan(task.projectName, task.description));
      case 'architecture':
        return JSON.stringify(this.architecture());
      case 'blueprint':
        return JSON.stringify(this.blueprint(task.projectName, task.description));
      case 'readme':
        return `# ${task.blueprint.project_name}\n\n${sentence(this.settings.tokens.readme)}\n`;
      case 'file':
        if (task.file.role === 'test') return this.test(task.file.path);
        return `// ${task.file.path}\n// ${sentence(this.settings.tokens.file)}\n${(task.file.exports ?? ['name']).map((name) => `export const ${name} = ${JSON.stringify(task.file.path)};\n`).join('')}`;
    }
  }

  /** Of the one criterion of its plan. */
  private test(path: string): string {
    return [
      `// ${path}`,
      `// ${sentence(this.settings.tokens.file)}`,
      `import assert from 'node:assert/strict';`,
      `import { test } from 'node:test';`,
      `export const name = ${JSON.stringify(path)};`,
      `test('${ARRIVES}', () => assert.ok(name));\n`,
    ].join('\n');
  }

  private plan(projectName: string, description: string): DevelopmentPlan {
    return {
      project_name: projectName,
      summary: `${description.slice(0, 200)} ${sentence(this.settings.tokens.plan)}`,
      goals: ['Be written at a set pace'],
      users: [{ name: 'Tester', description: 'Watches it being written' }],
      features: [{ name: 'Pace', description: 'Text arrives slowly', acceptance: [ARRIVES] }],
      milestones: [{ name: 'Done', outcome: 'All text is there', features: ['Pace'] }],
      risks: [],
      open_questions: [],
    };
  }

  private architecture(): TechnicalArchitecture {
    return {
      overview: sentence(this.settings.tokens.architecture),
      components: [{ name: 'Core', kind: 'library', responsibility: 'Everything', talks_to: [] }],
      stack: [{ technology: 'TypeScript', purpose: 'All code', reason: 'It is what the product writes' }],
      data_stores: [],
      protocols: [],
      security: [],
      deployment: [],
    };
  }

  private blueprint(projectName: string, description: string): Blueprint {
    const { files, directories } = this.settings;
    const paths = Array.from({ length: files }, (_, i) => `src/part-${(i % directories) + 1}/file-${i + 1}.ts`);
    return {
      project_name: projectName,
      description: description.slice(0, 200),
      technologies: ['TypeScript'],
      entities: [],
      components: [{ name: 'Core', kind: 'library', responsibility: 'Everything', files: paths }],
      endpoints: [],
      events: [],
      directories: [],
      files: paths.map((path, i) => ({
        path,
        purpose: `File ${i + 1}`,
        role: i === 0 ? 'entry' : i === files - 1 ? 'test' : 'library',
        component: 'Core',
        depends_on: i === 0 ? paths.slice(1, 4) : [],
        entities: [],
        exports: ['name'],
        declarations: 'export const name: string;\n',
      })),
      pages: [],
      tables: [],
      packages: [],
      criteria: [{ id: '1.1', met_by: [paths[0]!], shown_by: { file: paths.at(-1)!, test: ARRIVES } }],
      scripts: {},
      environment: [],
    };
  }
}

const ARRIVES = 'It arrives';
const WORDS = ['mill', 'wheel', 'grain', 'stone', 'water', 'sluice', 'shaft', 'gear'];
const sentence = (tokens: number): string => Array.from({ length: Math.max(3, tokens) }, (_, i) => WORDS[i % WORDS.length]).join(' ');
