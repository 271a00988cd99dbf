import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

export interface EngineKeyRow {
  engine: string;
  /** The key, sealed for this organization and engine. */
  sealed: string;
  /** Its last characters, so that people tell keys apart. */
  endsWith: string;
  createdBy: string;
  createdAt: Date;
}

/** An engine and one of its models. */
export interface EngineAndModel {
  engine: string;
  model: string | null;
}

export interface EngineSettings {
  defaultEngine: string | null;
  /** Asked in this order where the chosen engine is down. */
  fallbacks: EngineAndModel[];
}

/** Keys and choices of one organization. */
export class EngineSettingsRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  async keys(): Promise<EngineKeyRow[]> {
    return await this.manager.query(
      `SELECT engine, sealed, ends_with AS "endsWith", created_by AS "createdBy", created_at AS "createdAt"
       FROM engine_key WHERE org_id = $1 ORDER BY engine`,
      [this.organizationId],
    );
  }

  async key(engine: string): Promise<EngineKeyRow | undefined> {
    return (await this.keys()).find((row) => row.engine === engine);
  }

  async setKey(key: Omit<EngineKeyRow, 'createdAt'>): Promise<void> {
    await this.manager.query(
      `INSERT INTO engine_key (org_id, engine, sealed, ends_with, created_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, engine) DO UPDATE SET sealed = $3, ends_with = $4, created_by = $5, created_at = now()`,
      [this.organizationId, key.engine, key.sealed, key.endsWith, key.createdBy],
    );
  }

  /** @returns whether there was one. */
  async removeKey(engine: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.manager.query(`DELETE FROM engine_key WHERE org_id = $1 AND engine = $2`, [
      this.organizationId,
      engine,
    ]);
    return removed > 0;
  }

  /** All of them, for an organization that is no more. */
  async removeKeys(): Promise<void> {
    await this.manager.query(`DELETE FROM engine_key WHERE org_id = $1`, [this.organizationId]);
  }

  async settings(): Promise<EngineSettings> {
    const rows: EngineSettings[] = await this.manager.query(
      `SELECT default_engine AS "defaultEngine", fallbacks FROM engine_settings WHERE org_id = $1`,
      [this.organizationId],
    );
    return rows[0] ?? { defaultEngine: null, fallbacks: [] };
  }

  /** How long what engines were asked and answered is kept, in days; null: as long as the server says. */
  async recordDays(): Promise<number | null> {
    const rows: { days: number | null }[] = await this.manager.query(`SELECT record_days AS days FROM engine_settings WHERE org_id = $1`, [
      this.organizationId,
    ]);
    return rows[0]?.days ?? null;
  }

  async setRecordDays(days: number | null): Promise<void> {
    await this.manager.query(
      `INSERT INTO engine_settings (org_id, record_days) VALUES ($1, $2) ON CONFLICT (org_id) DO UPDATE SET record_days = $2`,
      [this.organizationId, days],
    );
  }

  async setSettings(settings: EngineSettings): Promise<void> {
    await this.manager.query(
      `INSERT INTO engine_settings (org_id, default_engine, fallbacks) VALUES ($1, $2, $3)
       ON CONFLICT (org_id) DO UPDATE SET default_engine = $2, fallbacks = $3`,
      [this.organizationId, settings.defaultEngine, toJsonb(settings.fallbacks)],
    );
  }
}
