// What an installation consists of: the rows of its database, and the files beside it.
import { Buffer } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What people made, and the keys that it is signed with. The servers' own data, and code of workflows that run, is no part of it. */
const KEPT = /^(blobs|repositories|keys)\//;

/**
 * The rows of each table, as JSON that PostgreSQL reads again, of one moment.
 *
 * @returns names of the migrations, rows by table, and where each sequence stands.
 */
export async function rowsOf(database) {
  await database.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const all = async (text) => (await database.query(text)).rows;
  const tables = await all(`SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'auth'::regnamespace) AND c.relname <> 'schema_migration' ORDER BY 1`);
  const rows = {};
  for (const { name } of tables) rows[name] = (await all(`SELECT row_to_json(t) AS row FROM ${name} t`)).map(({ row }) => row);
  const migrations = (await all('SELECT name FROM schema_migration ORDER BY timestamp')).map(({ name }) => name);
  const sequences = await all(`SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last FROM pg_sequences
    WHERE last_value IS NOT NULL`);
  await database.query('COMMIT');
  return { migrations, rows, sequences: Object.fromEntries(sequences.map(({ name, last }) => [name, last])) };
}

/** Text as it is, which is compressed better than base64. */
function contentOf(bytes) {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString('base64') };
}

/** @returns contents by path; the path of an empty folder, which git needs, ends with a slash. */
export function filesOf(folder) {
  const files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (!KEPT.test(path)) continue;
    if (entry.isFile()) files[path] = contentOf(readFileSync(file));
    else if (entry.isDirectory() && readdirSync(file).length === 0) files[`${path}/`] = {};
  }
  return files;
}
