import { VERIFICATION, type CheckState, type VerificationState } from '@millwright/domain';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keyIdOf } from '../keys.js';
import { readEvidenceNote, writeEvidenceNote } from './note.js';
import { verifyEvidence, type EvidenceToVerify } from './verify-evidence.js';
import { writeEvidence, type EvidenceFile, type EvidenceOf } from './write-evidence.js';

// A key of its own for the golden file: the test vector 1 of RFC 8032, section 7.1, as PKCS#8.
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  ]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = createPublicKey(privateKey);
const keys = [{ keyId: keyIdOf(publicKey), key: publicKey }];
const signWith =
  (key: KeyObject) =>
  (message: Uint8Array): Promise<{ keyId: string; signature: string }> =>
    Promise.resolve({ keyId: keyIdOf(createPublicKey(key)), signature: sign(null, message, key).toString('base64') });

const check = (name: CheckState['name'], status: CheckState['status'], more: Partial<CheckState> = {}): CheckState => ({
  ...{ name, status, reason: null, command: null, exitCode: null, durationMs: 10, tests: null, seenBy: 'claim', output: null },
  ...more,
});
const PASSED: VerificationState = {
  ...VERIFICATION.empty,
  seq: 9,
  status: 'PASSED',
  reason: null,
  generationId: '00000000-0000-4000-8000-000000000001',
  digest: 'd'.repeat(64),
  isolation: { provider: 'local', boundary: 'kernel', user: 'own', limits: 'cgroup-v1' },
  versions: { node: '24.0.0' },
  checks: [
    check('BUILD', 'PASSED', { command: 'npm run build', exitCode: 0 }),
    check('TEST', 'PASSED', { command: 'npm test', exitCode: 0, tests: { passed: 12, failed: 0, skipped: 1 } }),
    check('START', 'PASSED', { command: 'npm start', seenBy: 'host' }),
    check('PROBE', 'PASSED', { seenBy: 'host' }),
  ],
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:09.000Z',
};
const FAILED: VerificationState = {
  ...PASSED,
  status: 'FAILED',
  checks: [PASSED.checks[0]!, check('TEST', 'FAILED', { exitCode: 1 }), ...PASSED.checks.slice(2)],
};
const subjects = { commit: 'a'.repeat(40), tree: 'b'.repeat(40), archiveSha256: 'c'.repeat(64) };
const of = (verification: VerificationState): EvidenceOf => ({
  verification,
  subjects,
  reportSha256: 'e'.repeat(64),
  verifierId: 'https://millwright.example',
  resourceUri: 'https://millwright.example/git/p.git',
  evidenceUri: 'https://millwright.example/evidence/p',
});
const made = async (verification = PASSED): Promise<EvidenceFile[]> => await writeEvidence(of(verification), signWith(privateKey));
const given = (files: EvidenceFile[], more: Partial<EvidenceToVerify> = {}): EvidenceToVerify => ({
  files: new Map(files.map(({ file, text }) => [file, text])),
  keys,
  subjects,
  reportSha256: 'e'.repeat(64),
  ...more,
});
const predicateOf = (files: EvidenceFile[], name: string): unknown =>
  files.find(({ file }) => file === `${name}.dsse.json`)!.statement.predicate;

describe('evidence about a commit', () => {
  it('is byte for byte what was reviewed', async () => {
    const golden = readFileSync(new URL('passed.golden.json', import.meta.url), 'utf8');
    const files = await made();
    expect(`${JSON.stringify(Object.fromEntries(files.map(({ file, text, statement }) => [file, { text, statement }])), null, 2)}\n`).toBe(
      golden,
    );
  });

  it('holds, each statement alone and in its bundle', async () => {
    const files = await made();
    expect(files.map(({ file }) => file)).toEqual(
      ['build', 'test', 'start', 'summary'].flatMap((name) => [`${name}.dsse.json`, `${name}.sigstore.json`]),
    );
    const { faults, summary, results } = verifyEvidence(given(files));
    expect(faults).toEqual([]);
    expect(summary).toMatchObject({
      verificationResult: 'PASSED',
      verifiedLevels: ['MILLWRIGHT_BUILT', 'MILLWRIGHT_TESTED', 'MILLWRIGHT_STARTED'],
    });
    expect(results.map(({ suite, predicate }) => [suite, predicate.result])).toEqual([
      ['build', 'PASSED'],
      ['test', 'PASSED'],
      ['start', 'PASSED'],
    ]);
  });

  it('goes into a note of its commit, and comes out of it as it was', async () => {
    const files = await made();
    const note = writeEvidenceNote(files);
    expect(readEvidenceNote(note)).toEqual(given(files).files);
    for (const other of [note.trim(), `${note} `, '{"a":1}\n', '[]', 'x']) expect(() => readEvidenceNote(other)).toThrow(TypeError);
  });

  it('says of a failure that it failed, and gives no level', async () => {
    const files = await made(FAILED);
    expect(verifyEvidence(given(files)).faults).toEqual([]);
    expect(predicateOf(files, 'test')).toMatchObject({ result: 'FAILED', passedTests: [], failedTests: ['TEST'] });
    expect(predicateOf(files, 'summary')).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] });
  });

  it('gives no level for what was left out, or skipped', async () => {
    const checks = [check('TEST', 'PASSED'), check('START', 'PASSED'), check('PROBE', 'SKIPPED')];
    const files = await made({ ...PASSED, checks });
    expect(files.map(({ file }) => file).filter((file) => file.startsWith('build'))).toEqual([]);
    expect(predicateOf(files, 'start')).toMatchObject({
      result: 'WARNED',
      passedTests: ['START'],
      warnedTests: ['PROBE'],
      failedTests: [],
    });
    expect(predicateOf(files, 'summary')).toMatchObject({ verificationResult: 'PASSED', verifiedLevels: ['MILLWRIGHT_TESTED'] });
    expect(verifyEvidence(given(files)).faults).toEqual([]);
  });

  it.each(['SKIPPED', 'CANCELLED', 'RUNNING', 'PENDING'] as const)('is none where nothing was seen (%s)', async (status) =>
    expect(await made({ ...PASSED, status })).toEqual([]),
  );
});

describe('evidence is refused', () => {
  it('with a byte changed, wherever it is', async () => {
    const files = await made();
    for (const { file, text } of files)
      for (let at = text.length % 29; at < text.length; at += 29) {
        const next = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
        const changed = new Map([...given(files).files, [file, next]]);
        expect([file, at, verifyEvidence(given(files, { files: changed })).faults.length > 0]).toEqual([file, at, true]);
      }
  });

  it.each([
    ['another commit', { subjects: { ...subjects, commit: 'f'.repeat(40) } }, 'not about the commit'],
    ['another tree', { subjects: { ...subjects, tree: 'f'.repeat(40) } }, 'not about the tree'],
    ['another archive', { subjects: { ...subjects, archiveSha256: 'f'.repeat(64) } }, 'not about the archive'],
    ['another report', { reportSha256: 'f'.repeat(64) }, 'rests on another verification.json'],
  ])('for %s', async (_what, more, words) => expect(verifyEvidence(given(await made(), more)).faults.join('\n')).toContain(words));

  it('with the signature of another key', async () => {
    const files = await writeEvidence(of(PASSED), signWith(generateKeyPairSync('ed25519').privateKey));
    expect(verifyEvidence(given(files)).faults[0]).toContain('fits none of the keys');
  });

  it.each(['test.dsse.json', 'summary.dsse.json'])('without %s', async (missing) => {
    const files = (await made()).filter(({ file }) => file !== missing);
    expect(verifyEvidence(given(files)).faults.join('\n')).toContain('missing');
  });

  it('with a statement of another verification in place of its own', async () => {
    const failed = await made(FAILED);
    const files = (await made()).map((one) => (one.file.startsWith('test.') ? failed.find(({ file }) => file === one.file)! : one));
    expect(verifyEvidence(given(files)).faults.join('\n')).toMatch(
      /rests on .*test.dsse.json, which is missing or another[\s\S]*says FAILED/,
    );
  });

  it('with a file that nobody signed beside it', async () => {
    const files = new Map([...given(await made()).files, ['more.json', '{}']]);
    expect(verifyEvidence(given([], { files })).faults).toEqual(['more.json is no evidence: nobody vouches for it']);
  });
});
