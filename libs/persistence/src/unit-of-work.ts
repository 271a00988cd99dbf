import {
  GENERATION,
  PROVENANCE_PATH,
  storable,
  streamDefinition,
  treeOf,
  type GenerationEventBody,
  type GenerationState,
  type StreamDefinition,
  type StreamState,
} from '@millwright/domain';
import { escapeLiteral } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { ArtifactRow } from './artifact/artifact.entity.js';
import { ArtifactRepository } from './artifact/artifact.repository.js';
import { AttemptLogRepository } from './attempt-log/attempt-log.repository.js';
import { fromDriver, fromQuery } from './database-away.js';
import { EngineSettingsRepository } from './engine/engine-settings.repository.js';
import { ModelCallRepository } from './engine/model-call.repository.js';
import { FileEditRepository, type FileEdit } from './file-edit/file-edit.repository.js';
import { GenerationRepository } from './generation/generation.repository.js';
import { OrganizationLedger } from './organization/organization-ledger.js';
import { OutgoingMailRepository } from './mail/outgoing-mail.repository.js';
import { OutputRepository } from './output/output.repository.js';
import { ProjectPurgeRepository } from './project/project-purge.repository.js';
import { ProjectRepository } from './project/project.repository.js';
import { ExchangeRepository } from './record/exchange.repository.js';
import { KeptRecordRepository } from './record/kept-record.repository.js';
import { WorkflowHistoryRepository } from './record/workflow-history.repository.js';
import { RepositoryExportRepository } from './repository-export/repository-export.repository.js';
import { StreamRepository } from './stream/stream.repository.js';
import { UsageRepository } from './usage/usage.repository.js';
import { VerificationRepository } from './verification/verification.repository.js';

/** On whose behalf a transaction runs. */
export interface TenantScope {
  organizationId: string;
  /** Absent for workers. */
  userId?: string;
}

/** The repositories of one organization, within one transaction. */
export class Transaction {
  readonly projects: ProjectRepository;
  /** Projects that are deleted. */
  readonly purges: ProjectPurgeRepository;
  readonly generations: GenerationRepository;
  readonly artifacts: ArtifactRepository;
  /** Ledgers of generations. */
  readonly ledger: StreamRepository<GenerationState, GenerationEventBody, { generationId: string }>;
  readonly outputs: OutputRepository;
  readonly modelCalls: ModelCallRepository;
  readonly engines: EngineSettingsRepository;
  readonly exports: RepositoryExportRepository;
  readonly verifications: VerificationRepository;
  readonly mails: OutgoingMailRepository;
  readonly fileEdits: FileEditRepository;
  readonly exchanges: ExchangeRepository;
  readonly histories: WorkflowHistoryRepository;
  readonly keptRecords: KeptRecordRepository;
  readonly attemptLogs: AttemptLogRepository;
  readonly usage: UsageRepository;
  /** What was changed in the organization, and by whom. */
  readonly organization: OrganizationLedger;

  readonly #manager: EntityManager;
  readonly #organizationId: string;

  constructor(manager: EntityManager, organizationId: string) {
    this.#manager = manager;
    this.#organizationId = organizationId;
    this.organization = new OrganizationLedger(manager, organizationId);
    this.projects = new ProjectRepository(manager, organizationId);
    this.purges = new ProjectPurgeRepository(manager, organizationId);
    this.generations = new GenerationRepository(manager, organizationId);
    this.artifacts = new ArtifactRepository(manager, organizationId);
    this.ledger = new StreamRepository(manager, organizationId, GENERATION);
    this.outputs = new OutputRepository(manager, organizationId);
    this.modelCalls = new ModelCallRepository(manager, organizationId);
    this.engines = new EngineSettingsRepository(manager, organizationId);
    this.fileEdits = new FileEditRepository(manager, organizationId);
    this.exchanges = new ExchangeRepository(manager, organizationId);
    this.histories = new WorkflowHistoryRepository(manager, organizationId);
    this.keptRecords = new KeptRecordRepository(manager, organizationId);
    this.attemptLogs = new AttemptLogRepository(manager, organizationId);
    this.usage = new UsageRepository(manager, organizationId);
    this.mails = new OutgoingMailRepository(manager, organizationId);
    this.exports = new RepositoryExportRepository(manager, organizationId);
    this.verifications = new VerificationRepository(manager, organizationId);
  }

  /** Ledgers of a kind that is known by its name alone. */
  ledgerOf(kind: string): StreamRepository<StreamState, { type: string }> {
    return this.streams(streamDefinition(kind));
  }

  /** The kind of one of the organization's streams; undefined where it has none of this id. */
  async kindOfStream(id: string): Promise<string | undefined> {
    const rows: { kind: string }[] = await this.#manager.query(`SELECT kind FROM stream WHERE id = $1 AND org_id = $2`, [
      id,
      this.#organizationId,
    ]);
    return rows[0]?.kind;
  }

  /** Ledgers of a kind. */
  streams<State extends StreamState, Body extends { type: string }>(
    definition: StreamDefinition<State, Body>,
  ): StreamRepository<State, Body> {
    return new StreamRepository(this.#manager, this.#organizationId, definition);
  }

  /**
   * What a project's repository is made of, oldest first: the tree of each generation that made one, and after it one
   * more for each edit of a person.
   * @param andOf a generation whose own is to come last, before it is recorded.
   */
  async repositoryTrees(projectId: string, andOf?: string): Promise<RepositoryTree[]> {
    const earlier = (await this.generations.withRepository(projectId)).filter((id) => id !== andOf);
    const trees: RepositoryTree[] = [];
    for (const id of andOf ? [...earlier, andOf] : earlier) {
      let files: RepositoryTree['files'] = (await this.madeBy(id)).map(({ path, sha256 }) => ({ path, sha256 }));
      trees.push({ files });
      for (const edit of await this.fileEdits.of(id, 'EDIT')) {
        files = withEdit(files, edit);
        trees.push({ files, message: `Edit ${edit.path}\n\nBy ${edit.editedBy.name}\n` });
      }
    }
    return trees;
  }

  /** The tree of one generation with the edits made in it since, as its repository holds it. */
  async repositoryTree(generationId: string): Promise<RepositoryTree['files']> {
    const made: RepositoryTree['files'] = (await this.madeBy(generationId)).map(({ path, sha256 }) => ({ path, sha256 }));
    return (await this.fileEdits.of(generationId, 'EDIT')).reduce(withEdit, made);
  }

  /** The last commit of a project's repository that was recorded, with its tree. @param butNot a generation that does not count */
  async lastCommit(
    projectId: string,
    butNot?: string,
  ): Promise<{ generationId: string; headCommit: string; files: RepositoryTree['files'] } | undefined> {
    const last = await this.generations.lastWithRepository(projectId, butNot);
    return last && { generationId: last.id, headCommit: last.headCommit, files: await this.repositoryTree(last.id) };
  }

  /** What a generation made, as its repository holds it: a file that a person decided to let go is not among it. */
  async madeBy(generationId: string): Promise<ArtifactRow[]> {
    const removed = (await this.fileEdits.of(generationId, 'MERGE')).flatMap(({ path, sha256 }) => (sha256 === null ? [path] : []));
    return treeOf(await this.artifacts.all(generationId), removed);
  }
}

/** A tree of a repository by content hashes. */
export interface RepositoryTree {
  files: readonly { path: string; sha256: string }[];
  /** Of its commit; absent: that of a generation. */
  message?: string;
}

/** A tree with a person's edit in it, and with what the repository says of its making from then on. */
export function withEdit(files: RepositoryTree['files'], { path, sha256, provenanceSha256 }: FileEdit): RepositoryTree['files'] {
  const changed = new Map(files.map((file) => [file.path, file.sha256]));
  if (sha256 === null) changed.delete(path);
  else changed.set(path, sha256);
  if (provenanceSha256) changed.set(PROVENANCE_PATH, provenanceSha256);
  return [...changed].map(([name, hash]) => ({ path: name, sha256: hash }));
}

/**
 * The one way to an organization's rows: a transaction with organization and user set for row-level
 * security. Without it, no row is visible.
 */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DatabaseAway · what `work` throws */
  async run<T>(scope: TenantScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!scope.organizationId) throw new Error('A unit of work needs an organization');
    const runner = storing(this.dataSource.createQueryRunner());
    let begun: Promise<unknown> | undefined;
    try {
      await runner.connect().catch((error: unknown) => {
        throw fromDriver(error);
      });
      // TypeORM does not see the BEGIN below; knowing of it, it neither begins another nor refuses to end this one.
      (runner as { isTransactionActive: boolean }).isTransactionActive = true;
      // The first query follows in the same pipeline; where the tenant was not named, it sees no row and writes none.
      begun = runner.query(
        `BEGIN; SET LOCAL app.org_id = ${escapeLiteral(scope.organizationId)}; SET LOCAL app.user_id = ${escapeLiteral(scope.userId ?? '')}`,
      );
      begun.catch(() => undefined);
      const result = await work(new Transaction(runner.manager, scope.organizationId));
      await begun;
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // What went wrong at its beginning is the cause of all that followed.
      const cause: unknown = await (begun ?? Promise.resolve()).then(
        () => error,
        (first: unknown) => first,
      );
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw fromQuery(cause);
    } finally {
      await runner.release();
    }
  }
}

/** Each text on its way to the database as PostgreSQL takes it. What travels as JSON goes through `toJsonb`. */
function storing(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner) as (sql: string, parameters?: unknown[], ...rest: unknown[]) => Promise<never>;
  runner.query = (sql: string, parameters?: unknown[], ...rest: unknown[]) =>
    query(
      sql,
      parameters?.map((value) => (typeof value === 'string' || Array.isArray(value) ? storable(value) : value)),
      ...rest,
    );
  return runner;
}
