import {
  BadInput,
  FINAL_STATUSES,
  PreconditionFailed,
  RECORD_FORMAT,
  asRecorded,
  compareReplay,
  countLines,
  requireSafePath,
  type ArtifactRef,
  type Exchange,
  type GenerationEventBody,
  type GenerationRecord,
  type RecordedArtifact,
  type RecordedEdit,
  type RecordSummary,
  type ReplayChoice,
  type ReplayDifference,
  type ReplayVerdict,
  type StageName,
} from '@millwright/domain';
import { BlobMissing, type BlobStore, type ModelRegistry, type RecordStore } from '@millwright/integrations';
import type { GenerationRow, Transaction, UnitOfWork } from '@millwright/persistence';
import { VERSION, readRecord, readRecordApart, writeRecord, type FullRecord } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Turnstile } from '../../security/turnstile.js';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from '../generation/generation.service.js';
import type { GenerationStarter } from '../generation/generation-starter.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { SEARCHED, redactRecord, type KnownSecret } from './redact.js';

const READERS = 2;
const READERS_WAITING = 20;
const READERS_WAIT_MS = 30_000;
const ADDRESS = /^[0-9a-f]{64}$/;

/** Secrets that the server holds for an organization, or for itself. */
export type SecretsOf = (organizationId: string) => Promise<KnownSecret[]>;

export interface ReplayInput {
  generationId?: string | null;
  record?: string | null;
  organizationId?: string | null;
  withCode?: boolean | null;
  until?: StageName | null;
}

/** What a replay came to, beside what was recorded. */
export interface ReplayResult {
  generation: GenerationRecord['generation'];
  recordedAt: string;
  version: string;
  redactions: number;
  choice: ReplayChoice;
  /** null while it runs. */
  verdict: ReplayVerdict | null;
  differences: ReplayDifference[];
}

/** Generations as files that can be replayed anywhere, and their replays. */
export class RecordService {
  /** Each has a thread and its memory to itself. */
  private readonly readers = new Turnstile(READERS, READERS_WAITING, READERS_WAIT_MS);

  constructor(
    private readonly parts: {
      unitOfWork: UnitOfWork;
      generations: GenerationService;
      starter: GenerationStarter;
      temporal: TemporalGateway;
      blobs: BlobStore;
      records: RecordStore;
      models: ModelRegistry;
      secrets: SecretsOf;
    },
  ) {}

  /**
   * A generation that has ended, with secrets taken out, as a file.
   * @throws NotFound · Forbidden · PreconditionFailed where it runs, or is a replay itself
   */
  async download(viewer: Viewer, generationId: string): Promise<{ name: string; content: Buffer }> {
    const row = await this.parts.generations.get(viewer, generationId);
    const record = await this.recordOf(row);
    const name = record.generation.projectName.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
    return { name: `${name}-${row.id.slice(0, 8)}.record.gz`, content: await writeRecord(record) };
  }

  /**
   * Takes in a record, so that it can be replayed.
   * @param file path of what was sent.
   * @returns its address, for `replay`.
   * @throws NotFound · Forbidden · BadInput naming what in the file is not as it should be
   */
  async upload(viewer: Viewer, organization: string | null | undefined, file: string): Promise<{ record: string; summary: RecordSummary }> {
    const { organizationId } = viewer.in(organization, 'generation.run');
    const record = await this.readers.pass(() => readRecordApart(file));
    return { record: await this.keep(organizationId, await readFile(file), record), summary: summaryOf(record) };
  }

  /**
   * A new generation that does what a recorded one did, asking no engine.
   * @throws NotFound · Forbidden · BadInput · PreconditionFailed where there is nothing to replay
   */
  async replay(viewer: Viewer, input: ReplayInput): Promise<GenerationRow> {
    const { generationId, record: address } = input;
    if (!generationId === !address)
      throw new BadInput([{ path: 'input.generationId', message: 'give either this, or the record that an upload gave' }]);
    const { organizationId, record, at } = generationId
      ? await this.ofGeneration(viewer, generationId)
      : await this.ofUpload(viewer, input.organizationId, address!);
    const names = record.input.stages.map((stage) => stage.name);
    if (input.until && !names.includes(input.until))
      throw new BadInput([{ path: 'input.until', message: `must be one of: ${names.join(', ')}` }]);
    const { unitOfWork, blobs } = this.parts;
    for (const { path } of [...record.reused, ...record.edits]) requireSafePath(path);
    for (const text of Object.values(record.contents)) await blobs.put(organizationId, Buffer.from(text, 'utf8'));
    const { projectName, description } = record.generation;
    const scope = { organizationId, userId: viewer.userId };
    // Beside the others, so that what it makes is nobody's repository.
    const project = await unitOfWork.run(scope, (tx) =>
      tx.projects.add({ name: `Replay of ${projectName}`.slice(0, 100), description, createdBy: viewer.userId, isArchived: true }),
    );
    const choice: ReplayChoice = {
      record: at,
      generationId: record.generation.id,
      withCode: input.withCode ?? false,
      ...(input.until ? { until: input.until } : {}),
    };
    return await this.parts.starter.start(viewer, {
      project,
      description,
      choices: {},
      replay: { choice, input: record.input },
      prepare: (tx, id) => prepareReplay(tx, project.id, id, record, choice),
    });
  }

  /** What a replay came to; null for a generation that is none. */
  async resultOf(organizationId: string, id: string, choice: ReplayChoice): Promise<ReplayResult> {
    const { unitOfWork, records } = this.parts;
    const { summary, state, artifacts } = await unitOfWork.run({ organizationId }, async (tx) => ({
      summary: await tx.keptRecords.summary(choice.record),
      state: (await tx.generations.get(id)).state,
      artifacts: await tx.artifacts.all(id),
    }));
    // Of one that was kept before summaries were, the content is there.
    const record = summary ?? (await readRecord(await records.get(organizationId, choice.record)));
    const { verdict, differences } = FINAL_STATUSES.includes(state.status)
      ? compareReplay(record, choice, state, artifacts)
      : { verdict: null, differences: [] };
    const { generation, exportedAt: recordedAt, version, redactions } = record;
    return { generation, recordedAt, version, redactions: redactions.length, choice, verdict, differences };
  }

  /** Puts a record where it can be replayed from, for as long as the organization keeps records. @returns its address */
  private async keep(organizationId: string, file: Uint8Array, record: FullRecord): Promise<string> {
    const address = await this.parts.records.put(organizationId, file);
    await this.parts.unitOfWork.run({ organizationId }, (tx) => tx.keptRecords.add(address, summaryOf(record)));
    return address;
  }

  private async ofGeneration(viewer: Viewer, id: string): Promise<{ organizationId: string; record: FullRecord; at: string }> {
    const row = await this.parts.generations.get(viewer, id, 'generation.run');
    const record = await this.recordOf(row);
    const { requests, cachedRequests } = row.state.usage;
    if (requests + cachedRequests > 0 && record.exchanges.length === 0 && !this.isDeterministic(row))
      throw new PreconditionFailed(
        'Nothing is kept of what the engine was asked and answered',
        'Records are kept for a while only, and where an organization wants them: see Settings, Records.',
      );
    const { organizationId } = row;
    return { organizationId, record, at: await this.keep(organizationId, await writeRecord(record), record) };
  }

  private async ofUpload(
    viewer: Viewer,
    organization: string | null | undefined,
    address: string,
  ): Promise<{ organizationId: string; record: FullRecord; at: string }> {
    const { organizationId } = viewer.in(organization, 'generation.run');
    const unknown = new BadInput([{ path: 'input.record', message: 'is no record of this organization: upload it again' }]);
    if (!ADDRESS.test(address)) throw unknown;
    // Another's is not found under this organization. What cannot be decrypted or a disk that cannot be read is ours to mend.
    const file = await this.parts.records.get(organizationId, address).catch((error: unknown) => {
      throw error instanceof BlobMissing ? unknown : error;
    });
    return { organizationId, record: await readRecord(file), at: address };
  }

  private isDeterministic({ input }: GenerationRow): boolean {
    const ids = [input.engine, ...Object.values(input.stageEngines ?? {}).map(({ engine }) => engine)];
    return ids.every((id) => this.parts.models.all().some((engine) => engine.info.id === id && engine.isDeterministic));
  }

  private async recordOf(row: GenerationRow): Promise<FullRecord> {
    const { id, organizationId, projectId, input, state } = row;
    if (!FINAL_STATUSES.includes(state.status))
      throw new PreconditionFailed('The generation has not ended', 'Wait until it ends, or cancel it.');
    if (row.replay) throw new PreconditionFailed('This is a replay', 'Take the record of the generation that it replays.');
    const { unitOfWork, records } = this.parts;
    const read = await unitOfWork.run({ organizationId }, async (tx) => {
      const ledger = await tx.ledger.export(id);
      const made = ledger.entries.findLast(({ body }) => body.type === 'STAGE_COMPLETED' && body.stage === 'REPOSITORY');
      return {
        ledger,
        artifacts: await tx.artifacts.all(id),
        addresses: await tx.exchanges.addresses(id),
        kept: await tx.histories.find(id),
        live: await tx.fileEdits.liveBefore(projectId, id, made ? new Date(made.at) : new Date()),
        resolved: await tx.fileEdits.of(id, 'RESOLUTION'),
      };
    });
    const exchanges = await Promise.all(
      read.addresses.map(async (address) => JSON.parse((await records.get(organizationId, address)).toString('utf8')) as Exchange),
    );
    const events = read.ledger.entries.map(({ body }) => body);
    const reused = reusedArtifacts(events);
    const edits = [
      ...read.live.map((edit) => recordedEdit('KEPT', edit)),
      ...read.resolved.map((edit) => recordedEdit('RESOLUTION', edit)),
    ];
    const artifacts = read.artifacts.map(({ stage, path, mediaType, bytes, sha256, lines }) => ({
      stage,
      path,
      mediaType,
      bytes,
      sha256,
      lines,
    }));
    const record: FullRecord = {
      format: RECORD_FORMAT,
      exportedAt: new Date().toISOString(),
      version: VERSION,
      generation: {
        id,
        projectName: input.projectName,
        description: row.description,
        status: state.status,
        failure: state.failure,
        complete: state.stages.filter(({ status }) => status === 'COMPLETE' || status === 'REUSED').map(({ name }) => name),
        parentId: row.parentId,
        createdAt: row.createdAt.toISOString(),
        completedAt: state.completedAt,
      },
      input,
      history: await this.history(row, read.kept?.address ?? null),
      ledger: read.ledger,
      exchanges,
      reused: [],
      artifacts,
      edits,
      contents: {},
      redactions: [],
      searched: SEARCHED,
    };
    const wanted = new Set([
      ...[...artifacts, ...reused].map(({ sha256 }) => sha256),
      ...edits.flatMap(({ baseSha256, sha256 }) => [baseSha256, sha256]),
      ...events.flatMap((body) => ('edits' in body ? (body.edits ?? []).flatMap((edit) => [edit.artifact.sha256]) : [])),
    ]);
    for (const sha256 of wanted)
      if (sha256) record.contents[sha256] = (await this.parts.blobs.get(organizationId, sha256)).toString('utf8');
    record.reused = reused.map(({ id: _, ...ref }) => ({ ...ref, lines: countLines(record.contents[ref.sha256]!) }));
    return await redactRecord(record, await this.parts.secrets(organizationId));
  }

  /** Of the workflow: as Temporal has it, else as it was kept; null where nobody has it. */
  private async history({ id, organizationId }: GenerationRow, kept: string | null): Promise<unknown> {
    const json = kept
      ? (await this.parts.records.get(organizationId, kept)).toString('utf8')
      : (await this.parts.temporal.historyOf(id, true))?.json;
    return json === undefined ? null : (JSON.parse(json) as unknown);
  }
}

const summaryOf = ({ generation, artifacts, exportedAt, version, redactions }: FullRecord): RecordSummary => ({
  generation,
  artifacts,
  exportedAt,
  version,
  redactions,
});

function reusedArtifacts(events: readonly GenerationEventBody[]): ArtifactRef[] {
  return events.flatMap((body) => (body.type === 'STAGE_REUSED' || body.type === 'ITEMS_REUSED' ? body.artifacts : []));
}

function recordedEdit(kind: RecordedEdit['kind'], { path, baseSha256, sha256, editedBy }: Omit<RecordedEdit, 'kind'>): RecordedEdit {
  return { kind, path, baseSha256, sha256, editedBy };
}

/** Puts in place what was there when the recorded generation began. @returns what the ledger is to say of it. */
async function prepareReplay(
  tx: Transaction,
  projectId: string,
  generationId: string,
  { reused, edits, ledger, input }: FullRecord,
  { until }: ReplayChoice,
): Promise<GenerationEventBody[]> {
  const names = input.stages.map((stage) => stage.name);
  const done = until ? names.slice(0, names.indexOf(until) + 1) : names;
  const rows: (RecordedArtifact & { id: string })[] = reused
    .filter(({ stage }) => done.includes(stage))
    .map((ref) => ({ ...ref, id: randomUUID() }));
  await tx.artifacts.upsert(generationId, rows);
  await tx.fileEdits.add(
    projectId,
    generationId,
    edits.map((edit) => ({ ...edit, kind: edit.kind === 'KEPT' ? 'MERGE' : 'RESOLUTION' })),
  );
  const events = ledger.entries.map(({ body }) => body);
  const started = events.findIndex((body) => body.type === 'GENERATION_STARTED');
  const before = events.slice(1, started < 0 ? undefined : started).filter((body) => 'stage' in body && done.includes(body.stage));
  return before.map((body) => {
    if (body.type === 'STAGE_SENT_BACK') return { ...body, actor: asRecorded(body.actor) };
    if (body.type !== 'STAGE_REUSED' && body.type !== 'ITEMS_REUSED') return body;
    return { ...body, artifacts: rows.filter(({ stage }) => stage === body.stage).map(({ lines: _, ...ref }) => ref) };
  });
}
