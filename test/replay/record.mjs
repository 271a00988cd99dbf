// Records the histories that replay.spec.ts replays: one of each outcome, made by a stack of its own.
// Run it when a workflow gains a new outcome; histories that are there already are kept, since old ones must go on replaying.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readConfig } from '@millwright/platform';
import { FakeGitHub } from '@millwright/testing';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { freePort } from '../../deploy/local/src/ports.ts';
import { startSimulation } from '../../deploy/local/src/simulate.ts';
import { startStack } from '../../deploy/local/src/stack.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'histories');
const release = process.argv[2] ?? '0.4';
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
async function record(workflowId, name, file) {
  const handle = client.workflow.getHandle(workflowId);
  // One that failed says so here as well.
  await handle.result().catch(() => undefined);
  const json = historyToJSON(await handle.fetchHistory()).replace(/\n\s*/g, '');
  // Which process on which machine did it, and where its sources lay, is of no use to a replay.
  const scrubbed = json
    .replace(/"identity":\s*"[^"]*"/g, '"identity":"worker"')
    .replace(/"stackTrace":\s*"(?:[^"\\]|\\.)*"/g, '"stackTrace":""');
  writeFileSync(file, gzipSync(scrubbed, { level: 9 }));
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
