import type { GenerateProjectInput } from '@millwright/contracts';
import {
  BadInput,
  GENERATION_STATUSES,
  RECORD_FORMAT,
  STAGE_NAMES,
  pathFault,
  shownPath,
  treeFaults,
  type GenerationRecord,
  type RecordedRequest,
} from '@millwright/domain';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { ExportedLedger } from '../proof/ledger-proof.js';

/** A record with what stands in the other packages' terms. */
export type FullRecord = GenerationRecord<GenerateProjectInput, ExportedLedger>;

// What a file may unpack to: a few times the largest real one, far below what would hurt.
const LONGEST_UNPACKED = 256 * 1_024 * 1_024;

const stageName = z.enum(STAGE_NAMES);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const filePath = z.string().superRefine((path, context) => {
  const message = pathFault(path);
  if (message) context.addIssue({ code: 'custom', message });
});
const price = z.looseObject({ inputMicrosPerMTok: z.number().min(0), outputMicrosPerMTok: z.number().min(0) }).nullable();
const choice = z.object({ engine: z.string().max(100), model: z.string().max(300), price });
const count = z.looseObject({ inputTokens: z.number().int().min(0), outputTokens: z.number().int().min(0) });
const failure = z.object({
  stage: stageName,
  attempts: z.number().int(),
  code: z.string().max(100),
  message: z.string().max(10_000),
  hint: z.string().max(10_000).optional(),
});

const artifact = z.object({
  stage: stageName,
  path: filePath,
  mediaType: z.string().max(200),
  bytes: z.number().int(),
  sha256,
  lines: z.number().int(),
});

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
        runsOn: z.enum(['core', 'engine', 'git']),
        fansOut: z.boolean(),
        weight: z.number().min(0),
        maxOutputTokens: z.number().int().min(0),
      }),
    )
    .min(1)
    .max(STAGE_NAMES.length),
  budgetMicros: z.number().int().min(0).nullable(),
  price,
  fallbacks: z.array(choice).max(20).optional(),
  stageEngines: z.partialRecord(stageName, choice).optional(),
  useCache: z.boolean().optional(),
  promptBytes: z.number().int().min(0).optional(),
  reused: z.array(stageName).optional(),
  revisions: z
    .partialRecord(
      stageName,
      z.object({ round: z.number().int().min(1), comment: z.string().max(100_000), items: z.array(filePath).optional() }),
    )
    .optional(),
  approveAfter: z.array(stageName).optional(),
  approveCriticality: z.number().int().min(1).max(10).optional(),
  atCeiling: z.enum(['FAIL', 'ASK']).optional(),
  limits: z.object({
    window: z.number().int().min(1).max(100),
    heartbeatTimeoutMs: z.number().int().min(500),
    stageTimeoutMs: z.number().int().min(1_000),
    maximumAttempts: z.number().int().min(1).max(100),
    initialRetryMs: z.number().int().min(1),
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
    entries: z.array(z.looseObject({ seq: z.number().int(), at: z.string(), hash: z.string(), body: z.looseObject({ type: z.string() }) })),
  }),
  exchanges: z.array(
    z.object({
      stage: stageName,
      path: filePath,
      attempt: z.number().int(),
      host: z.string(),
      at: z.string(),
      durationMs: z.number(),
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

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** A record as a file: JSON, compressed with gzip. */
export async function writeRecord(record: FullRecord): Promise<Buffer> {
  return await pack(JSON.stringify(record));
}

/**
 * Reads a record from a file that anybody may have written.
 *
 * @throws BadInput naming what in it is not as it should be
 */
export async function readRecord(file: Uint8Array): Promise<FullRecord> {
  let value: unknown;
  try {
    value = JSON.parse((await unpack(file, { maxOutputLength: LONGEST_UNPACKED })).toString('utf8'));
  } catch {
    throw new BadInput([{ path: 'file', message: 'is not a record of a generation: choose a file that was downloaded as one' }]);
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
