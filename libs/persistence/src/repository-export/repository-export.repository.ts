import { EXPORT, type Actor, type ExportStatus } from '@millwright/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { StreamRepository } from '../stream/stream.repository.js';

/** A generation's repository on its way to a git host, or there. */
export interface RepositoryExport {
  generationId: string;
  /** Stream of the last try; null: it was made before tries were recorded. */
  exportId: string | null;
  projectId: string;
  owner: string;
  name: string;
  isPrivate: boolean;
  status: ExportStatus;
  url: string | null;
  commit: string | null;
  message: string | null;
  hint: string | null;
  createdBy: string;
  createdAt: Date;
  completedAt: Date | null;
}

export interface GitConnection {
  host: string;
  /** The token, sealed for this organization and host. */
  sealed: string;
  login: string;
  scopes: string[];
  createdBy: string;
  createdAt: Date;
}

const COLUMNS = `generation_id AS "generationId", stream_id AS "exportId", project_id AS "projectId", owner, name, is_private AS "isPrivate", status, url, commit,
  message, hint, created_by AS "createdBy", created_at AS "createdAt", completed_at AS "completedAt"`;

/** Exports to git hosts, and the accounts that they are made with. */
export class RepositoryExportRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  async find(generationId: string): Promise<RepositoryExport | undefined> {
    const rows: RepositoryExport[] = await this.manager.query(
      `SELECT ${COLUMNS} FROM repository_export WHERE org_id = $1 AND generation_id = $2`,
      [this.organizationId, generationId],
    );
    return rows[0];
  }

  /** The latest of each project. */
  async latestOf(projectIds: readonly string[]): Promise<RepositoryExport[]> {
    return await this.manager.query(
      `SELECT newest.* FROM unnest($2::uuid[]) AS p(id) CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM repository_export WHERE org_id = $1 AND project_id = p.id ORDER BY repository_export.created_at DESC LIMIT 1) AS newest`,
      [this.organizationId, projectIds],
    );
  }

  /** Begins a try, under a name that may be new; where one runs, that one stays. @returns the one that runs now */
  async begin(row: Pick<RepositoryExport, 'generationId' | 'projectId' | 'owner' | 'name' | 'isPrivate'>, actor: Actor): Promise<RepositoryExport> {
    const { generationId, projectId, owner, name, isPrivate } = row;
    const exportId = randomUUID();
    const begun: unknown[] = await this.manager.query(
      `INSERT INTO repository_export (generation_id, org_id, project_id, owner, name, is_private, status, created_by, stream_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'RUNNING', $7, $8)
       ON CONFLICT (generation_id) DO UPDATE SET owner = $4, name = $5, is_private = $6, status = 'RUNNING', url = NULL, commit = NULL,
         message = NULL, hint = NULL, created_by = $7, created_at = now(), completed_at = NULL, stream_id = $8
       WHERE repository_export.status <> 'RUNNING' RETURNING 1`,
      [generationId, this.organizationId, projectId, owner, name, isPrivate, actor.id, exportId],
    );
    if (begun.length > 0) {
      const stream = new StreamRepository(this.manager, this.organizationId, EXPORT);
      await stream.begin(exportId, projectId);
      await stream.append(exportId, [{ type: 'EXPORT_REQUESTED', actor, generationId, owner, name, isPrivate }]);
    }
    return (await this.find(generationId))!;
  }

  /** @deprecated of exports that began before 0.6; goes with 0.8 */
  async complete(generationId: string, url: string, commit: string): Promise<void> {
    await this.manager.query(
      `UPDATE repository_export SET status = 'COMPLETE', url = $3, commit = $4, message = NULL, hint = NULL, completed_at = now()
       WHERE org_id = $1 AND generation_id = $2 AND stream_id IS NULL`,
      [this.organizationId, generationId, url, commit],
    );
  }

  /** @deprecated of exports that began before 0.6; goes with 0.8 */
  async fail(generationId: string, message: string, hint: string | null): Promise<void> {
    await this.manager.query(
      `UPDATE repository_export SET status = 'FAILED', message = $3, hint = $4, completed_at = now()
       WHERE org_id = $1 AND generation_id = $2 AND status = 'RUNNING' AND stream_id IS NULL`,
      [this.organizationId, generationId, message, hint],
    );
  }

  async connection(host: string): Promise<GitConnection | undefined> {
    const rows: GitConnection[] = await this.manager.query(
      `SELECT host, sealed, login, scopes, created_by AS "createdBy", created_at AS "createdAt" FROM git_connection
       WHERE org_id = $1 AND host = $2`,
      [this.organizationId, host],
    );
    return rows[0];
  }

  async setConnection(connection: Omit<GitConnection, 'createdAt'>): Promise<void> {
    await this.manager.query(
      `INSERT INTO git_connection (org_id, host, sealed, login, scopes, created_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id, host) DO UPDATE SET sealed = $3, login = $4, scopes = $5, created_by = $6, created_at = now()`,
      [this.organizationId, connection.host, connection.sealed, connection.login, connection.scopes, connection.createdBy],
    );
  }

  /** @returns whether there was one. */
  async removeConnection(host: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.manager.query(`DELETE FROM git_connection WHERE org_id = $1 AND host = $2`, [
      this.organizationId,
      host,
    ]);
    return removed > 0;
  }

  /** Of every host, for an organization that is no more. */
  async removeConnections(): Promise<void> {
    await this.manager.query(`DELETE FROM git_connection WHERE org_id = $1`, [this.organizationId]);
  }
}
