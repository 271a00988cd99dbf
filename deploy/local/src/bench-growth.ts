import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Api, type Row } from './bench-tools.ts';
import { percentile } from './percentile.ts';
import { freePort } from './ports.ts';
import { startStack, type Stack } from './stack.ts';

const [FEW, MANY] = [10, 50_000];
const MANY_ORGANIZATIONS = 30_000;
const [SMALL_TREE, LARGE_TREE] = [20, 2_000];
/** The slowest twentieth of fewer moves by a fifth from one run to the next. */
const SAMPLES = 1_000;
/** Until what runs has been compiled as far as it will be. */
const WARM_UP = 200;
const IDLE_MS = 20_000;

/** Someone with an organization of their own, and what the console asks for them. */
interface Tenant {
  api: Api;
  organization: string;
  project: string;
  generation: string;
}

/**
 * What grows with the installation: the console's most used queries for an organization of ten projects and one of 50,000,
 * and for the one of ten alone with the other and among 30,000, pages of as many rows each. Two installations run side by
 * side, and whatever is compared is asked in turns, since machines are noisy.
 */
export async function growthBench(dataDir: string, say: (what: string) => void): Promise<Row[]> {
  const [quiet, crowded] = [await install(join(dataDir, 'quiet'), say), await install(join(dataDir, 'crowded'), say)];
  try {
    say(`growth: ${MANY_ORGANIZATIONS.toLocaleString('en')} organizations …`);
    await crowd(crowded.owner);
    await Promise.all([quiet, crowded].map(async ({ owner }) => await owner.query('VACUUM ANALYZE')));
    say('growth: asking …');
    // Both servers answer as much as the other: the more often asked is the faster one.
    const times = await measure({ few: quiet.small, many: quiet.large, crowded: crowded.small, unused: crowded.large });
    const [idleQuiet, idleCrowded] = await idle([quiet.stack, crowded.stack]);
    return [
      ...Object.entries(times).map(([name, { few, many }]) =>
        line(`(u) ${name}, ${MANY.toLocaleString('en')} projects against ${FEW}`, many, few),
      ),
      ...Object.entries(times).map(([name, { few, crowded: among }]) =>
        line(`(v) ${name}, ${MANY_ORGANIZATIONS.toLocaleString('en')} organizations against 2`, among, few),
      ),
      {
        what: `(w) idle CPU of the API, ${MANY_ORGANIZATIONS.toLocaleString('en')} organizations against 2`,
        ours: `${idleCrowded!.api} %`,
        floor: `${idleQuiet!.api} %`,
        ratio: '',
        goal: '≤ 1 %',
      },
      { what: '(w) of PostgreSQL meanwhile', ours: `${idleCrowded!.postgres} %`, floor: `${idleQuiet!.postgres} %`, ratio: '', goal: '' },
    ];
  } finally {
    for (const { owner, stack } of [quiet, crowded]) {
      await owner.end();
      await stack.stop();
    }
  }
}

interface Installation {
  stack: Stack;
  owner: pg.Client;
  small: Tenant;
  large: Tenant;
}

/** A stack with two organizations, one of few projects and one of many. */
async function install(dataDir: string, say: (what: string) => void): Promise<Installation> {
  const { readConfig } = await import('@millwright/platform');
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    VERIFY: 'off',
    RATE_LIMIT_PER_MINUTE: '10000000',
    SIGN_IN_LIMIT_PER_MINUTE: '1000',
  });
  const stack = await startStack(config, { withTemporalUi: false });
  const owner = new pg.Client({ connectionString: stack.env.DATABASE_URL });
  await owner.connect();
  say(`growth: ${FEW} projects and ${MANY.toLocaleString('en')} …`);
  const small = await seed(owner, await Api.signUp(config.PUBLIC_URL, 'small@example.com'), FEW, SMALL_TREE);
  const large = await seed(owner, await Api.signUp(config.PUBLIC_URL, 'large@example.com'), MANY, LARGE_TREE);
  return { stack, owner, small, large };
}

/** Generations as they are when they have ended, sealed and with their histories kept. */
const generationsOf = (of: string): string => `
  WITH made AS (
    INSERT INTO stream (id, kind, org_id, project_id, status, state, seq, created_at, ended_at, run_id)
      SELECT gen_random_uuid(), 'generation', p.org_id, p.id, s.status, $2::jsonb || jsonb_build_object('status', s.status), 1, p.created_at,
        CASE WHEN s.status <> 'AWAITING_INPUT' THEN p.created_at END, 'r'
      FROM project p CROSS JOIN LATERAL (SELECT CASE WHEN p.slug ~ '-[12]$' THEN 'AWAITING_INPUT' WHEN p.slug ~ '-[34]$' OR p.slug ~ '-[1-9]*77$' THEN 'FAILED' ELSE 'COMPLETE' END AS status) s
      WHERE ${of} AND NOT EXISTS (SELECT 1 FROM generation g WHERE g.project_id = p.id) RETURNING *)
  INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, failure_code, created_by, created_at, completed_at, head_commit)
    SELECT m.id, m.org_id, m.project_id, p.description, 'offline', 'offline-1', '{"stages":[],"price":null}', m.status, CASE m.status WHEN 'FAILED' THEN 'X' END,
      'u', m.created_at, m.ended_at, CASE m.status WHEN 'COMPLETE' THEN md5(m.project_id::text) END
    FROM made m JOIN project p ON p.id = m.project_id`;
const ENDED = `
  INSERT INTO ledger_seal (stream_id, org_id, seq, head_hash, key_id, signature)
    SELECT id, org_id, 1, 'h', 'k', 's' FROM stream WHERE ended_at IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO workflow_history (stream_id, org_id, events) SELECT id, org_id, 1 FROM stream WHERE ended_at IS NOT NULL ON CONFLICT DO NOTHING`;

async function seed(owner: pg.Client, api: Api, projects: number, files: number): Promise<Tenant> {
  const { EMPTY_STATE } = await import('@millwright/domain');
  const organization = await api.organizationId();
  await owner.query(
    `INSERT INTO project (id, org_id, name, slug, description, created_by, created_at)
     SELECT gen_random_uuid(), $1, CASE WHEN i = 5 THEN 'The needle' ELSE 'Clinic ' || i END, 'clinic-' || i, 'Patients book appointments with doctors, number ' || md5(i::text), 'u',
       date_trunc('milliseconds', now() - i * interval '1 second') FROM generate_series(1, $2::int) i`,
    [organization, projects],
  );
  await owner.query(generationsOf('p.org_id = $1'), [organization, JSON.stringify(EMPTY_STATE)]);
  await owner.query(ENDED);
  const { rows } = await owner.query<{ id: string; project_id: string }>(
    `SELECT g.id, project_id FROM generation g JOIN project p ON p.id = g.project_id WHERE g.org_id = $1 AND p.slug = 'clinic-8'`,
    [organization],
  );
  const { id: generation, project_id: project } = rows[0]!;
  await owner.query(
    `INSERT INTO artifact (id, org_id, stream_id, stage, path, media_type, bytes, sha256, lines)
     SELECT gen_random_uuid(), $1, $2, 'CODE', 'src/' || i || '.ts', 'text/plain', 1, md5(i::text), 1 FROM generate_series(1, $3::int) i`,
    [organization, generation, files],
  );
  return { api, organization, project, generation };
}

async function crowd(owner: pg.Client): Promise<void> {
  const { EMPTY_STATE } = await import('@millwright/domain');
  await owner.query(
    `INSERT INTO auth.organization (id, name, slug, "createdAt") SELECT 'crowd-' || i, 'o', 'crowd-' || i, now() FROM generate_series(1, $1::int) i`,
    [MANY_ORGANIZATIONS],
  );
  await owner.query(
    `INSERT INTO project (id, org_id, name, slug, description, created_by)
     SELECT gen_random_uuid(), 'crowd-' || i, 'Clinic', 'clinic', 'Patients book appointments', 'u' FROM generate_series(1, $1::int) i`,
    [MANY_ORGANIZATIONS],
  );
  // Without it, the planner takes what was just inserted for a handful of rows.
  await owner.query('ANALYZE project; ANALYZE generation');
  await owner.query(generationsOf(`p.org_id LIKE 'crowd-%' AND $1::text IS NOT NULL`), ['', JSON.stringify(EMPTY_STATE)]);
  await owner.query(ENDED);
}

const GENERATION = 'id status engine model createdAt completedAt usage { costUsd } project { id name }';
const LISTED =
  'pageInfo { hasNextPage endCursor } edges { node { id name description createdAt latestGeneration { id status progress usage { costUsd } } } }';
/** As the console asks, but for pages that both can fill. */
const QUERIES: Record<string, string> = {
  viewer: '{ viewer { id name memberships { organizationId organizationName role } } }',
  projects: `query ($o: ID) { projects(organizationId: $o, first: 10) { totalCount ${LISTED} } }`,
  'search of one project': `query ($o: ID) { projects(organizationId: $o, search: "needle", first: 10) { ${LISTED} } }`,
  'search of all projects': `query ($o: ID) { projects(organizationId: $o, search: "clinic", first: 8) { edges { node { id name latestGeneration { status } } } } }`,
  project: `query ($p: ID!) { project(id: $p) { id name repository { headCommit cloneUrl } generations(first: 100) { edges { node { ${GENERATION} } } } } }`,
  generation: `query ($g: ID!) { generation(id: $g) { ${GENERATION} } }`,
  generations: `query ($o: ID) { generations(organizationId: $o, first: 10) { totalCount edges { node { ${GENERATION} } } } }`,
  'generations of a status': `query ($o: ID) { generations(organizationId: $o, status: [COMPLETE], first: 5) { totalCount edges { node { ${GENERATION} } } } }`,
  approvals: `query ($o: ID) { generations(organizationId: $o, status: [AWAITING_INPUT], first: 100) { edges { node { ${GENERATION} } } } }`,
  estimate: 'query ($o: ID) { generationEstimate(organizationId: $o, engine: "offline", model: "offline-1") { durationMs } }',
  failures: 'query ($o: ID) { failures(organizationId: $o) { code engine count lastAt } }',
  [`20 files of ${LARGE_TREE.toLocaleString('en')} against of ${SMALL_TREE}`]:
    'query ($g: ID!) { generation(id: $g) { artifacts(first: 20) { totalCount edges { node { id path sha256 } } } } }',
};

/** Milliseconds of each query, by who asked it. */
async function measure<Who extends string>(tenants: Record<Who, Tenant>): Promise<Record<string, Record<Who, number[]>>> {
  const whos = Object.keys(tenants) as Who[];
  const once = async ({ api, organization, project, generation }: Tenant, query: string): Promise<number> => {
    const variables = { o: organization, p: project, g: generation };
    const used = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}`)));
    const before = performance.now();
    await api.ask(query, used);
    return performance.now() - before;
  };
  const times: Record<string, Record<Who, number[]>> = {};
  for (const [name, query] of Object.entries(QUERIES)) {
    const of = Object.fromEntries(whos.map((who) => [who, [] as number[]])) as Record<Who, number[]>;
    for (let i = -WARM_UP; i < SAMPLES; i++) {
      // Each takes each place among them equally often.
      for (const at of whos.keys()) {
        const who = whos[(at + i + WARM_UP) % whos.length]!;
        const took = await once(tenants[who], query);
        if (i >= 0) of[who].push(took);
      }
    }
    times[name] = of;
  }
  return times;
}

/** Share of one core while nobody asks for anything, in percent: the API, and PostgreSQL with all its processes. */
async function idle(stacks: readonly Stack[]): Promise<{ api: string; postgres: string }[]> {
  const now = (): { api: number; postgres: number }[] =>
    stacks.map(({ state: { pids } }) => ({ api: ticks(pids.API!), postgres: ticksBelow(pids.PostgreSQL!) }));
  const before = now();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const share = (ticksThen: number, ticksNow: number): string => ((((ticksNow - ticksThen) / 100) * 100) / (IDLE_MS / 1_000)).toFixed(2);
  return now().map(({ api, postgres }, i) => ({ api: share(before[i]!.api, api), postgres: share(before[i]!.postgres, postgres) }));
}

const statOf = (pid: number | string): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
const ticks = (pid: number): number => Number(statOf(pid)[11]) + Number(statOf(pid)[12]);
function ticksBelow(parent: number): number {
  const below = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && Number(statOf(name)[1]) === parent;
    } catch {
      return false;
    }
  });
  // What its processes that have ended meanwhile had used is added to the parent.
  const ended = Number(statOf(parent)[13]) + Number(statOf(parent)[14]);
  return ticks(parent) + ended + below.reduce((sum, pid) => sum + ticks(Number(pid)), 0);
}

function line(what: string, ours: readonly number[], floor: readonly number[]): Row {
  const say = (times: readonly number[]): string => `p50 ${percentile(times, 0.5).toFixed(1)} p95 ${percentile(times, 0.95).toFixed(1)} ms`;
  const ratio = (share: number): string => (percentile(ours, share) / percentile(floor, share)).toFixed(2);
  return { what, ours: say(ours), floor: say(floor), ratio: `p50 ${ratio(0.5)} p95 ${ratio(0.95)}`, goal: 'p95 ≤ 1.2' };
}
