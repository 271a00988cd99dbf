import { createKyselyAdapter, kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions } from 'better-auth';
import type { DBAdapter, DBTransactionAdapter, Where } from '@better-auth/core/db/adapter';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

type Row = Record<string, unknown>;
type Plain = Map<string, string>;
type Part = DBTransactionAdapter<BetterAuthOptions>;

/**
 * The library's own adapter for PostgreSQL, except that the table of sessions holds hashes of tokens: whoever reads the
 * table, or a backup of it, signs in as nobody. A token has 190 bits of chance, so a plain SHA-256 does.
 *
 * A row that was found by its token carries it again; one that was found otherwise carries the hash, which is good for
 * nothing: what comes in is always hashed, never compared as it is.
 */
export async function hashedSessions(pool: Pool): Promise<(options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>> {
  const { kysely, databaseType, transaction } = await createKyselyAdapter({ database: pool });
  if (!kysely || databaseType !== 'postgres') throw new Error('The identity library does not know this pool');
  const make = kyselyAdapter(kysely, { type: databaseType, ...(transaction === undefined ? {} : { transaction }) });
  return (options) => {
    const adapter = make(options);
    return {
      ...adapter,
      ...wrap(adapter),
      transaction: async (work) => await adapter.transaction(async (inner) => await work({ ...inner, ...wrap(inner) })),
    };
  };
}

function wrap(
  adapter: Part,
): Pick<
  Part,
  'create' | 'findOne' | 'findMany' | 'count' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'consumeOne' | 'incrementOne'
> {
  const call =
    (method: (query: never) => Promise<unknown>) =>
    async (query: { model: string; where?: Where[]; data?: Row; update?: Row }): Promise<never> => {
      if (query.model !== 'session') return (await method(query as never)) as never;
      const plain: Plain = new Map();
      const hashed = {
        ...query,
        ...(query.where ? { where: query.where.map((condition) => hashCondition(condition, plain)) } : {}),
        ...(query.data ? { data: hashRow(query.data, plain) } : {}),
        ...(query.update ? { update: hashRow(query.update, plain) } : {}),
      };
      return restore(await method(hashed as never), plain) as never;
    };
  return {
    create: call(adapter.create.bind(adapter)),
    findOne: call(adapter.findOne.bind(adapter)),
    findMany: call(adapter.findMany.bind(adapter)),
    count: call(adapter.count.bind(adapter)),
    update: call(adapter.update.bind(adapter)),
    updateMany: call(adapter.updateMany.bind(adapter)),
    delete: call(adapter.delete.bind(adapter)),
    deleteMany: call(adapter.deleteMany.bind(adapter)),
    consumeOne: call(adapter.consumeOne.bind(adapter)),
    incrementOne: call(adapter.incrementOne.bind(adapter)),
  };
}

/** As the migration wrote those that were there before: lower hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function hashValue(token: string, plain: Plain): string {
  const hash = hashToken(token);
  plain.set(hash, token);
  return hash;
}

function hashCondition(condition: Where, plain: Plain): Where {
  const { field, value } = condition;
  if (field !== 'token') return condition;
  if (Array.isArray(value)) return { ...condition, value: value.map((token) => hashValue(String(token), plain)) };
  return typeof value === 'string' ? { ...condition, value: hashValue(value, plain) } : condition;
}

function hashRow(row: Row, plain: Plain): Row {
  return typeof row.token === 'string' ? { ...row, token: hashValue(row.token, plain) } : row;
}

function restore(answer: unknown, plain: Plain): unknown {
  if (Array.isArray(answer)) return answer.map((row: unknown) => restore(row, plain));
  if (!answer || typeof answer !== 'object' || typeof (answer as Row).token !== 'string') return answer;
  const token = plain.get((answer as Row).token as string);
  return token === undefined ? answer : { ...answer, token };
}
