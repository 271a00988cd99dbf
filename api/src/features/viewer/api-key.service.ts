import { Forbidden, InputCheck, NotFound, faultOfName, parseRole, rolesWith, weaker, type Role } from '@millwright/domain';
import type { UnitOfWork } from '@millwright/persistence';
import type { Pool } from 'pg';
import type { Auth } from '../../security/auth.js';
import type { Viewer } from '../../security/viewer.js';
import type { ApiKeyType, CreateApiKeyInput } from './viewer.types.js';

interface KeyRow {
  id: string;
  name: string | null;
  start: string | null;
  metadata: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastRequest: Date | null;
}

/** Keys of a person: each for one organization, with at most a given role. */
export class ApiKeyService {
  constructor(
    private readonly auth: Auth,
    private readonly pool: Pool,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async list(viewer: Viewer): Promise<ApiKeyType[]> {
    const { rows } = await this.pool.query<KeyRow>(
      `SELECT id, name, start, metadata, "createdAt", "expiresAt", "lastRequest" FROM apikey WHERE "referenceId" = $1 ORDER BY "createdAt" DESC`,
      [viewer.userId],
    );
    return rows.flatMap((row) => toApiKey(row) ?? []);
  }

  async create(viewer: Viewer, input: CreateApiKeyInput): Promise<{ apiKey: ApiKeyType; secret: string }> {
    // A key that could make keys would outlive its own revocation.
    if (viewer.key) throw new Forbidden('organization.manage', rolesWith('organization.manage'));
    const { organizationId, role: ownRole } = viewer.in(input.organizationId, 'organization.read');
    const check = new InputCheck();
    const name = check.text('input.name', input.name, { max: 32 });
    const fault = name === '' ? undefined : faultOfName(name, 32);
    if (fault && [...name].length <= 32) check.that(false, 'input.name', fault);
    const days = input.expiresInDays;
    if (days != null) check.that(days >= 1 && days <= 365, 'input.expiresInDays', 'must be 1 to 365');
    check.done();
    const role: Role = weaker(ownRole, input.role ?? 'EDITOR');
    const created = await this.auth.api.createApiKey({
      body: { name, userId: viewer.userId, metadata: { organizationId, role }, ...(days == null ? {} : { expiresIn: days * 86_400 }) },
    });
    const apiKey = (await this.list(viewer)).find((key) => key.id === created.id);
    if (!apiKey) throw new Error('The key that was just made is not there');
    try {
      await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) =>
        tx.organization.record({
          type: 'API_KEY_CREATED',
          actor: viewer.actor,
          name,
          startsWith: apiKey.start,
          role: role.toLowerCase(),
          expiresAt: apiKey.expiresAt?.toISOString() ?? null,
        }),
      );
    } catch (error) {
      // Nobody has seen it yet: a key that the ledger does not tell of is none.
      await this.remove(viewer, apiKey.id);
      throw error;
    }
    return { apiKey, secret: created.key };
  }

  /** @throws NotFound for another's, too */
  async revoke(viewer: Viewer, id: string): Promise<void> {
    const apiKey = (await this.list(viewer)).find((key) => key.id === id);
    if (!apiKey) throw new NotFound('The API key');
    const { organizationId, name, start: startsWith } = apiKey;
    await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.organization.record({ type: 'API_KEY_REVOKED', actor: viewer.actor, name, startsWith });
      // Last: where it fails, the entry goes too.
      if (!(await this.remove(viewer, id))) throw new NotFound('The API key');
    });
  }

  private async remove(viewer: Viewer, id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(`DELETE FROM apikey WHERE id = $1 AND "referenceId" = $2`, [id, viewer.userId]);
    return rowCount === 1;
  }
}

function toApiKey(row: KeyRow): ApiKeyType | undefined {
  const metadata = parseMetadata(row.metadata);
  const role = parseRole(metadata.role);
  if (!role || !metadata.organizationId) return undefined;
  return {
    id: row.id,
    name: row.name ?? 'unnamed',
    start: row.start ?? '',
    organizationId: metadata.organizationId,
    role,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastRequest,
  };
}

function parseMetadata(text: string | null): { organizationId?: string; role?: string } {
  const value: unknown = JSON.parse(text ?? '{}');
  // Older rows hold JSON within JSON.
  return (typeof value === 'string' ? JSON.parse(value) : value) as { organizationId?: string; role?: string };
}
