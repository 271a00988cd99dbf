import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readRecord, type FullRecord } from '@millwright/platform';
import pg from 'pg';
import { BASE, TestClient } from '../support/client.js';
import { callsOf } from '../support/provider.js';
import { until } from '../support/until.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'millwright-records-'));
const REPLAY = 'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }';
const RESULT = `query ($id: ID!) { generation(id: $id) { status usage { costUsd requests } failure { stage code message attempts }
  replay { generationId projectName status failure { code } withCode until redactions verdict differences { stage path was is } } } }`;

interface Result {
  status: string;
  usage: { costUsd: number; requests: number };
  failure: { stage: string; code: string; message: string; attempts: number } | null;
  replay: {
    generationId: string;
    verdict: string;
    redactions: number;
    differences: { stage: string; path: string | null; was: string; is: string }[];
  };
}

const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let ana: TestClient;
beforeAll(async () => {
  await database.connect();
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => {
  await ana.close();
  await database.end();
  rmSync(folder, { recursive: true, force: true });
});

const simulated = { engine: 'openai', model: 'sim-1', useCache: false };

async function generate(description: string, input: Record<string, unknown> = simulated, who = ana): Promise<string> {
  const id = await who.start((await who.project(description)).id, input);
  await who.events(id);
  return id;
}
async function download(id: string): Promise<Buffer> {
  const answer = await fetch(`${BASE}/records/${id}`, { headers: ana.headers });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}
async function upload(file: Buffer, who = ana): Promise<{ status: number; record?: string; error?: string; fields?: { path: string }[] }> {
  const answer = await fetch(`${BASE}/records`, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/gzip' },
    body: new Uint8Array(file),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
async function replay(input: Record<string, unknown>): Promise<Result & { id: string }> {
  const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(REPLAY, { input });
  const { id } = replayGeneration.generation;
  await ana.events(id);
  return { id, ...(await ana.get<{ generation: Result }>(RESULT, { id })).generation };
}
/** A blueprint with one file more, which no answer of the simulated provider fits: it has to be JSON. */
async function withJsonFile(id: string): Promise<string> {
  const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
    'query ($id: ID!) { generation(id: $id) { artifact(stage: BLUEPRINT, path: "blueprint.json") { text } } }',
    { id },
  );
  return generation.artifact.text.replaceAll('src/part-2/file-2.ts', 'src/part-2/settings.json');
}

describe('a replay', () => {
  it('makes the same to the byte, with what people decided and what it would have cost, and asks nobody', async () => {
    const description = 'Replayed with a gate, a no, an edit and a raise';
    const id = await ana.start((await ana.project(description)).id, {
      ...simulated,
      approveAfter: ['DEV_PLAN', 'MAIN_README'],
      budgetUsd: 0.02,
      atCeiling: 'ASK',
    });
    const decide = async (stage: string, input: Record<string, unknown>): Promise<unknown> =>
      await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
        input: { generationId: id, stage, ...input },
      });
    let raises = 0;
    await ana.events(id, undefined, (event) => {
      if (event.type === 'BUDGET_AWAITED' && raises++ === 0)
        void ana.get('mutation ($input: RaiseBudgetInput!) { raiseBudget(input: $input) { generation { id } } }', {
          input: { generationId: id, budgetUsd: 5 },
        });
      if (event.type === 'APPROVAL_REQUESTED' && event.stage === 'DEV_PLAN')
        void decide('DEV_PLAN', event.data.round === 1 ? { approved: false, comment: 'Say when it opens' } : { approved: true, round: 2 });
      if (event.type === 'APPROVAL_REQUESTED' && event.stage === 'MAIN_README')
        void decide('MAIN_README', { approved: true, edits: [{ path: 'README.md', text: '# By hand\n' }] });
      return false;
    });
    const before = (await ana.get<{ generation: Result }>(RESULT, { id })).generation;
    expect(before.status).toBe('COMPLETE');
    const asked = (await callsOf(description)).length;
    const result = await replay({ generationId: id });
    expect(result.replay).toMatchObject({ generationId: id, verdict: 'SAME', differences: [], redactions: 0 });
    expect(result.usage).toEqual(before.usage);
    expect((await callsOf(description)).length).toBe(asked);
    const events = await ana.events(result.id);
    expect(events.find((event) => event.type === 'STAGE_SENT_BACK')!.message).toContain('Ana (in the record): Say when it opens');
    expect(events.some((event) => event.type === 'BUDGET_RAISED')).toBe(true);
  });

  it('fails as it failed, after the same attempts, and does not wait between them', async () => {
    const id = await generate('Which will FAIL-ALWAYS at its blueprint', {});
    const { failure } = (await ana.get<{ generation: Result }>(RESULT, { id })).generation;
    expect(failure).toMatchObject({ stage: 'BLUEPRINT', code: 'UNAVAILABLE', attempts: 4 });
    const result = await replay({ generationId: id });
    expect(result.failure).toEqual(failure);
    expect(result.replay).toMatchObject({ verdict: 'SAME', differences: [] });
  });

  it('goes through broken connections, continued answers and repairs as they were', async () => {
    const id = await generate(
      'Whose provider breaks [[cut blueprint 2]] and answers badly [[cut-json plan]] [[length readme]] [[reset file 2]]',
    );
    expect((await replay({ generationId: id })).replay).toMatchObject({ verdict: 'SAME', differences: [] });
  });

  it('goes on with the engines that took over then', async () => {
    await ana.get('mutation { setEngineSettings(input: { fallbacks: [{ engine: "groq" }] }) { settings { defaultEngine } } }');
    const id = await generate('Whose engine is down [[status-503 blueprint 3]]');
    await ana.get('mutation { setEngineSettings(input: { fallbacks: [] }) { settings { defaultEngine } } }');
    const result = await replay({ generationId: id });
    expect(result.replay).toMatchObject({ verdict: 'SAME', differences: [] });
    expect((await ana.events(result.id)).some((event) => event.type === 'ENGINE_REPLACED')).toBe(true);
  });

  it('serves what earlier generations had answered', async () => {
    const description = 'Asked once, answered twice';
    const { id: projectId } = await ana.project(description);
    for (const _ of [1, 2]) await ana.events(await ana.start(projectId, { engine: 'openai', model: 'sim-1' }));
    const { project } = await ana.get<{
      project: { generations: { edges: { node: { id: string; usage: { cachedRequests: number } } }[] } };
    }>('query ($id: ID!) { project(id: $id) { generations(first: 1) { edges { node { id usage { cachedRequests } } } } } }', {
      id: projectId,
    });
    const { node } = project.generations.edges[0]!;
    expect(node.usage.cachedRequests).toBeGreaterThan(5);
    expect((await replay({ generationId: node.id })).replay).toMatchObject({ verdict: 'SAME', differences: [] });
  });

  it('begins where a fork began', async () => {
    const source = await generate('Forked, and the fork replayed');
    const { forkGeneration } = await ana.get<{ forkGeneration: { generation: { id: string } } }>(
      'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id } } }',
      { input: { generationId: source, fromStage: 'CODE', edits: [{ path: 'README.md', text: '# Edited' }] } },
    );
    await ana.events(forkGeneration.generation.id);
    const result = await replay({ generationId: forkGeneration.generation.id });
    expect(result.replay).toMatchObject({ verdict: 'SAME', differences: [] });
    expect((await ana.events(result.id)).filter((event) => event.type === 'STAGE_REUSED')).toHaveLength(6);
  });

  it('ends after the stage that is asked for', async () => {
    const id = await generate('Replayed as far as its blueprint', {});
    const result = await replay({ generationId: id, until: 'BLUEPRINT' });
    expect(result).toMatchObject({ status: 'COMPLETE', replay: { verdict: 'SAME', until: 'BLUEPRINT' } });
    const answer = await ana.ask(REPLAY, { input: { generationId: id, until: 'VERIFY' } });
    expect(answer.errors![0]!.extensions.fields![0]!.path).toBe('input.until');
  });

  it('keeps edits of people that a generation had to keep', async () => {
    const { id: projectId } = await ana.project('Edited between two generations');
    const first = await ana.start(projectId, simulated);
    await ana.events(first);
    const path = 'src/part-1/file-1.ts';
    const { repositoryFiles } = await ana.get<{ repositoryFiles: { text: string; sha256: string }[] }>(
      'query ($id: ID!, $p: [String!]) { repositoryFiles(generationId: $id, paths: $p) { text sha256 } }',
      { id: first, p: [path] },
    );
    await ana.get('mutation ($i: EditFileInput!) { editFile(input: $i) { generation { id } } }', {
      i: { generationId: first, path, text: `// by hand\n${repositoryFiles[0]!.text}`, baseSha256: repositoryFiles[0]!.sha256 },
    });
    const second = await ana.start(projectId, simulated);
    await ana.events(second);
    const result = await replay({ generationId: second });
    expect(result.replay).toMatchObject({ verdict: 'SAME', differences: [] });
    const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
      'query ($id: ID!, $p: String!) { generation(id: $id) { artifact(stage: REPOSITORY, path: $p) { text } } }',
      { id: result.id, p: path },
    );
    expect(generation.artifact.text.startsWith('// by hand')).toBe(true);
  });

  it('is kept apart from projects, and is no generation to go on from', async () => {
    const id = await generate('Replayed and looked for', {});
    const result = await replay({ generationId: id });
    const { projects } = await ana.get<{ projects: { edges: { node: { name: string } }[] } }>(
      '{ projects(first: 100) { edges { node { name } } } }',
    );
    expect(projects.edges.some(({ node }) => node.name.startsWith('Replay of'))).toBe(false);
    for (const [name, type, input] of [
      ['forkGeneration', 'ForkGenerationInput', { generationId: result.id, fromStage: 'CODE' }],
      ['replayGeneration', 'ReplayGenerationInput', { generationId: result.id }],
    ] as const) {
      const answer = await ana.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { generation { id } } }`, { input });
      expect(answer.errors![0]!.extensions.code).toBe('PRECONDITION_FAILED');
    }
  });
});

describe('a record', () => {
  it('holds no secret: each has the same placeholder everywhere, is listed, and the record replays all the same', async () => {
    const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const key = process.env.MILLWRIGHT_TEST_ENV!.match(/"OPENAI_API_KEY":"([^"]+)"/)![1]!;
    const id = await generate(`It asks GitHub with ${token}, and a provider with ${key}`);
    const file = await download(id);
    const text = gunzipSync(file).toString('utf8');
    for (const secret of [token, key]) expect(text).not.toContain(secret);
    const record = await readRecord(file);
    const payloads = [...JSON.stringify(record.history).matchAll(/"data":"([^"]+)"/g)].map((match) =>
      Buffer.from(match[1]!, 'base64').toString(),
    );
    expect(payloads.length).toBeGreaterThan(20);
    for (const secret of [token, key]) expect(payloads.some((payload) => payload.includes(secret))).toBe(false);
    expect(record.redactions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['GITHUB_TOKEN', expect.stringContaining('_API_KEY')]),
    );
    const places = record.redactions.flatMap((redaction) => redaction.places);
    expect(places).toContain('description');
    expect(places.some((place) => /^exchange 1 \(DEV_PLAN /.test(place))).toBe(true);
    const { record: address } = await upload(file);
    expect((await replay({ record: address })).replay).toMatchObject({ verdict: 'SAME', redactions: 2, differences: [] });
  });

  it('is refused where it is none, was changed, or would write outside its folder; what is wrong is named', async () => {
    const file = await download(await generate('Tampered with on its way', {}));
    const record = JSON.parse(gunzipSync(file).toString('utf8')) as FullRecord;
    const pack = (value: unknown): Buffer => gzipSync(JSON.stringify(value));
    expect(await upload(Buffer.from('no record'))).toMatchObject({ status: 400, fields: [{ path: 'file' }] });
    expect((await upload(pack({ ...record, format: 'else' }))).fields).toMatchObject([{ path: 'file.format' }]);
    const [hash] = Object.keys(record.contents);
    expect((await upload(pack({ ...record, contents: { ...record.contents, [hash!]: 'else' } }))).fields).toMatchObject([
      { path: `file.contents.${hash}` },
    ]);
    const stages = record.input.stages.map((stage) => ({ ...stage, runsOn: 'somewhere' }));
    expect((await upload(pack({ ...record, input: { ...record.input, stages } }))).fields![0]!.path).toBe('file.input.stages.0.runsOn');
    for (const path of ['../../outside', 'git~1/config', '.gitmodules', `docs/${'粉'.repeat(90)}.md`, 'a\ud83c.md'])
      expect((await upload(pack({ ...record, reused: [{ ...record.artifacts[0]!, path }] }))).fields).toMatchObject([
        { path: 'file.reused.0.path' },
      ]);
    const artifacts = [...record.artifacts, { ...record.artifacts[0]!, path: 'readme.md' }];
    expect((await upload(pack({ ...record, artifacts }))).fields).toMatchObject([{ path: 'file.artifacts' }]);
    expect((await fetch(`${BASE}/records`, { method: 'POST', headers: { 'content-type': 'application/gzip' }, body: '' })).status).toBe(
      401,
    );
  });

  it('answers nobody but its own replay', async () => {
    const description = 'Answered by a file';
    const file = await download(await generate(description));
    const dan = await TestClient.signUp('Dan');
    const { record } = await upload(file, dan);
    const { replayGeneration } = await dan.get<{ replayGeneration: { generation: { id: string } } }>(REPLAY, { input: { record } });
    await dan.events(replayGeneration.generation.id);
    const asked = (await callsOf(description)).length;
    const id = await generate(description, { engine: 'openai', model: 'sim-1' }, dan);
    const { generation } = await dan.get<{ generation: { usage: { cachedRequests: number } } }>(
      'query ($id: ID!) { generation(id: $id) { usage { cachedRequests } } }',
      { id },
    );
    expect(generation.usage.cachedRequests).toBe(0);
    expect((await callsOf(description)).length).toBeGreaterThan(asked);
    await dan.close();
  });

  it('belongs to its organization', async () => {
    const id = await generate('Not for everybody', {});
    const bo = await TestClient.signUp('Bo');
    expect((await fetch(`${BASE}/records/${id}`, { headers: bo.headers })).status).toBe(404);
    const { record } = await upload(await download(id));
    const answer = await bo.ask(REPLAY, { input: { record } });
    expect(answer.errors![0]!.extensions.fields![0]!.path).toBe('input.record');
    await bo.close();
  });

  it('is not kept where an organization does not want it, and goes when its time is over', async () => {
    const cleo = await TestClient.signUp('Cleo');
    const policy = async (days: number | null): Promise<void> => {
      await cleo.get('mutation ($input: SetRecordPolicyInput!) { setRecordPolicy(input: $input) { policy { days } } }', {
        input: { days },
      });
    };
    const before = await generate('Kept until it is not wanted any more', simulated, cleo);
    const ofAnother = await generate('Kept by another organization');
    const replayed = async (generationId: string): Promise<string | undefined> => {
      const answer = await cleo.ask<{ replayGeneration: { generation: { id: string } } }>(REPLAY, { input: { generationId } });
      if (answer.data) await cleo.events(answer.data.replayGeneration.generation.id);
      return answer.errors?.[0]?.extensions.code;
    };
    expect(await replayed(before)).toBeUndefined();
    await policy(0);
    const { recordPolicy } = await cleo.get<{ recordPolicy: { days: number; isDefault: boolean } }>('{ recordPolicy { days isDefault } }');
    expect(recordPolicy).toEqual({ days: 0, isDefault: false });
    // What was kept goes with the next sweep, and nothing of others goes with it.
    while ((await replayed(before)) === undefined);
    expect((await replay({ generationId: ofAnother })).replay.verdict).toBe('SAME');
    expect(await replayed(before)).toBe('PRECONDITION_FAILED');
    // Nor does what a replay was given outlive it, whatever the replay came to stays.
    const record = (await upload(await download(ofAnother), cleo)).record!;
    const { replayGeneration } = await cleo.get<{ replayGeneration: { generation: { id: string } } }>(REPLAY, { input: { record } });
    const { id } = replayGeneration.generation;
    await cleo.events(id);
    const other = (await upload(await download(ofAnother), cleo)).record!;
    const age = `UPDATE kept_record SET at = now() - CASE address WHEN $1 THEN interval '3 hours' ELSE interval '2 hours' END WHERE address IN ($1, $2)`;
    // As long as the replay is under way, what it is given is there.
    await database.query('UPDATE generation SET completed_at = NULL WHERE id = $1', [id]);
    await database.query(age, [record, other]);
    const isGone = async (address: string): Promise<boolean> =>
      (await database.query('SELECT 1 FROM kept_record WHERE address = $1 AND removed_at IS NULL', [address])).rowCount === 0;
    await until(() => isGone(other));
    expect(await isGone(record)).toBe(false);
    await database.query('UPDATE generation SET completed_at = now() WHERE id = $1', [id]);
    await until(() => isGone(record));
    const again = await cleo.ask(REPLAY, { input: { record } });
    expect(again.errors![0]!.extensions).toMatchObject({
      code: 'BAD_INPUT',
      fields: [{ path: 'input.record', message: expect.stringContaining('upload it again') }],
    });
    const { generation } = await cleo.get<{ generation: Result }>(RESULT, { id });
    expect(generation.replay).toMatchObject({ verdict: 'SAME', generationId: ofAnother });
    const left = await database.query('SELECT address FROM kept_record WHERE address IN ($1, $2)', [record, other]);
    expect(left.rows).toEqual([{ address: record }]);
    await policy(4_000).catch((error: Error) => expect(error.message).toContain('input.days'));
    await cleo.close();
  });
});

describe('npm run replay', () => {
  const run = async (args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ status: number; output: string }> => {
    const child = spawn(process.execPath, ['deploy/local/run.mjs', 'replay', ...args], {
      cwd: root,
      // With the engines of the other tests at hand, so that a call to one would be counted.
      env: { ...(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv), PORT: '', NODE_ENV: 'production', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { status: status ?? -1, output };
  };

  it('fails as recorded on servers that were empty, and passes once a stage is mended; no provider is asked', async () => {
    // The README is still waited for when the code fails.
    const description = 'Whose settings are no JSON [[hang-before readme]]';
    const id = await ana.start((await ana.project(description)).id, { ...simulated, approveAfter: ['BLUEPRINT'] });
    await ana.events(id, undefined, (event) => event.type === 'APPROVAL_REQUESTED');
    await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
      input: { generationId: id, stage: 'BLUEPRINT', approved: true, edits: [{ path: 'blueprint.json', text: await withJsonFile(id) }] },
    });
    await ana.events(id);
    const { failure } = (await ana.get<{ generation: Result }>(RESULT, { id })).generation;
    expect(failure).toMatchObject({ stage: 'CODE', code: 'INVALID_ANSWER' });
    const file = join(folder, 'failed.record.gz');
    writeFileSync(file, await download(id));
    const asked = (await callsOf(description)).length;

    const same = await run([file]);
    expect(same.output).toContain('Its history replays on this code');
    expect(same.output).toContain('The same failure');
    expect(same.status).toBe(0);

    const mended = await run([file, '--with-code'], { NODE_OPTIONS: `--import=${join(root, 'test/support/patched-stage.mjs')}` });
    expect(mended.output).toContain('What failed then does not fail now');
    expect(mended.status).toBe(0);

    const { record } = await upload(readFileSync(file));
    expect((await replay({ record, withCode: true })).replay.verdict).toBe('SAME');
    expect((await callsOf(description)).length).toBe(asked);
  });

  it('says what is wrong with what it is given', async () => {
    writeFileSync(join(folder, 'none.gz'), 'nothing');
    expect(await run([join(folder, 'none.gz')])).toMatchObject({ status: 1, output: expect.stringContaining('is not a record') });
    expect(await run([])).toMatchObject({ status: 1, output: expect.stringContaining('Usage: npm run replay') });
  });
});
