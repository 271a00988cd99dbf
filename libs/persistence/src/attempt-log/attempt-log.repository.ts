import type { StageName } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

const MOST_LISTED = 1_000;

/** What an attempt said of what it did. */
export interface LogLine {
  at: Date;
  level: 'INFO' | 'WARN';
  message: string;
}

/** A line as it is kept, with the attempt that said it. */
export interface LoggedLine extends LogLine {
  id: string;
  attempt: number;
}

/** What attempts said of what they did; for those who read the timeline, not for programs. */
export class AttemptLogRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  async add(
    generationId: string,
    { stage, item, attempt }: { stage: StageName; item?: string; attempt: number },
    lines: readonly LogLine[],
  ): Promise<void> {
    if (lines.length === 0) return;
    await this.manager.query(
      `INSERT INTO attempt_log (org_id, stream_id, stage, item, attempt, at, level, message)
       SELECT $1, $2, $3, $4, $5, l.at, l.level, l.message
       FROM jsonb_to_recordset($6) AS l(at timestamptz, level text, message text)`,
      [this.organizationId, generationId, stage, item ?? null, attempt, toJsonb(lines)],
    );
  }

  /** The first lines of all attempts at a stage, or at one item of it, as they were said. */
  async list(generationId: string, { stage, item }: { stage: StageName; item: string | null }): Promise<LoggedLine[]> {
    return await this.manager.query(
      `SELECT id, attempt, at, level, message FROM attempt_log
       WHERE org_id = $1 AND stream_id = $2 AND stage = $3 AND item ${item === null ? 'IS NULL AND $4::text IS NULL' : '= $4'} ORDER BY at, id LIMIT $5`,
      [this.organizationId, generationId, stage, item, MOST_LISTED],
    );
  }
}
