import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { migrations } from './migrations.ts';

export type Database = DatabaseSync;
export type Row = Record<string, SQLOutputValue>;
export type SqlValue = SQLInputValue;

/** Opens the database and brings it to today's shape; `:memory:` is for tests. */
export function openDatabase(path: string): Database {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000');
  if (path !== ':memory:') database.exec('PRAGMA journal_mode = WAL');
  migrate(database);
  return database;
}

/** Each migration runs once and as a whole. */
function migrate(database: Database): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT');
  for (const { name, sql } of migrations)
    transaction(database, () => {
      if (database.prepare('SELECT 1 FROM schema_migration WHERE name = ?').get(name)) return;
      database.exec(sql);
      database.prepare('INSERT INTO schema_migration (name, applied_at) VALUES (?, ?)').run(name, new Date().toISOString());
    });
}

/** All of it or nothing; within another transaction it is part of that one. */
export function transaction<T>(database: Database, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** The column of an error that says that a value is there already: "book.isbn" gives "isbn". */
export function takenColumn(error: unknown): string | undefined {
  return /UNIQUE constraint failed: .*?(\w+)$/.exec(error instanceof Error ? error.message : '')?.[1];
}

/** Whether an error says that something else still needs the row. */
export const isStillNeeded = (error: unknown): boolean => error instanceof Error && error.message.includes('FOREIGN KEY constraint failed');
