import { escapeLiteral } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { ArtifactRow } from './artifact/artifact.entity.js';
import { ArtifactRepository } from './artifact/artifact.repository.js';
import { EngineSettingsRepository } from './engine/engine-settings.repository.js';
import { ModelCallRepository } from './engine/model-call.repository.js';
import { GenerationRepository } from './generation/generation.repository.js';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { OutgoingMailRepository } from './mail/outgoing-mail.repository.js';
import { OutputRepository } from './output/output.repository.js';
import { ProjectRepository } from './project/project.repository.js';
import { RepositoryExportRepository } from './repository-export/repository-export.repository.js';

/** On whose behalf a transaction runs. */
export interface TenantScope {
  organizationId: string;
  /** Absent for workers. */
  userId?: string;
}

/** The repositories of one organization, within one transaction. */
export class Transaction {
  readonly projects: ProjectRepository;
  readonly generations: GenerationRepository;
  readonly artifacts: ArtifactRepository;
  readonly ledger: LedgerRepository;
  readonly outputs: OutputRepository;
  readonly modelCalls: ModelCallRepository;
  readonly engines: EngineSettingsRepository;
  readonly exports: RepositoryExportRepository;
  readonly mails: OutgoingMailRepository;

  constructor(manager: EntityManager, organizationId: string) {
    this.projects = new ProjectRepository(manager, organizationId);
    this.generations = new GenerationRepository(manager, organizationId);
    this.artifacts = new ArtifactRepository(manager, organizationId);
    this.ledger = new LedgerRepository(manager, organizationId);
    this.outputs = new OutputRepository(manager, organizationId);
    this.modelCalls = new ModelCallRepository(manager, organizationId);
    this.engines = new EngineSettingsRepository(manager, organizationId);
    this.mails = new OutgoingMailRepository(manager, organizationId);
    this.exports = new RepositoryExportRepository(manager, organizationId);
  }

  /**
   * What a project's repository is made of: the tree of each generation that made one, oldest first.
   * @param andOf a generation whose own is to come last, before it is recorded.
   */
  async repositoryTrees(projectId: string, andOf?: string): Promise<ArtifactRow[][]> {
    const earlier = (await this.generations.withRepository(projectId)).map((row) => row.id).filter((id) => id !== andOf);
    const trees: ArtifactRow[][] = [];
    for (const id of andOf ? [...earlier, andOf] : earlier) trees.push(await this.artifacts.all(id));
    return trees;
  }
}

/**
 * The one way to an organization's rows: a transaction with organization and user set for row-level
 * security. Without it, no row is visible.
 */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  async run<T>(scope: TenantScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!scope.organizationId) throw new Error('A unit of work needs an organization');
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      // TypeORM does not see the BEGIN below; knowing of it, it neither begins another nor refuses to end this one.
      (runner as { isTransactionActive: boolean }).isTransactionActive = true;
      // Beginning and naming the tenant go in one round trip: every unit of work pays it.
      await runner.query(
        `BEGIN; SET LOCAL app.org_id = ${escapeLiteral(scope.organizationId)}; SET LOCAL app.user_id = ${escapeLiteral(scope.userId ?? '')}`,
      );
      const result = await work(new Transaction(runner.manager, scope.organizationId));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
