import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import {
  canonicalJson,
  hashEntry,
  ledgerFaults,
  readLedger,
  readPublicKeys,
  sealMessage,
  verifyProject,
  writeLedger,
  type LedgerEntryProof,
  type VerifyingKey,
} from '@millwright/platform';
import { FileSigner } from '@millwright/integrations';
import { Client, Connection } from '@temporalio/client';
import { BASE, TestClient } from '../support/client.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'millwright-proof-'));
const project = join(folder, 'project');
const keyFile = join(folder, 'keys.json');
const ledgerFile = join(folder, 'ledger.jsonl');
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

let ana: TestClient;
let generationId: string;
let keys: VerifyingKey[];
/** Everything that can be tampered with, by name. */
const contents = new Map<string, Buffer>();

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  generationId = await ana.start((await ana.project('A mill that can be proved')).id, {
    engine: 'openai',
    model: 'sim-1',
    approveAfter: ['BLUEPRINT'],
  });
  await ana.events(generationId, undefined, (event) => event.type === 'APPROVAL_REQUESTED');
  await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
    input: { generationId, stage: 'BLUEPRINT', approved: true },
  });
  await ana.events(generationId);
  const { generation } = await ana.get<{ generation: { artifacts: { edges: { node: { path: string; text: string } }[] } } }>(
    'query ($id: ID!) { generation(id: $id) { artifacts(first: 100) { edges { node { path text } } } } }',
    { id: generationId },
  );
  for (const { node } of generation.artifacts.edges) {
    mkdirSync(dirname(join(project, node.path)), { recursive: true });
    writeFileSync(join(project, node.path), node.text);
    contents.set(node.path, Buffer.from(node.text));
  }
  writeFileSync(keyFile, await (await fetch(`${BASE}/.well-known/millwright-keys.json`)).text());
  const answer = await fetch(`${BASE}/ledgers/${generationId}`, { headers: ana.headers });
  writeFileSync(ledgerFile, await answer.text());
  contents.set('ledger', readFileSync(ledgerFile));
  keys = readPublicKeys(readFileSync(keyFile, 'utf8'));
});
afterAll(async () => {
  await ana.close();
  rmSync(folder, { recursive: true, force: true });
});

function verify(given: ReadonlyMap<string, Buffer>) {
  const files = new Map(
    [...given].filter(([name]) => name !== 'ledger' && name !== 'provenance.json').map(([name, content]) => [name, sha256(content)]),
  );
  return verifyProject({
    files,
    provenance: given.get('provenance.json')?.toString('utf8'),
    ledger: given.get('ledger')!.toString('utf8'),
    keys,
  });
}
const command = (...args: string[]) =>
  spawnSync(process.execPath, ['deploy/local/run.mjs', 'verify', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD },
  });

it('is found whole by the command, with nothing but the public key', () => {
  expect(readdirSync(project, { recursive: true }).filter((name) => statSync(join(project, String(name))).isFile()).length).toBe(
    contents.size - 1,
  );
  const { status, stdout, stderr } = command(project, '--ledger', ledgerFile, '--key', keyFile);
  expect(stderr).not.toContain('✗');
  expect(stdout).toMatch(new RegExp(`${contents.size - 2} files and \\d+ ledger entries are as generation ${generationId} made them`));
  expect(status).toBe(0);
});

it('says of each file by which stage, attempt, engine, model and prompt it was made, for how much, and who approved it', () => {
  const { statement } = verify(contents);
  const origin = (path: string) => statement!.predicate.runDetails.byproducts.find(({ name }) => name === path)!.annotations;
  expect(origin('blueprint.json')).toMatchObject({
    stage: 'BLUEPRINT',
    attempt: 1,
    engine: 'openai',
    model: 'sim-1',
    approvedBy: 'Ana',
    costMicros: expect.any(Number),
  });
  expect(origin('src/part-1/file-1.ts')).toMatchObject({
    stage: 'CODE',
    promptSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    promptVersion: 'file-3',
  });
  expect(origin('communication-schema.json')).toMatchObject({ stage: 'COMMUNICATION_SCHEMA' });
});

it('finds each of 1,000 changes of a single byte, in files, provenance and ledger', () => {
  // Numbers that come out the same each time.
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const names = [...contents.keys()];
  const missed: string[] = [];
  for (let i = 0; i < 1_000; i++) {
    // A third each: files, provenance, ledger.
    const name = i % 3 === 0 ? names[random(names.length)]! : i % 3 === 1 ? 'provenance.json' : 'ledger';
    const content = Buffer.from(contents.get(name)!);
    const at = random(content.length);
    content[at] = (content[at]! + 1 + random(255)) % 256;
    if (verify(new Map(contents).set(name, content)).faults.length === 0) missed.push(`${name} at ${at}`);
  }
  expect(missed).toEqual([]);
});

describe('tampering that a person might try', () => {
  const changed = (change: (all: Map<string, Buffer>) => void): string => {
    const all = new Map(contents);
    change(all);
    return verify(all).faults.join('\n');
  };
  const ledgerWith = (change: (entries: LedgerEntryProof[]) => LedgerEntryProof[], resign = false): string =>
    changed((all) => {
      const ledger = readLedger(contents.get('ledger')!.toString('utf8'));
      let hash = '';
      ledger.entries = change(structuredClone(ledger.entries)).map((entry) => {
        if (!resign) return entry;
        hash = hashEntry(hash, { generationId, ...entry });
        return { ...entry, hash };
      });
      all.set('ledger', Buffer.from(writeLedger(ledger)));
    });
  const [one, two] = ['src/part-1/file-1.ts', 'src/part-2/file-2.ts'];

  it.each<[string, () => string, RegExp]>([
    ['a file that is gone', () => changed((all) => all.delete(one)), /src\/part-1\/file-1\.ts is missing/],
    [
      'a file that nobody made',
      () => changed((all) => all.set('src/back-door.ts', Buffer.from('1'))),
      /back-door\.ts is not of this generation/,
    ],
    [
      'two files that were swapped',
      () =>
        changed((all) => {
          all.set(one, contents.get(two)!);
          all.set(two, contents.get(one)!);
        }),
      /file-1\.ts holds what belongs into src\/part-2\/file-2\.ts/,
    ],
    ['provenance that is gone', () => changed((all) => all.delete('provenance.json')), /provenance\.json is missing/],
    ['an entry that is gone', () => ledgerWith((entries) => entries.toSpliced(4, 1)), /Entry 5 is missing/],
    ['a tail that is gone', () => ledgerWith((entries) => entries.slice(0, -3)), /The last 3 entries are missing/],
    [
      'an entry that says something else, all hashes made anew',
      () => ledgerWith((entries) => ((entries[2]!.at = '2020-01-01T00:00:00.000Z'), entries), true),
      /The seal is not that of the last entry/,
    ],
    [
      'an entry that says something else',
      () => ledgerWith((entries) => ((entries[2]!.at = '2020-01-01T00:00:00.000Z'), entries)),
      /Entry 3 \(.*\) is not what was written/,
    ],
  ])('%s', (_name, faults, expected) => {
    expect(faults()).toMatch(expected);
  });

  it('is named by the command, and makes it fail', () => {
    renameSync(join(project, one), join(project, 'moved.ts'));
    const { status, stderr } = command(project, '--key', keyFile);
    renameSync(join(project, 'moved.ts'), join(project, one));
    expect(stderr).toMatch(/✗ src\/part-1\/file-1\.ts is missing[\s\S]*✗ moved\.ts is not of this generation/);
    expect(status).toBe(1);
  });

  it('with a key of one’s own is not believed', async () => {
    const forger = new FileSigner(join(folder, 'forged'));
    const ledger = readLedger(contents.get('ledger')!.toString('utf8'));
    const head = { generationId, seq: ledger.seal!.seq, headHash: ledger.seal!.headHash };
    ledger.seal = { ...head, ...(await forger.sign(sealMessage(head))) };
    expect(changed((all) => all.set('ledger', Buffer.from(writeLedger(ledger))))).toMatch(
      /The seal is signed with the key \w+, which is none of those given/,
    );
  });
});

it('has the end of its ledger in the history that Temporal keeps', async () => {
  const connection = await Connection.connect({ address: process.env.MILLWRIGHT_TEST_TEMPORAL! });
  const client = new Client({ connection, namespace: 'millwright' });
  const result = (await client.workflow.getHandle(`gen-${generationId}`).result()) as { seal: object };
  await connection.close();
  expect(result.seal).toEqual(readLedger(contents.get('ledger')!.toString('utf8')).seal);
});

it('checks 10,000 entries', async () => {
  const entries: LedgerEntryProof[] = [];
  let hash = '';
  for (let seq = 1; seq <= 10_000; seq++) {
    const entry = { seq, at: '2026-01-01T00:00:00.000Z', body: { type: 'STAGE_STARTED' as const, stage: 'CODE' as const } };
    hash = hashEntry(hash, { generationId, ...entry });
    entries.push({ ...entry, hash });
  }
  const signer = new FileSigner(join(folder, 'many'));
  const head = { generationId, seq: entries.length, headHash: hash };
  const text = writeLedger({ generationId, entries, seal: { ...head, ...(await signer.sign(sealMessage(head))) } });
  const own = readPublicKeys((await signer.publicKeys()).map((key) => key.export({ type: 'spki', format: 'pem' })).join('\n'));
  const before = performance.now();
  expect(ledgerFaults(text, own).faults).toEqual([]);
  process.stderr.write(`10,000 ledger entries checked in ${Math.round(performance.now() - before)} ms\n`);
  expect(canonicalJson({ b: 1, a: relative('/a', '/a/b') })).toBe('{"a":"b","b":1}');
});

it('gives a ledger to those who may read it, and to nobody else', async () => {
  const stranger = await TestClient.signUp('Stranger');
  expect((await fetch(`${BASE}/ledgers/${generationId}`, { headers: stranger.headers })).status).toBe(404);
  expect((await fetch(`${BASE}/ledgers/${generationId}`)).status).toBe(401);
  await stranger.close();
});
