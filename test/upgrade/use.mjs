// Somebody works with an installation, over the API that releases before and after have in common.
import { createHash } from 'node:crypto';

const PERSON = { name: 'Ana', email: 'ana@example.com', password: 'correct horse battery' };
const EDITED = 'src/part-1/file-1.ts';
const SIMULATED = { engine: 'openai', model: 'sim-1', useCache: false };

/**
 * Makes one of each: projects, generations of every outcome, a gate, edits, a fork, an export, a key.
 *
 * @returns what ledgers, files and keys say of them, once all of it is settled.
 */
export async function useInstallation(url) {
  const send = (path, body, headers = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify(body),
    });
  const token = (await send('/api/auth/sign-up/email', PERSON)).headers.get('set-auth-token');
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (query, variables = {}) => {
    const { data, errors } = await (await send('/graphql', { query, variables }, headers)).json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const user = memberOf(ask);
  const { apiKey, generations, projects } = await work(user);
  const read = async (path) => await (await fetch(`${url}${path}`, { headers })).text();
  return {
    told: async () => {
      const ledgers = {};
      const files = {};
      for (const id of Object.values(generations)) {
        ledgers[id] = await read(`/ledgers/${id}`);
        files[id] = await user.files(id).catch(() => null);
      }
      return {
        person: { ...PERSON, token, apiKey },
        projects,
        generations,
        edited: EDITED,
        ledgers,
        repositories: Object.fromEntries(Object.entries(files).filter(([, made]) => made)),
        publicKeys: await read('/.well-known/millwright-keys.json'),
      };
    },
  };
}

/** What a person may do. */
function memberOf(ask) {
  const generation = async (id) =>
    (await ask('query ($id: ID!) { generation(id: $id) { status githubExport { status } stages { name status } } }', { id })).generation;
  const until = async (id, isThere) => {
    while (!isThere(await generation(id))) await new Promise((settle) => setTimeout(settle, 50));
  };
  const files = async (id) => {
    const { repositoryFiles } = await ask('query ($id: ID!) { repositoryFiles(generationId: $id) { path text sha256 } }', { id });
    return Object.fromEntries(repositoryFiles.map((file) => [file.path, file]));
  };
  const input = async (name, type, selection, i) =>
    (await ask(`mutation ($i: ${type}!) { ${name}(input: $i) { ${selection} } }`, { i }))[name];
  return {
    until,
    input,
    ended: (id) => until(id, ({ status }) => ['COMPLETE', 'FAILED', 'CANCELLED'].includes(status)),
    waits: (id, stage) => until(id, ({ stages }) => stages.some((one) => one.name === stage && one.status === 'AWAITING_INPUT')),
    files: async (id) => Object.fromEntries(Object.entries(await files(id)).map(([path, { sha256 }]) => [path, sha256])),
    text: async (id, path) => (await files(id))[path].text,
    project: async (name, description) =>
      (await input('createProject', 'CreateProjectInput', 'project { id slug }', { name, description })).project,
    start: async (projectId, more) =>
      (await input('startGeneration', 'StartGenerationInput', 'generation { id }', { projectId, ...more })).generation.id,
  };
}

async function work({ input, project, start, ended, waits, until, text }) {
  const mill = await project('Mill', 'A mill that grinds flour');
  const notes = await project('Notes', 'Notes that have a title.');
  const broken = await project('Broken', 'A mill that will FAIL-ALWAYS at its blueprint');
  const decide = (generationId, stage, more = {}) =>
    input('approveStage', 'ApproveStageInput', 'generation { id }', { generationId, stage, approved: true, ...more });

  const gated = await start(mill.id, { ...SIMULATED, approveAfter: ['BLUEPRINT', 'MAIN_README'] });
  const offline = await start(notes.id, { engine: 'offline' });
  const failed = await start(broken.id, { engine: 'paced' });
  await waits(gated, 'BLUEPRINT');
  await decide(gated, 'BLUEPRINT');
  await waits(gated, 'MAIN_README');
  await decide(gated, 'MAIN_README', { edits: [{ path: 'README.md', text: '# By hand\n' }] });
  for (const id of [gated, offline, failed]) await ended(id);

  const before = await text(gated, EDITED);
  await input('editFile', 'EditFileInput', 'generation { id }', {
    generationId: gated,
    path: EDITED,
    text: `${before}// by hand\n`,
    baseSha256: createHash('sha256').update(before).digest('hex'),
  });
  await input('connectGithub', 'ConnectGithubInput', 'connection { login }', { token: 'ghp_right' });
  await input('exportToGithub', 'ExportToGithubInput', 'export { status }', { generationId: gated });
  await until(gated, ({ githubExport }) => githubExport.status === 'COMPLETE');
  const { generation: fork } = await input('forkGeneration', 'ForkGenerationInput', 'generation { id }', {
    generationId: gated,
    fromStage: 'CODE',
  });
  await ended(fork.id);
  const { generation: replay } = await input('replayGeneration', 'ReplayGenerationInput', 'generation { id }', { generationId: failed });
  await ended(replay.id);
  const { secret: apiKey } = await input('createApiKey', 'CreateApiKeyInput', 'secret', {
    name: 'ci',
    role: 'EDITOR',
    expiresInDays: null,
  });
  return { apiKey, projects: { mill, notes, broken }, generations: { gated, offline, failed, fork: fork.id, replay: replay.id } };
}
