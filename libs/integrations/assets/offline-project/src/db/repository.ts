import type { FieldSpec } from '../domain/fields.ts';
import type { Database } from './database.ts';

export type Value = string | number | null;
export type Row = { id: number; created_at: string; updated_at: string } & Record<string, Value>;

export interface ListOptions {
  search?: string;
  sort?: string;
  descending?: boolean;
  limit: number;
  offset: number;
  /** Only rows whose column has this value, e.g. those of one parent. */
  where?: Record<string, Value>;
}

/** Rows of one table. Column names come from the entity's own definition, values are always bound. */
export class Repository {
  protected readonly database: Database;
  readonly table: string;
  readonly fields: readonly FieldSpec[];

  constructor(database: Database, table: string, fields: readonly FieldSpec[]) {
    this.database = database;
    this.table = table;
    this.fields = fields;
  }

  list(options: ListOptions): { rows: Row[]; total: number } {
    const { sql, values } = this.#conditions(options);
    const columns = new Set(['id', 'created_at', ...this.fields.map((field) => field.name)]);
    const sort = options.sort && columns.has(options.sort) ? options.sort : 'id';
    const direction = options.descending ?? sort === 'id' ? 'DESC' : 'ASC';
    const rows = this.database
      .prepare(`SELECT * FROM "${this.table}"${sql} ORDER BY "${sort}" ${direction}, id DESC LIMIT ? OFFSET ?`)
      .all(...values, options.limit, options.offset) as Row[];
    const { n } = this.database.prepare(`SELECT count(*) AS n FROM "${this.table}"${sql}`).get(...values) as { n: number };
    return { rows, total: n };
  }

  get(id: number): Row | undefined {
    return this.database.prepare(`SELECT * FROM "${this.table}" WHERE id = ?`).get(id) as Row | undefined;
  }

  insert(values: Record<string, Value>): Row {
    const now = new Date().toISOString();
    const all = { ...values, created_at: now, updated_at: now };
    const names = Object.keys(all);
    const { lastInsertRowid } = this.database
      .prepare(`INSERT INTO "${this.table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(all));
    return this.get(Number(lastInsertRowid))!;
  }

  update(id: number, values: Record<string, Value>): Row | undefined {
    const all = { ...values, updated_at: new Date().toISOString() };
    this.database
      .prepare(`UPDATE "${this.table}" SET ${Object.keys(all).map((name) => `"${name}" = ?`).join(', ')} WHERE id = ?`)
      .run(...Object.values(all), id);
    return this.get(id);
  }

  delete(id: number): boolean {
    return this.database.prepare(`DELETE FROM "${this.table}" WHERE id = ?`).run(id).changes > 0;
  }

  #conditions(options: ListOptions): { sql: string; values: Value[] } {
    const parts: string[] = [];
    const values: Value[] = [];
    const searchable = this.fields.filter((field) => field.kind === 'text' || field.kind === 'long-text' || field.kind === 'email' || field.kind === 'enum');
    if (options.search && searchable.length > 0) {
      parts.push(`(${searchable.map((field) => `"${field.name}" LIKE ? ESCAPE '\\'`).join(' OR ')})`);
      values.push(...searchable.map(() => `%${options.search!.replace(/[\\%_]/g, '\\$&')}%`));
    }
    for (const [name, value] of Object.entries(options.where ?? {})) {
      if (!this.fields.some((field) => field.name === name)) continue;
      parts.push(`"${name}" = ?`);
      values.push(value);
    }
    return { sql: parts.length > 0 ? ` WHERE ${parts.join(' AND ')}` : '', values };
  }
}
