import { LOCAL_USER, derivedSecret, serverSecret, type Config } from '@millwright/platform';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { isSame } from './is-same.js';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What of a sign-up's body says why somebody may have an account: the secret of a link that was opened before. */
export interface SignUpBody {
  email?: unknown;
  password?: unknown;
  invitation?: unknown;
  setup?: unknown;
}

/** Who may make an account on this server: anybody, or, with `SIGN_UP=invited`, whoever holds a link to it. */
export class Admission {
  private readonly isOpen: boolean;
  private readonly localPassword: string;

  constructor(
    config: Pick<Config, 'SIGN_UP' | 'MILLWRIGHT_SECRET' | 'DATA_DIR'>,
    private readonly pool: Pool,
  ) {
    this.isOpen = config.SIGN_UP === 'open';
    this.localPassword = derivedSecret(serverSecret(config), 'local-user');
  }

  /** Whether somebody may sign up with a password. The local user's address belongs to whoever holds the server's secret, on an open server too. */
  async admits(body: SignUpBody): Promise<boolean> {
    if (typeof body.email !== 'string') return this.isOpen;
    if (body.email.trim().toLowerCase() === LOCAL_USER)
      return typeof body.password === 'string' && isSame(body.password, this.localPassword);
    return this.isOpen || (await this.isInvited(body.email, body.invitation)) || (await this.mayClaim(body.setup));
  }

  /** Whether somebody may come from another system that has proved their address. */
  async admitsProved(email: string, isProved: boolean): Promise<boolean> {
    if (email.trim().toLowerCase() === LOCAL_USER) return false;
    if (this.isOpen) return true;
    if (!isProved) return false;
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM invitation WHERE lower(email) = lower($1) AND status = 'pending' AND "expiresAt" > now() LIMIT 1`,
      [email],
    );
    return rowCount === 1;
  }

  private async isInvited(email: string, invitation: unknown): Promise<boolean> {
    const { id, secret } = (invitation ?? {}) as { id?: unknown; secret?: unknown };
    if (typeof id !== 'string' || typeof secret !== 'string') return false;
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM invitation i JOIN invitation_secret s ON s.invitation_id = i.id
       WHERE i.id = $1 AND s.hash = $2 AND lower(i.email) = lower($3) AND i.status = 'pending' AND i."expiresAt" > now()`,
      [id, hashOf(secret), email.trim()],
    );
    return rowCount === 1;
  }

  private async mayClaim(token: unknown): Promise<boolean> {
    if (typeof token !== 'string') return false;
    const { rowCount } = await this.pool.query(`SELECT 1 FROM setup_link WHERE hash = $1 AND expires_at > now()`, [hashOf(token)]);
    return rowCount === 1;
  }
}
