// #if people
import type { Viewer } from '../people/viewer.ts';
// #end
import type { Database } from './database.ts';

export interface Change {
  at: string;
  // #if people
  who: string;
  // #end
  what: string;
}

/** Notes what was done to a row of a table, in the transaction that does it. */
// #if people
export function noteChange(database: Database, viewer: Viewer | undefined, table: string, id: number, what: string, now: Date): void {
  database
    .prepare('INSERT INTO change_log (table_name, row_id, who_id, who, what, at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(table, id, viewer?.id ?? null, viewer?.name ?? 'A visitor', what, now.toISOString());
}
// #else
export function noteChange(database: Database, table: string, id: number, what: string, now: Date): void {
  database.prepare('INSERT INTO change_log (table_name, row_id, what, at) VALUES (?, ?, ?, ?)').run(table, id, what, now.toISOString());
}
// #end

/** What happened to a row, newest first. */
export function changesOf(database: Database, table: string, id: number): Change[] {
  // #if people
  const rows = database.prepare('SELECT at, who, what FROM change_log WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 50').all(table, id);
  return rows.map((row) => ({ at: row.at as string, who: row.who as string, what: row.what as string }));
  // #else
  const rows = database.prepare('SELECT at, what FROM change_log WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 50').all(table, id);
  return rows.map((row) => ({ at: row.at as string, what: row.what as string }));
  // #end
}
