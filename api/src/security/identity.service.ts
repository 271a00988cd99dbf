import { parseRole } from '@millwright/domain';
import { DatabaseAway, fromDriver } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from 'pg';
import type { Auth } from './auth.js';
import type { ViewerMemory } from './viewer-memory.js';
import { Viewer, type KeyScope, type Membership } from './viewer.js';

interface MemberRow {
  organizationId: string;
  name: string;
  slug: string;
  role: string;
}

/** Finds out who asks, from a session cookie, a bearer token or an API key. */
export class IdentityService {
  private readonly administrators: ReadonlySet<string>;

  constructor(
    private readonly auth: Auth,
    private readonly pool: Pool,
    config: Pick<Config, 'ADMIN_EMAILS'>,
    private readonly memory: ViewerMemory,
  ) {
    this.administrators = new Set(
      config.ADMIN_EMAILS.split(',')
        .map((email) => email.trim().toLowerCase())
        .filter(Boolean),
    );
  }

  /** @returns undefined for someone who is not signed in, or whose credential is not valid. */
  async viewerOf(headers: IncomingHttpHeaders): Promise<Viewer | undefined> {
    const given = [headers.cookie, headers.authorization, headers['x-api-key']].filter((value) => value);
    // Those of a socket's parameters, or of git's, may hold what no header does: no credential of ours has it.
    if (given.length === 0 || given.some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(String(value)))) return undefined;
    return await this.memory.recall(headers, () => this.lookUp(headers));
  }

  /**
   * Who stands behind a credential. The library also says "nobody" where it cannot ask the database: that is told apart.
   *
   * @throws DatabaseAway
   */
  private async lookUp(headers: IncomingHttpHeaders): Promise<Viewer | undefined> {
    const found = await this.ask(headers).catch((error: unknown) => {
      const known = fromDriver(error);
      if (known instanceof DatabaseAway) throw known;
      return undefined;
    });
    if (found) return found;
    await this.pool.query('SELECT 1').catch((error: unknown) => {
      throw fromDriver(error);
    });
    // It may have come back in between.
    return await this.ask(headers);
  }

  private async ask(headers: IncomingHttpHeaders): Promise<Viewer | undefined> {
    const key = headers['x-api-key'];
    if (typeof key === 'string') return await this.viewerOfKey(key);
    const session = await this.auth.api.getSession({ headers: asHeaders(headers) });
    if (!session) return undefined;
    const { user } = session;
    return await this.viewer(
      user.id,
      user.name,
      user.email,
      (session.session as { activeOrganizationId?: string | null }).activeOrganizationId ?? null,
      new Date(session.session.expiresAt),
    );
  }

  private async viewerOfKey(key: string): Promise<Viewer | undefined> {
    const result = await this.auth.api.verifyApiKey({ body: { key } });
    if (!result.valid || !result.key) return undefined;
    const metadata = (result.key.metadata ?? {}) as { organizationId?: string; role?: string };
    const role = parseRole(metadata.role);
    if (!metadata.organizationId || !role) return undefined;
    const { rows } = await this.pool.query<{ name: string; email: string }>(`SELECT name, email FROM "user" WHERE id = $1`, [
      result.key.referenceId,
    ]);
    if (!rows[0]) return undefined;
    const scope: KeyScope = { keyId: result.key.id, keyName: result.key.name ?? 'unnamed', organizationId: metadata.organizationId, role };
    const { referenceId, expiresAt } = result.key;
    return await this.viewer(referenceId, rows[0].name, rows[0].email, metadata.organizationId, expiresAt ?? undefined, scope);
  }

  /** By name, or by an address of the configuration whose mailbox was confirmed: anybody can sign up with any other. */
  private async administers(userId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM server_administrator WHERE user_id = $1
       UNION ALL SELECT 1 FROM "user" WHERE id = $1 AND "emailVerified" AND lower(email) = ANY($2)`,
      [userId, [...this.administrators]],
    );
    return (rowCount ?? 0) > 0;
  }

  private async viewer(
    userId: string,
    name: string,
    email: string,
    activeOrganizationId: string | null,
    expiresAt: Date | undefined,
    scope?: KeyScope,
  ): Promise<Viewer> {
    const { rows } = await this.pool.query<MemberRow>(
      `SELECT m."organizationId", o.name, o.slug, m.role FROM member m JOIN organization o ON o.id = m."organizationId" WHERE m."userId" = $1 ORDER BY m."createdAt"`,
      [userId],
    );
    const memberships = rows.flatMap((row): Membership[] => {
      const role = parseRole(row.role);
      return role ? [{ organizationId: row.organizationId, organizationName: row.name, organizationSlug: row.slug, role }] : [];
    });
    // A key acts in one organization, never on the server itself.
    const isAdministrator = !scope && (await this.administers(userId));
    return new Viewer(userId, name, email, isAdministrator, memberships, activeOrganizationId, scope, expiresAt);
  }
}

/** A password as git's clients send it, an API key or a session token, as the header that it stands for. */
export function credentialOf(password: string): IncomingHttpHeaders {
  return password.startsWith('mw_') ? { 'x-api-key': password } : { authorization: `Bearer ${password}` };
}

export function asHeaders(headers: IncomingHttpHeaders): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) result.set(name, Array.isArray(value) ? value.join(', ') : value);
  return result;
}
