// Records the histories that replay.spec.ts replays, made by a stack of its own: one of each outcome, and as many as wanted
// whose engine, gates, ceiling and operator are drawn by chance. `node test/replay/record.mjs 0.6 120`
// Of the drawn ones, those stay whose events follow one another in an order that no other of that release shows.
// Run it when a workflow gains a new outcome; histories that are there already are kept, since old ones must go on replaying.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pinStages } from '@millwright/domain';
import { readConfig } from '@millwright/platform';
import { FakeGitHub } from '@millwright/testing';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { freePort } from '../../deploy/local/src/ports.ts';
import { scrubbed } from '../../deploy/local/src/replay-check.ts';
import { startSimulation } from '../../deploy/local/src/simulate.ts';
import { startStack } from '../../deploy/local/src/stack.ts';
import { ordersOf } from './orders.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'histories');
const release = process.argv[2] ?? '0.6';
const drawn = Number(process.argv[3] ?? 0);
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'millwright-record-'));
const port = await freePort();
const url = `http://localhost:${port}`;
const simulation = await startSimulation(data, { retryAfterS: 0.05 });
const github = new FakeGitHub();
const stack = await startStack(
  readConfig({
    ...simulation.env,
    GITHUB_API_URL: await github.start(),
    GITHUB_TOKEN: 'ghp_right',
    PORT: String(port),
    DATA_DIR: data,
    VERIFY: 'off',
    RATE_LIMIT_PER_MINUTE: '1000000',
    STAGE_RETRY_MS: '50',
    STAGE_ATTEMPTS: '4',
    PACED_ENGINE: JSON.stringify({
      files: 6,
      microsPerMTok: 1_000_000,
      faults: [
        { when: 'RETRIED', stage: 'TECH_ARCHITECTURE', attempts: 1, kind: 'unavailable' },
        { when: 'RETRIED', stage: 'CODE', item: 'src/part-1/file-1.ts', attempts: 2, kind: 'cut' },
        { when: 'FAILED', stage: 'BLUEPRINT', kind: 'unavailable' },
        { when: 'REFUSED', stage: 'DEV_PLAN', kind: 'refused' },
        { when: 'FILE-LOST', stage: 'CODE', item: 'src/part-2/file-2.ts', kind: 'refused' },
      ],
      slow: [{ when: 'SLOWLY', factor: 20_000 }],
    }),
  }),
  { isDurable: false, withTemporalUi: false },
);

const signUp = await fetch(`${url}/api/auth/sign-up/email`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: url },
  body: JSON.stringify({ name: 'Recorder', email: 'r@example.com', password: 'correct horse battery' }),
});
const token = signUp.headers.get('set-auth-token');
const ask = async (query, variables = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data: answer, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return answer;
};
const until = async (id, isThere) => {
  for (;;) {
    const { generation } = await ask('query ($id: ID!) { generation(id: $id) { status currentStage stages { name status round } } }', {
      id,
    });
    if (isThere(generation)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const control = (what, id) => ask(`mutation { ${what}Generation(input: { generationId: "${id}" }) { generation { id } } }`);
const waits = ({ status }) => status === 'AWAITING_INPUT';
const approve = (id, stage, input = {}) =>
  ask('mutation ($i: ApproveStageInput!) { approveStage(input: $i) { generation { id } } }', {
    i: { generationId: id, stage, approved: true, ...input },
  });
const waitsFor =
  (stage, round = 1) =>
  ({ stages }) =>
    stages.some((one) => one.name === stage && one.status === 'AWAITING_INPUT' && one.round === round);
const comment = 'Say that it is open at night';
const fileText = async (id, path) => {
  const { repositoryFiles } = await ask(
    'query ($id: ID!, $p: [String!]) { repositoryFiles(generationId: $id, paths: $p) { text sha256 } }',
    {
      id,
      p: [path],
    },
  );
  return repositoryFiles[0];
};
const hasEnded = ({ status }) => ['COMPLETE', 'FAILED', 'CANCELLED'].includes(status);
const runs =
  (stage) =>
  ({ currentStage }) =>
    currentStage === stage;

const SCENARIOS = {
  complete: {},
  offline: { engine: 'offline', description: 'Members borrow tools; every tool has a name and a price.' },
  retried: { description: 'RETRIED twice' },
  failed: { description: 'FAILED at the blueprint' },
  refused: { description: 'REFUSED at the plan' },
  'file-failed': { description: 'FILE-LOST among others' },
  budget: { budgetUsd: 0.01 },
  'within-budget': { budgetUsd: 50 },
  cancelled: {
    description: 'Written SLOWLY, stopped',
    during: async (id) => (await until(id, runs('DEV_PLAN')), await control('cancel', id)),
  },
  provider: { engine: 'openai', model: 'sim-1' },
  'topped-up': { engine: 'openai', model: 'sim-1', budgetUsd: 0.12, description: 'With little money' },
  'taken-over': {
    engine: 'openai',
    model: 'sim-1',
    description: 'Whose engine is down [[status-503 blueprint 3]]',
    before: () => ask('mutation { setEngineSettings(input: { fallbacks: [{ engine: "groq" }] }) { settings { defaultEngine } } }'),
  },
  approved: {
    start: { approveAfter: ['BLUEPRINT', 'CODE'] },
    during: async (id) => {
      for (const stage of ['BLUEPRINT', 'CODE']) {
        await until(id, waitsFor(stage));
        await approve(id, stage);
      }
    },
  },
  'sent-back': {
    engine: 'openai',
    model: 'sim-1',
    start: { approveAfter: ['DEV_PLAN', 'CODE'], useCache: false },
    during: async (id) => {
      await until(id, waitsFor('DEV_PLAN'));
      await approve(id, 'DEV_PLAN', { approved: false, comment });
      await until(id, waitsFor('DEV_PLAN', 2));
      await approve(id, 'DEV_PLAN', { round: 2 });
      await until(id, waitsFor('CODE'));
      await approve(id, 'CODE', { approved: false, comment, paths: ['src/part-1/file-1.ts'] });
      await until(id, waitsFor('CODE', 2));
      await approve(id, 'CODE', { round: 2 });
    },
  },
  'edited-at-gate': {
    start: { approveAfter: ['MAIN_README'] },
    during: async (id) => {
      await until(id, waitsFor('MAIN_README'));
      await approve(id, 'MAIN_README', { edits: [{ path: 'README.md', text: '# By hand\n' }] });
    },
  },
  'by-rule': { start: { approveCriticality: 2 }, during: async (id) => (await until(id, waitsFor('CODE')), await approve(id, 'CODE')) },
  'rule-met': { start: { approveCriticality: 10 } },
  raised: {
    engine: 'openai',
    model: 'sim-1',
    budgetUsd: 0.01,
    start: { atCeiling: 'ASK', useCache: false },
    during: async (id) => {
      await until(id, waits);
      await ask('mutation ($i: RaiseBudgetInput!) { raiseBudget(input: $i) { generation { id } } }', {
        i: { generationId: id, budgetUsd: 3 },
      });
    },
  },
  'gate-cancelled': {
    start: { approveAfter: ['DEV_PLAN'] },
    during: async (id) => (await until(id, waits), await control('cancel', id)),
  },
  stopped: {
    description: 'Written SLOWLY, stopped in the middle',
    during: async (id) => {
      await until(id, runs('DEV_PLAN'));
      await ask(`mutation { pauseGeneration(input: { generationId: "${id}" }, inFlight: ABORT) { generation { id } } }`);
      await control('resume', id);
      await control('cancel', id);
    },
  },
  forked: {
    begin: async () => {
      const source = made.get('complete') ?? (await run({}));
      const { forkGeneration } = await ask('mutation ($i: ForkGenerationInput!) { forkGeneration(input: $i) { generation { id } } }', {
        i: { generationId: source, fromStage: 'CODE' },
      });
      return forkGeneration.generation.id;
    },
  },
  'retried-from-failure': {
    begin: async () => {
      const source = await run({ description: 'FILE-LOST among others' });
      const { retryGeneration } = await ask(`mutation { retryGeneration(input: { generationId: "${source}" }) { generation { id } } }`);
      return retryGeneration.generation.id;
    },
  },
  conflict: {
    begin: async () => {
      const path = 'src/part-1/file-1.ts';
      const first = await run({ engine: 'openai', model: 'sim-1', start: { useCache: false } });
      const { text, sha256 } = await fileText(first, path);
      await ask('mutation ($i: EditFileInput!) { editFile(input: $i) { generation { id } } }', {
        i: { generationId: first, path, text: `// mine\n${text}`, baseSha256: sha256 },
      });
      const { generation } = await ask('query ($id: ID!) { generation(id: $id) { project { id } } }', { id: first });
      const id = await start(generation.project.id, { engine: 'openai', model: 'sim-1', useCache: false, approveAfter: ['CODE'] });
      await until(id, waitsFor('CODE'));
      await approve(id, 'CODE', { approved: false, comment: 'theirs', paths: [path] });
      await until(id, waitsFor('CODE', 2));
      await approve(id, 'CODE', { round: 2 });
      await until(id, waitsFor('REPOSITORY'));
      await ask('mutation ($i: ResolveConflictsInput!) { resolveConflicts(input: $i) { generation { id } } }', {
        i: { generationId: id, files: [{ path, text: '// decided\n' }] },
      });
      return id;
    },
  },
  paused: {
    description: 'Written SLOWLY, held',
    during: async (id) => {
      await until(id, runs('DEV_PLAN'));
      await control('pause', id);
      await control('resume', id);
      await control('pause', id);
      await control('cancel', id);
    },
  },
};

let exported;
/** Ids by scenario. */
const made = new Map();
const connection = await Connection.connect({ address: stack.env.TEMPORAL_ADDRESS });
const client = new Client({ connection, namespace: 'millwright' });
/** Orders of events that a history of this release shows already. */
const shown = new Set();
for (const name of readdirSync(folder).filter((name) => name.startsWith(`generate-project.${release}.`)))
  for (const order of ordersOf(gunzipSync(readFileSync(join(folder, name))).toString())) shown.add(order);

async function record(workflowId, name, file, isDrawn = false) {
  const handle = client.workflow.getHandle(workflowId);
  // One that failed says so here as well.
  await handle.result().catch(() => undefined);
  const json = historyToJSON(await handle.fetchHistory()).replace(/\n\s*/g, '');
  const news = [...ordersOf(json)].filter((order) => !shown.has(order));
  if (isDrawn && news.length === 0) return;
  for (const order of news) shown.add(order);
  writeFileSync(file, gzipSync(scrubbed(json), { level: 9 }));
  console.log(`${name}: ${(json.match(/"eventId"/g) ?? []).length} events`);
}

const start = async (projectId, input) => {
  const { startGeneration } = await ask('mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id } } }', {
    i: { projectId, ...input },
  });
  return startGeneration.generation.id;
};
async function begin(name, { engine = 'paced', model, description = 'Just so, as planned', budgetUsd, before, during, start: more = {} }) {
  await before?.();
  const { createProject } = await ask('mutation ($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }', {
    i: { name, description },
  });
  const id = await start(createProject.project.id, { engine, model, budgetUsd, ...more });
  await during?.(id);
  return id;
}
/** A generation that others go on from, to its end. */
async function run(scenario) {
  const id = await begin('source', scenario);
  await until(id, hasEnded);
  return id;
}

const STAGES = pinStages().map((stage) => stage.name);
/** Drawn generations that have ended, by how; others are forked, retried or replayed from them. */
const ended = { COMPLETE: [], FAILED: [], CANCELLED: [] };

/** Numbers between 0 and 1 that follow from a seed. */
function chance(seed) {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A generation drawn by chance, driven to its end by an operator who decides by chance as well. */
async function drawnGeneration(seed) {
  const random = chance(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const maybe = (share) => random() < share;
  const id = await drawnStart(random, pick, maybe);
  const [pausesAt, cancelsAt] = [maybe(0.2) ? pick(STAGES) : '', maybe(0.12) ? pick(STAGES) : ''];
  let hasPaused = false;
  for (;;) {
    const { generation } = await ask(
      'query ($id: ID!) { generation(id: $id) { status currentStage budgetUsd stages { name status round } } }',
      { id },
    );
    const { status, currentStage, stages, budgetUsd } = generation;
    if (hasEnded(generation)) {
      ended[status].push(id);
      return id;
    }
    // What has ended meanwhile, or was decided a moment ago, refuses: the next look tells.
    const act = (work) => work.catch(() => undefined);
    if (currentStage === cancelsAt) await act(control('cancel', id));
    else if (currentStage === pausesAt && !hasPaused) {
      hasPaused = true;
      await act(
        ask(`mutation { pauseGeneration(input: { generationId: "${id}" }, inFlight: ${pick(['FINISH', 'ABORT'])}) { generation { id } } }`),
      );
      await act(control('resume', id));
    } else if (waits(generation)) {
      const stage = stages.find((one) => one.status === 'AWAITING_INPUT');
      if (!stage) {
        const input = { generationId: id, budgetUsd: (budgetUsd ?? 0) * (maybe(0.5) ? 2 : 50) + 0.01 };
        await act(ask('mutation ($i: RaiseBudgetInput!) { raiseBudget(input: $i) { generation { id } } }', { i: input }));
      } else {
        const isSentBack = stage.round < 3 && maybe(0.3);
        const paths = isSentBack && stage.name === 'CODE' && maybe(0.5) ? { paths: ['src/part-1/file-1.ts'] } : {};
        await act(approve(id, stage.name, { round: stage.round, ...(isSentBack ? { approved: false, comment, ...paths } : {}) }));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function drawnStart(random, pick, maybe) {
  const from = [...ended.COMPLETE, ...ended.FAILED, ...ended.CANCELLED];
  if (from.length > 0 && maybe(0.1)) {
    const { replayGeneration } = await ask('mutation ($i: ReplayGenerationInput!) { replayGeneration(input: $i) { generation { id } } }', {
      i: { generationId: pick([...ended.COMPLETE, ...ended.FAILED, ...from.slice(-1)]) },
    }).catch(() => ({}));
    if (replayGeneration) return replayGeneration.generation.id;
  }
  if (ended.COMPLETE.length > 0 && maybe(0.15)) {
    const { forkGeneration } = await ask('mutation ($i: ForkGenerationInput!) { forkGeneration(input: $i) { generation { id } } }', {
      i: { generationId: pick(ended.COMPLETE), fromStage: pick(STAGES) },
    }).catch(() => ({}));
    if (forkGeneration) return forkGeneration.generation.id;
  }
  if (ended.FAILED.length + ended.CANCELLED.length > 0 && maybe(0.15)) {
    const source = pick([...ended.FAILED, ...ended.CANCELLED]);
    const { retryGeneration } = await ask(`mutation { retryGeneration(input: { generationId: "${source}" }) { generation { id } } }`).catch(
      () => ({}),
    );
    if (retryGeneration) return retryGeneration.generation.id;
  }
  const isModel = maybe(0.4);
  const withCeiling = maybe(0.3);
  return await begin('drawn', {
    ...(isModel ? { engine: 'openai', model: 'sim-1' } : {}),
    description: `${pick(['Just so', 'Just so', 'Just so', 'RETRIED', 'FAILED', 'REFUSED', 'FILE-LOST'])} ${random()}`,
    ...(withCeiling ? { budgetUsd: isModel ? 0.02 : 0.0002 } : {}),
    start: {
      approveAfter: STAGES.filter(() => maybe(0.18)),
      ...(maybe(0.2) ? { approveCriticality: pick([2, 6, 10]) } : {}),
      ...(withCeiling ? { atCeiling: maybe(0.75) ? 'ASK' : 'FAIL' } : {}),
    },
  });
}

try {
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const file = join(folder, `generate-project.${release}.${name}.json.gz`);
    if (existsSync(file)) continue;
    const id = scenario.begin ? await scenario.begin() : await begin(name, scenario);
    made.set(name, id);
    await until(id, hasEnded);
    await record(`gen-${id}`, name, file);
    if (name === 'provider') exported = id;
  }
  for (let i = 1; i <= drawn; i++) {
    const name = `random-${String(i).padStart(3, '0')}`;
    const file = join(folder, `generate-project.${release}.${name}.json.gz`);
    if (existsSync(file)) continue;
    const id = await drawnGeneration(i);
    await record(`gen-${id}`, name, file, true);
  }
  for (const [name, owner] of [
    ['exported', null],
    ['not-exported', 'nobody'],
  ]) {
    const file = join(folder, `export-repository.${release}.${name}.json.gz`);
    if (existsSync(file) || !exported) continue;
    await ask('mutation ($i: ExportToGithubInput!) { exportToGithub(input: $i) { export { status } } }', {
      i: { generationId: exported, owner },
    });
    await record(`export-${exported}`, name, file);
  }
} finally {
  await connection.close();
  await stack.stop();
  await simulation.provider.stop();
  await github.stop();
  rmSync(data, { recursive: true, force: true });
}
