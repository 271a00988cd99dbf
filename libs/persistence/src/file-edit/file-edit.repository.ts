import type { Actor } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

/**
 * What people changed in a project's generated files. Before a gate (GATE) or afterwards (EDIT), put together with what
 * was generated anew (MERGE), or decided where both changed the same (RESOLUTION; it counts once its generation made a repository).
 */
export interface FileEdit {
  kind: 'GATE' | 'EDIT' | 'MERGE' | 'RESOLUTION';
  path: string;
  /** As it was generated; null: it was not. */
  baseSha256: string | null;
  /** As it stands now; null: it is gone. */
  sha256: string | null;
  /** Of an EDIT: what the repository says of its making from then on. */
  provenanceSha256?: string | null;
  editedBy: Actor;
}

export type StoredFileEdit = FileEdit & { seq: number; generationId: string; editedAt: Date };

const COLUMNS = `seq::int AS seq, generation_id AS "generationId", kind, path, base_sha256 AS "baseSha256", sha256,
  provenance_sha256 AS "provenanceSha256", edited_by AS "editedBy", edited_at AS "editedAt"`;

export class FileEditRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** Edits of a project wait for each other until the transaction ends: what is decided on them stays true. */
  async lock(projectId: string): Promise<void> {
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 3))`, [projectId]);
  }

  /** The latest of each path that still differs from what was generated, by path. */
  async live(projectId: string): Promise<StoredFileEdit[]> {
    return await this.manager.query(
      `SELECT * FROM (SELECT DISTINCT ON (path) ${COLUMNS} FROM file_edit
         WHERE org_id = $1 AND project_id = $2 AND kind <> 'RESOLUTION' ORDER BY path, file_edit.seq DESC) AS latest
       WHERE sha256 IS DISTINCT FROM "baseSha256"`,
      [this.organizationId, projectId],
    );
  }

  /** What a generation had to keep of earlier edits, as they stood at a moment. */
  async liveBefore(projectId: string, generationId: string, at: Date): Promise<StoredFileEdit[]> {
    return await this.manager.query(
      `SELECT * FROM (SELECT DISTINCT ON (path) ${COLUMNS} FROM file_edit
         WHERE org_id = $1 AND project_id = $2 AND kind <> 'RESOLUTION' AND generation_id <> $3 AND edited_at <= $4
         ORDER BY path, file_edit.seq DESC) AS latest
       WHERE sha256 IS DISTINCT FROM "baseSha256"`,
      [this.organizationId, projectId, generationId, at],
    );
  }

  /** Of one generation and kind, oldest first. */
  async of(generationId: string, kind: FileEdit['kind']): Promise<StoredFileEdit[]> {
    return await this.manager.query(
      `SELECT ${COLUMNS} FROM file_edit WHERE org_id = $1 AND generation_id = $2 AND kind = $3 ORDER BY file_edit.seq`,
      [this.organizationId, generationId, kind],
    );
  }

  async add(projectId: string, generationId: string, edits: readonly FileEdit[]): Promise<void> {
    if (edits.length === 0) return;
    await this.manager.query(
      `INSERT INTO file_edit (org_id, project_id, generation_id, kind, path, base_sha256, sha256, provenance_sha256, edited_by)
       SELECT $1, $2, $3, r.kind, r.path, r."baseSha256", r.sha256, r."provenanceSha256", r."editedBy"
       FROM jsonb_to_recordset($4) AS r(kind text, path text, "baseSha256" text, sha256 text, "provenanceSha256" text, "editedBy" jsonb)`,
      [this.organizationId, projectId, generationId, toJsonb(edits)],
    );
  }
}
