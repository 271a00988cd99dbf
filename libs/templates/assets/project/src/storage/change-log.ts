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

// #if live
const waiting = new Set<() => void>();

/** Waits for the next change of anything, at most so long. */
export function nextChange(atMostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      waiting.delete(end);
      resolve();
    };
    const timer = setTimeout(end, atMostMs);
    waiting.add(end);
  });
}

/** Whoever waits is answered now. */
export function endWaiting(): void {
  for (const end of waiting) end();
}

// #end
/** Notes what was done to a row of a table, in the transaction that does it. */
// #if people
export function noteChange(database: Database, viewer: Viewer | undefined, table: string, id: number, what: string, now: Date): void {
  database
    .prepare('INSERT INTO change_log (table_name, row_id, who_id, who, what, at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(table, id, viewer?.id ?? null, viewer?.name ?? 'A visitor', what, now.toISOString());
  // #if live
  // Once the transaction is over, which is before anything else is done.
  setImmediate(endWaiting);
  // #end
}
// #else
export function noteChange(database: Database, table: string, id: number, what: string, now: Date): void {
  database.prepare('INSERT INTO change_log (table_name, row_id, what, at) VALUES (?, ?, ?, ?)').run(table, id, what, now.toISOString());
  // #if live
  // Once the transaction is over, which is before anything else is done.
  setImmediate(endWaiting);
  // #end
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
