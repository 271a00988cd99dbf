import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { Database, Row } from '../storage/database.ts';
import type { WebRequest } from '../web/request.ts';
import type { Role } from './roles.ts';
import type { Viewer } from './viewer.ts';

const SESSION_DAYS = 14;

export const newSecret = (): string => randomBytes(32).toString('base64url');
/** Only this is kept of a secret: who reads the database cannot use it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** @returns the secret that stands for the person from now on. */
export function startSession(database: Database, personId: number, clock: Clock): string {
  const secret = newSecret();
  const now = clock();
  database.prepare('DELETE FROM person_session WHERE expires_at <= ?').run(now.toISOString());
  database
    .prepare('INSERT INTO person_session (secret_hash, person_id, expires_at) VALUES (?, ?, ?)')
    .run(hashOf(secret), personId, new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString());
  return secret;
}

export function endSession(database: Database, secret: string): void {
  database.prepare('DELETE FROM person_session WHERE secret_hash = ?').run(hashOf(secret));
}

/** Whose session a secret is, while it lasts and the account is open. */
export function viewerOfSecret(database: Database, secret: string, clock: Clock): Viewer | undefined {
  const row = database
    .prepare(
      `SELECT person_account.id, name, email, role FROM person_session JOIN person_account ON person_account.id = person_id
        WHERE secret_hash = ? AND expires_at > ? AND closed_at IS NULL`,
    )
    .get(hashOf(secret), clock().toISOString());
  return row && toViewer(row);
}

export function toViewer(row: Row): Viewer {
  return { id: row.id as number, name: row.name as string, email: row.email as string, role: row.role as Role };
}

/** The secret of a request: of a program in its header, of a browser in its cookie. */
export function secretOf({ headers, cookies }: Pick<WebRequest, 'headers' | 'cookies'>): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? cookies['session'];
}

export function sessionCookie(secret: string, isSecure: boolean): string {
  const maxAge = secret === '' ? 0 : SESSION_DAYS * 86_400;
  return `session=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${isSecure ? '; Secure' : ''}`;
}
