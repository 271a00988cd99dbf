import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { HttpError, invalid } from '../http/errors.ts';
import type { Account, Request } from '../http/request.ts';
import { hashPassword, isPassword } from './passwords.ts';

const SESSION_DAYS = 14;
const SHORTEST_PASSWORD = 8;

/** People who may sign in, and their sessions. Only a token's hash is stored. */
export class Accounts {
  readonly #database: Database;
  readonly roles: readonly string[];
  /** Whether anyone may create an account; else only the first one can. */
  readonly #isOpen: boolean;
  readonly #hashCost: number | undefined;

  constructor(database: Database, roles: readonly string[], isOpen: boolean, hashCost?: number) {
    this.#database = database;
    this.roles = roles;
    this.#isOpen = isOpen;
    this.#hashCost = hashCost;
  }

  register(input: Record<string, unknown>): Account {
    if (!this.#isOpen && this.#database.prepare('SELECT 1 FROM user_account').get()) throw new HttpError(403, 'The owner has an account already; no other can be created');
    const name = String(input['name'] ?? '').trim();
    const email = String(input['email'] ?? '').trim().toLowerCase();
    const password = String(input['password'] ?? '');
    const role = String(input['role'] ?? this.roles[0]);
    const faults: Record<string, string> = {};
    if (name === '') faults['name'] = 'Name is required';
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) faults['email'] = 'E-mail must be an e-mail address';
    if (password.length < SHORTEST_PASSWORD) faults['password'] = `Password must have at least ${SHORTEST_PASSWORD} characters`;
    if (!this.roles.includes(role)) faults['role'] = `Role must be one of: ${this.roles.join(', ')}`;
    if (!faults['email'] && this.#database.prepare('SELECT 1 FROM user_account WHERE email = ?').get(email)) faults['email'] = 'E-mail is taken already';
    if (Object.keys(faults).length > 0) throw invalid(faults);
    const { lastInsertRowid } = this.#database.prepare('INSERT INTO user_account (email, name, role, password, created_at) VALUES (?, ?, ?, ?, ?)').run(email, name, role, hashPassword(password, this.#hashCost), new Date().toISOString());
    return { id: Number(lastInsertRowid), email, name, role };
  }

  /** @returns a session token. */
  signIn(email: unknown, password: unknown): { token: string; account: Account } {
    const row = this.#database.prepare('SELECT * FROM user_account WHERE email = ?').get(String(email ?? '').trim().toLowerCase());
    if (!row || !isPassword(String(password ?? ''), String(row['password']))) throw new HttpError(401, 'The e-mail or the password is wrong');
    const account: Account = { id: Number(row['id']), email: String(row['email']), name: String(row['name']), role: String(row['role']) };
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(Date.now() + SESSION_DAYS * 86_400_000).toISOString();
    this.#database.prepare('INSERT INTO user_session (token_hash, account_id, expires_at) VALUES (?, ?, ?)').run(hashOf(token), account.id, expires);
    return { token, account };
  }

  signOut(token: string): void {
    this.#database.prepare('DELETE FROM user_session WHERE token_hash = ?').run(hashOf(token));
  }

  accountOf(request: Pick<Request, 'headers' | 'cookies'>): Account | undefined {
    const token = request.cookies['session'] ?? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) return undefined;
    const row = this.#database
      .prepare('SELECT a.id, email, name, role FROM user_session s JOIN user_account a ON a.id = s.account_id WHERE token_hash = ? AND expires_at > ?')
      .get(hashOf(token), new Date().toISOString());
    return row ? { id: Number(row['id']), email: String(row['email']), name: String(row['name']), role: String(row['role']) } : undefined;
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
