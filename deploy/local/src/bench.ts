import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Config } from '@millwright/platform';
import { build } from './build.ts';
import { loadConfig } from './load-config.ts';
import { ROOT } from './paths.ts';
import { freePort } from './ports.ts';
import { Plain, say } from './say.ts';
import { decisionsBench } from './bench-decisions.ts';
import { attackBench } from './bench-attack.ts';
import { filesBench } from './bench-files.ts';
import { growthBench } from './bench-growth.ts';
import { offlineBench } from './bench-offline.ts';
import { modelsBench } from './bench-models.ts';
import { mutantsBench } from './bench-mutants.ts';
import { walkBench } from './bench-walk.ts';
import { Api, memoryMb, row, seconds, type Row } from './bench-tools.ts';
import { startStack, type Stack } from './stack.ts';

const FILES = 20;
const DIRECTORIES = 12;
const WINDOW = 10;
const FIRST_TEXT_MS = 300;
const TOKENS_PER_SECOND = 100;
const TOKENS = { plan: 400, architecture: 600, blueprint: 800, readme: 300, file: 400 };
const EIGHT_ENTITIES =
  'A clinic: patients book appointments with doctors. Doctors write prescriptions for patients and order tests. Nurses record measurements for patients. Receptionists send invoices to patients and patients pay invoices. Rooms have a name and a floor. Suppliers have a name and an email. Medicines have a name, a price and a stock.';

/** `npm run bench [-- instant | paced | models | files | decisions | growth | attack | offline --file F | walk --file F | mutants]`: each figure beside a floor that was measured in the same run, since machines differ. */
export async function bench([only, ...rest]: string[] = []): Promise<void> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'millwright-bench-'));
  const rows: Row[] = [];
  try {
    if (only === undefined || only === 'instant') rows.push(...(await withStack(join(folder, 'instant'), {}, instantPart)));
    if (only === undefined || only === 'models') rows.push(...(await modelsBench(join(folder, 'models'), say)));
    if (only === 'files') rows.push(...(await filesBench(join(folder, 'files'), say)));
    if (only === undefined || only === 'growth') rows.push(...(await growthBench(join(folder, 'growth'), say)));
    if (only === undefined || only === 'attack') rows.push(...(await attackBench(join(folder, 'attack'), say)));
    if (only === 'offline') rows.push(...(await offlineBench(fileOf(rest), { onlyRead: rest.includes('--only-read'), say })));
    if (only === 'mutants') rows.push(...(await mutantsBench(rest, say)));
    if (only === 'walk') rows.push(...(await walkBench(rest, say)));
    if (only === undefined || only === 'decisions') rows.push(...(await decisionsBench(join(folder, 'decisions'), say)));
    if (only === undefined || only === 'paced')
      rows.push(
        ...(await withStack(
          join(folder, 'paced'),
          { firstTextMs: FIRST_TEXT_MS, tokensPerSecond: TOKENS_PER_SECOND, tokens: TOKENS },
          pacedPart,
        )),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const widths = (['what', 'ours', 'floor', 'ratio', 'goal'] as const).map((key) =>
    Math.max(key.length, ...rows.map((row) => row[key].length)),
  );
  const line = (cells: string[]): string => cells.map((cell, i) => cell.padEnd(widths[i]!)).join('   ');
  console.log(
    `\n${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.version}\n${line(['what', 'ours', 'floor', 'ratio', 'goal'])}`,
  );
  for (const row of rows) console.log(line([row.what, row.ours, row.floor, row.ratio, row.goal]));
}

/** Descriptions to measure on, one JSON object with `id` and `text` a line. */
function fileOf(args: readonly string[]): string {
  const file = args[args.indexOf('--file') + 1];
  if (!args.includes('--file') || !file) throw new Plain('Say which descriptions: npm run bench -- offline --file descriptions.jsonl');
  return file;
}

async function withStack(dataDir: string, paced: object, work: (stack: Stack, api: Api) => Promise<Row[]>): Promise<Row[]> {
  const port = await freePort();
  const { readConfig } = await import('@millwright/platform');
  const base = await loadConfig();
  const config: Config = {
    ...readConfig({
      PORT: String(port),
      DATA_DIR: dataDir,
      VERIFY: 'off',
      RATE_LIMIT_PER_MINUTE: '10000000',
      STAGE_WINDOW: String(WINDOW),
      PACED_ENGINE: JSON.stringify({ files: FILES, directories: DIRECTORIES, ...paced }),
    }),
    LOG_LEVEL: base.LOG_LEVEL,
  };
  const first = await startStack(config, { withTemporalUi: false });
  await first.stop();
  const before = performance.now();
  const stack = await startStack(config, { withTemporalUi: false });
  const startMs = performance.now() - before;
  try {
    const api = await Api.signUp(config.PUBLIC_URL);
    // The first generation warms every process up.
    await api.generate('Warm up the processes');
    const rows = await work(stack, api);
    return 'firstTextMs' in paced
      ? rows
      : [
          ...rows,
          { what: '(g) start, warm, without the build', ours: seconds(startMs), floor: '', ratio: '', goal: '< 15 s with the build' },
        ];
  } finally {
    await stack.stop();
  }
}

async function instantPart(stack: Stack, api: Api): Promise<Row[]> {
  say('(a) pipeline of instant stages …');
  const ours = median(await repeat(7, () => api.generate('As fast as it goes')));
  const floor = median(await bareWorkflows(stack, 7));
  const rows: Row[] = [row('(a) pipeline of instant stages against bare no-op activities', ours, floor, '≤ 1.3')];
  say('(d) projects query …');
  rows.push(...(await projectsQuery(stack, api)));
  say('(f) offline generation …');
  const offline = median(await repeat(3, () => api.generate(EIGHT_ENTITIES, 'offline')));
  rows.push({ what: '(f) offline generation of an eight-entity project', ours: seconds(offline), floor: '', ratio: '', goal: '' });
  return rows;
}

async function pacedPart(stack: Stack, api: Api): Promise<Row[]> {
  const call = (tokens: number): number => FIRST_TEXT_MS + (tokens / TOKENS_PER_SECOND) * 1_000;
  const critical =
    call(TOKENS.plan) +
    call(TOKENS.architecture) +
    call(TOKENS.blueprint) +
    Math.max(call(TOKENS.readme), Math.ceil(FILES / WINDOW) * call(TOKENS.file));
  say('(b) one paced generation …');
  const lags: number[] = [];
  const busyLags: number[] = [];
  const one = await api.generate('At the pace of a model', 'paced', lags);
  const before = memoryMb(stack);
  say('(c) ten at once …');
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memoryMb(stack))), 500);
  const ten = Math.max(...(await Promise.all(Array.from({ length: 10 }, () => api.generate('One of ten', 'paced', busyLags)))));
  clearInterval(watch);
  for (const list of [lags, busyLags]) list.sort((a, b) => a - b);
  const late = (list: number[]): string => `p50 ${percentile(list, 0.5)} ms, p95 ${percentile(list, 0.95)} ms`;
  return [
    row('(b) paced generation against the critical path of its calls', one, critical, '≤ 1.05'),
    row('(c) ten generations at once against one', ten, one, '≤ 1.25'),
    {
      what: '(c) memory growth of our processes, ten at once',
      ours: `${Math.round(most - before)} MB`,
      floor: `${Math.round(before)} MB`,
      ratio: '',
      goal: '≤ 300 MB',
    },
    { what: '(e) event written to received by a subscriber, one generation', ours: late(lags), floor: '', ratio: '', goal: 'p95 ≤ 100 ms' },
    { what: '(e) the same with ten at once', ours: late(busyLags), floor: '', ratio: '', goal: '' },
  ];
}

async function projectsQuery(stack: Stack, api: Api): Promise<Row[]> {
  for (let i = 0; i < 60; i++) await api.project(`Project ${i}`, 'One of many projects in a list');
  const organization = await api.organizationId();
  const query = '{ projects(first: 20) { edges { cursor node { id name description createdAt } } pageInfo { hasNextPage endCursor } } }';
  const sql = `SELECT id, org_id AS "organizationId", name, slug, description, created_by AS "createdBy", date_trunc('milliseconds', created_at) AS "createdAt", archived_at AS "archivedAt"
    FROM project WHERE org_id = $1 AND archived_at IS NULL ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT 21`;
  const pool = new pg.Pool({ connectionString: stack.env.DATABASE_URL, max: 10 });
  // Alternating, so that a noisy moment meets both.
  const ours: number[] = [];
  const floor: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round < 4; round++) {
    ours.push(await rate(10, 2_500, () => api.ask(query), round > 0 ? latencies : []));
    floor.push(await rate(10, 1_500, () => pool.query(sql, [organization]), []));
  }
  await pool.end();
  latencies.sort((a, b) => a - b);
  const [mine, bare] = [median(ours.slice(1)), median(floor.slice(1))];
  return [
    {
      what: '(d) projects query with sign-in and RLS against bare pg, 10 connections',
      ours: `${Math.round(mine)} req/s, p50 ${percentile(latencies, 0.5)} p95 ${percentile(latencies, 0.95)} p99 ${percentile(latencies, 0.99)} ms`,
      floor: `${Math.round(bare)} req/s`,
      ratio: (mine / bare).toFixed(2),
      goal: '≥ 0.4, p95 < 50 ms',
    },
  ];
}

/** Calls a second over `connections` side by side; their times in milliseconds are added to `latencies`. */
async function rate(connections: number, lastsMs: number, call: () => Promise<unknown>, latencies: number[]): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - startedAt < lastsMs) {
        const before = performance.now();
        await call();
        latencies.push(performance.now() - before);
        done++;
      }
    }),
  );
  return done / ((performance.now() - startedAt) / 1_000);
}

/** The same number of activities in the same shape, doing nothing, on the same server. */
async function bareWorkflows(stack: Stack, times: number): Promise<number[]> {
  const { NativeConnection, Worker, Runtime, DefaultLogger } = await import('@temporalio/worker');
  const { Client, Connection } = await import('@temporalio/client');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = stack.env.TEMPORAL_ADDRESS!;
  const [native, connection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
  const worker = await Worker.create({
    connection: native,
    namespace: 'millwright',
    taskQueue: 'bench',
    workflowsPath: fileURLToPath(new URL('file://' + join(ROOT, 'test/load/bare.workflow.mjs'))),
    activities: { nothing: async () => undefined },
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
  });
  const client = new Client({ connection, namespace: 'millwright' });
  const result = await worker.runUntil(async () => {
    const run = async (): Promise<number> => {
      const handle = await client.workflow.start('bare', {
        taskQueue: 'bench',
        workflowId: `bare-${Math.random()}`,
        args: [{ files: FILES, window: WINDOW }],
      });
      await handle.result();
      const { startTime, closeTime } = await handle.describe();
      return closeTime!.getTime() - startTime.getTime();
    };
    await run();
    return await repeat(times, run);
  });
  await native.close();
  await connection.close();
  return result;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const percentile = (sorted: number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
async function repeat(times: number, work: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let i = 0; i < times; i++) results.push(await work());
  return results;
}
