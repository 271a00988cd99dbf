import type { GenerateProjectInput } from '@millwright/contracts';
import {
  BadInput,
  GENERATION_STATUSES,
  RECORD_FORMAT,
  STAGE_HOSTS,
  STAGE_NAMES,
  pathFault,
  shownPath,
  treeFaults,
  type GenerationRecord,
  type RecordedRequest,
  type StageName,
} from '@millwright/domain';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { JsonTooLarge, unpackBounded, type JsonBounds } from '../bounded-json.js';
import type { GenerationLedger } from '../proof/ledger-proof.js';

/** A record with what stands in the other packages' terms. */
export type FullRecord = GenerationRecord<GenerateProjectInput, GenerationLedger>;

/** What a file may unpack to: a few times the largest real one, far below what would hurt. */
const BOUNDS: JsonBounds = { bytes: 256 * 1_024 * 1_024, depth: 100, values: 4_000_000 };

// Of times, in milliseconds: what is longer is no time that anything of ours takes.
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_TOKENS = 100_000_000;
const MOST_MICROS = 1_000_000_000_000;
const natural = (most = Number.MAX_SAFE_INTEGER): z.ZodNumber => z.number().int().min(0).max(most);

const stageName = z.enum(STAGE_NAMES);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const filePath = z.string().superRefine((path, context) => {
  const message = pathFault(path);
  if (message) context.addIssue({ code: 'custom', message });
});
const price = z
  .looseObject({ inputMicrosPerMTok: z.number().min(0).max(MOST_MICROS), outputMicrosPerMTok: z.number().min(0).max(MOST_MICROS) })
  .nullable();
const choice = z.object({ engine: z.string().max(100), model: z.string().max(300), price });
const count = z.looseObject({ inputTokens: natural(MOST_TOKENS), outputTokens: natural(MOST_TOKENS) });
const failure = z.object({
  stage: stageName,
  attempts: natural(1_000_000),
  code: z.string().max(100),
  message: z.string().max(10_000),
  hint: z.string().max(10_000).optional(),
});

const artifact = z.object({
  stage: stageName,
  path: filePath,
  mediaType: z.string().max(200),
  bytes: natural(BOUNDS.bytes),
  sha256,
  lines: natural(BOUNDS.bytes),
});

/** Each stage once, and none that waits for itself or for one that is not there: such a generation would never go on. */
function orderFaults(stages: readonly { name: StageName; needs: readonly StageName[] }[], context: z.RefinementCtx): void {
  const fault = (index: number, message: string): void => context.addIssue({ code: 'custom', path: [index], message });
  const names = stages.map(({ name }) => name);
  for (const [index, { name, needs }] of stages.entries()) {
    if (names.indexOf(name) !== index) fault(index, `names ${name} again`);
    for (const need of needs) if (!names.includes(need)) fault(index, `needs ${need}, which is not among the stages`);
  }
  const done = new Set<StageName>();
  const ready = (): StageName[] =>
    stages.filter(({ name, needs }) => !done.has(name) && needs.every((need) => done.has(need))).map(({ name }) => name);
  for (let next = ready(); next.length > 0; next = ready()) for (const name of next) done.add(name);
  const stuck = names.findIndex((name) => !done.has(name));
  if (stuck >= 0) fault(stuck, `can never begin: what ${names[stuck]} needs waits for it`);
}

const INPUT = z.object({
  projectName: z.string().min(1).max(200),
  engine: z.string().max(100),
  model: z.string().max(300),
  stages: z
    .array(
      z.object({
        name: stageName,
        title: z.string().max(100),
        needs: z.array(stageName),
        runsOn: z.enum(STAGE_HOSTS),
        fansOut: z.boolean(),
        weight: z.number().min(0).max(1_000_000),
        maxOutputTokens: natural(MOST_TOKENS),
      }),
    )
    .min(1)
    .max(STAGE_NAMES.length)
    .superRefine(orderFaults),
  budgetMicros: natural(MOST_MICROS).nullable(),
  price,
  fallbacks: z.array(choice).max(20).optional(),
  stageEngines: z.partialRecord(stageName, choice).optional(),
  useCache: z.boolean().optional(),
  promptBytes: natural(BOUNDS.bytes).optional(),
  reused: z.array(stageName).optional(),
  revisions: z
    .partialRecord(
      stageName,
      z.object({ round: natural(1_000_000).min(1), comment: z.string().max(100_000), items: z.array(filePath).optional() }),
    )
    .optional(),
  approveAfter: z.array(stageName).optional(),
  approveCriticality: z.number().int().min(1).max(10).optional(),
  atCeiling: z.enum(['FAIL', 'ASK']).optional(),
  limits: z.object({
    window: z.number().int().min(1).max(100),
    heartbeatTimeoutMs: natural(DAY_MS).min(500),
    stageTimeoutMs: natural(DAY_MS).min(1_000),
    maximumAttempts: natural(100).min(1),
    initialRetryMs: natural(DAY_MS).min(1),
  }),
});

const RECORD = z.object({
  format: z.literal(RECORD_FORMAT),
  exportedAt: z.iso.datetime(),
  version: z.string().max(100),
  generation: z.object({
    id: z.uuid(),
    projectName: z.string().min(1).max(200),
    description: z.string().max(100_000),
    status: z.enum(GENERATION_STATUSES),
    failure: failure.nullable(),
    complete: z.array(stageName),
    parentId: z.uuid().nullable(),
    createdAt: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable(),
  }),
  input: INPUT,
  history: z.unknown(),
  ledger: z.looseObject({
    entries: z.array(z.looseObject({ seq: natural(), at: z.string(), hash: z.string(), body: z.looseObject({ type: z.string() }) })),
  }),
  exchanges: z.array(
    z.object({
      stage: stageName,
      path: filePath,
      attempt: natural(1_000_000),
      host: z.string(),
      at: z.string(),
      durationMs: z
        .number()
        .min(0)
        .max(365 * DAY_MS),
      promptVersion: z.string(),
      request: z.object({
        engine: z.string(),
        model: z.string(),
        system: z.string(),
        context: z.string().optional(),
        user: z.string(),
        schemaSha256: sha256.optional(),
      }),
      text: z.string(),
      count: count.optional(),
      isLimited: z.boolean().optional(),
      isRemembered: z.boolean().optional(),
      error: z
        .object({ kind: z.string(), message: z.string(), hint: z.string(), mayBeBilled: z.boolean(), count: count.optional() })
        .optional(),
    }),
  ),
  reused: z.array(artifact),
  artifacts: z.array(artifact),
  edits: z.array(
    z.object({
      kind: z.enum(['KEPT', 'RESOLUTION']),
      path: filePath,
      baseSha256: sha256.nullable(),
      sha256: sha256.nullable(),
      editedBy: z.object({ kind: z.enum(['user', 'api-key', 'system']), id: z.string(), name: z.string().max(300) }),
    }),
  ),
  contents: z.record(sha256, z.string()),
  redactions: z.array(z.object({ kind: z.string(), placeholder: z.string(), places: z.array(z.string()) })),
  searched: z.object({ rules: z.array(z.string().max(500)).max(100), notLookedFor: z.array(z.string().max(500)).max(100) }).exactOptional(),
});

const pack = promisify(gzip);

/** A record as a file: JSON, compressed with gzip. */
export async function writeRecord(record: FullRecord): Promise<Buffer> {
  return await pack(JSON.stringify(record));
}

/**
 * Reads a record from a file that anybody may have written.
 *
 * @param file its content, or a stream of it.
 * @throws BadInput naming what in it is not as it should be
 */
export async function readRecord(file: Uint8Array | Readable): Promise<FullRecord> {
  let value: unknown;
  try {
    value = await unpackBounded(file, BOUNDS);
  } catch (error) {
    const message =
      error instanceof JsonTooLarge
        ? `unpacks to more ${error.bound} than a record has (${BOUNDS[error.bound]})`
        : 'is not a record of a generation: choose a file that was downloaded as one';
    throw new BadInput([{ path: 'file', message }]);
  }
  const read = RECORD.safeParse(value);
  if (!read.success)
    throw new BadInput(
      read.error.issues.slice(0, 20).map((issue) => ({ path: ['file', ...issue.path].join('.'), message: issue.message })),
    );
  const record = read.data as unknown as FullRecord;
  for (const part of ['artifacts', 'reused', 'edits'] as const) requireTree(part, record[part]);
  for (const [hash, text] of Object.entries(record.contents))
    if (hashOf(text) !== hash)
      throw new BadInput([{ path: `file.contents.${hash}`, message: 'is not the text that it was recorded with' }]);
  return record;
}

/** What stood in one repository. @throws BadInput naming each path that could not, beside another */
function requireTree(part: string, files: readonly { path: string }[]): void {
  // A stage may put its own in the place of another's, so the same path twice is no fault.
  const faults = treeFaults([...new Set(files.map(({ path }) => path))]);
  if (faults.length > 0)
    throw new BadInput(
      faults.slice(0, 20).map(({ path, message }) => ({ path: `file.${part}`, message: `names "${shownPath(path)}", which ${message}` })),
    );
}

/** Tells whether two requests ask the same; the same for what was recorded and for what is asked now. */
export function requestIdentity({ engine, model, system, context, user, schemaSha256 }: RecordedRequest): string {
  return hashOf(JSON.stringify([engine, model, system, context ?? '', user, schemaSha256 ?? '']));
}

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
