import { randomUUID } from 'node:crypto';
import { invalid, notFound } from '../shared/refusals.ts';
import type { SentFile } from '../web/multipart.ts';
import type { Database } from './database.ts';

const LARGEST_FILE = 5 * 1024 * 1024;
/** What browsers show without running anything in it. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Sound and moving pictures that browsers play. */
const RECORDINGS = ['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/webm', 'video/mp4', 'video/webm', 'video/ogg'];

/** @returns the address under which the file can be read. */
export function keepFile(database: Database, field: string, file: SentFile, isPicture: boolean): string {
  if (file.bytes.length > LARGEST_FILE) throw invalid({ [field]: 'At most 5 MB' });
  if (isPicture && !PICTURES.includes(file.type)) throw invalid({ [field]: 'Choose a PNG, JPEG, GIF, WebP or AVIF picture' });
  const id = randomUUID();
  database.prepare('INSERT INTO upload (id, name, type, bytes) VALUES (?, ?, ?, ?)').run(id, file.name.slice(-200), file.type, file.bytes);
  return `/uploads/${id}`;
}

/** A file as it was sent; `isShown`: pages may show or play it, whatever else is only downloaded. */
export function readFile(database: Database, id: string): SentFile & { isShown: boolean } {
  const row = database.prepare('SELECT name, type, bytes FROM upload WHERE id = ?').get(id);
  if (!row) throw notFound();
  const type = row.type as string;
  return { name: row.name as string, type, bytes: Buffer.from(row.bytes as Uint8Array), isShown: PICTURES.includes(type) || RECORDINGS.includes(type) };
}
