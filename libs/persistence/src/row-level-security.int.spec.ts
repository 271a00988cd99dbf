import { randomUUID } from 'node:crypto';
import pg from 'pg';

const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const TABLES = [
  'project',
  'generation',
  'stream',
  'stream_snapshot',
  'artifact',
  'ledger_entry',
  'stage_output',
  'model_call',
  'engine_key',
  'engine_settings',
  'git_connection',
  'repository_export',
  'ledger_seal',
  'file_edit',
  'model_exchange',
  'workflow_history',
  'kept_record',
  'attempt_log',
  'tally',
  'project_usage',
  'organization_usage',
  'blob_removal',
];
/** Read by functions alone; the runtime role has no right to them. */
const CLOSED = ['due', 'expiry', 'project_search', 'purge_due'];

beforeAll(async () => {
  await owner.connect();
  await owner.query(`INSERT INTO project (id, org_id, name, slug, description, created_by) VALUES ($1, 'org-a', 'n', $2, 'd', 'u')`, [
    randomUUID(),
    randomUUID(),
  ]);
});
afterAll(async () => await owner.end());

/** As the runtime role sees it, with the given organization set. */
async function asApp<T extends pg.QueryResultRow>(
  organizationId: string | undefined,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<T>> {
  await owner.query('BEGIN');
  try {
    await owner.query('SET LOCAL ROLE millwright_app');
    if (organizationId) await owner.query(`SELECT set_config('app.org_id', $1, true)`, [organizationId]);
    return await owner.query<T>(text, values);
  } finally {
    await owner.query('ROLLBACK');
  }
}

it('forces row-level security on every table that has an org_id', async () => {
  const { rows } = await owner.query<{ relname: string; relforcerowsecurity: boolean; policies: string }>(
    `SELECT c.relname, c.relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid) AS policies
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' WHERE c.relkind = 'r' ORDER BY 1`,
  );
  expect(rows.map((row) => row.relname).sort()).toEqual([...TABLES, ...CLOSED].sort());
  for (const row of rows) expect([row.relname, row.relforcerowsecurity, Number(row.policies)]).toEqual([row.relname, true, 1]);
});

it('runs as a role that owns nothing and cannot step around it', async () => {
  const { rows } = await owner.query<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean; owned: string }>(
    `SELECT rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r WHERE rolname IN ('millwright_app', 'millwright_auth')`,
  );
  expect(rows).toEqual([1, 2].map(() => ({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: '0' })));
});

it('shows no row where no organization is set, and none of another one', async () => {
  for (const table of TABLES) expect((await asApp(undefined, `SELECT 1 FROM ${table}`)).rowCount).toBe(0);
  expect((await asApp('org-b', `SELECT 1 FROM project WHERE org_id = 'org-a'`)).rowCount).toBe(0);
  expect((await asApp('org-a', `SELECT 1 FROM project`)).rowCount).toBeGreaterThan(0);
});

it('lets the runtime role read what is due, and what is searched, by functions alone', async () => {
  for (const table of CLOSED)
    for (const statement of [`SELECT 1 FROM ${table}`, `DELETE FROM ${table}`, `UPDATE ${table} SET org_id = 'org-a'`])
      await expect(asApp('org-a', statement)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `INSERT INTO tally (org_id, what, n) VALUES ('org-a', 'project', 1)`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `SELECT note_tally('org-a', 'project', 1)`)).rejects.toThrow(/permission denied/);
  const found = async (organizationId: string): Promise<unknown> =>
    (await asApp(organizationId, `SELECT * FROM search_projects('%n%', NULL, NULL, 100)`)).rowCount;
  expect(await found('org-a')).toBeGreaterThan(0);
  expect(await found('org-b')).toBe(0);
});

it('lets nobody write into another organization', async () => {
  const insert = `INSERT INTO project (id, org_id, name, slug, description, created_by) VALUES ($1, 'org-a', 'n', $2, 'd', 'u')`;
  await expect(asApp('org-b', insert, [randomUUID(), randomUUID()])).rejects.toThrow(/row-level security/);
  expect((await asApp('org-b', `UPDATE project SET name = 'stolen' WHERE org_id = 'org-a'`)).rowCount).toBe(0);
});

it('keeps the ledger append-only, and passwords out of reach', async () => {
  await expect(asApp('org-a', `UPDATE ledger_entry SET body = '{}'`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `DELETE FROM ledger_entry`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `UPDATE ledger_seal SET signature = ''`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `DELETE FROM file_edit`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `SELECT password FROM auth.account`)).rejects.toThrow(/permission denied/);
  await expect(asApp('org-a', `SELECT token FROM auth.session`)).rejects.toThrow(/permission denied/);
});
