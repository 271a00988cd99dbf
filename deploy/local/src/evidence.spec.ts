import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VERIFICATION, type VerificationState } from '@millwright/domain';
import { EVIDENCE_REF, keyIdOf, writeEvidence, writeEvidenceNote, type EvidenceFile } from '@millwright/platform';
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceLines, fetchEvidence, readEvidence } from './evidence.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const keys = [{ keyId: keyIdOf(publicKey), key: publicKey }];
const REPORT = '{"status":"PASSED"}\n';
const verification: VerificationState = {
  ...VERIFICATION.empty,
  ...{ seq: 3, status: 'PASSED', reason: null, generationId: 'g', digest: '', isolation: null },
  checks: [
    {
      ...{ name: 'TEST', status: 'PASSED', reason: null, command: 'npm test', exitCode: 0, durationMs: 5, output: null },
      ...{ tests: { passed: 3, failed: 0, skipped: 0 }, seenBy: 'claim' },
    },
  ],
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:01.000Z',
};

describe('evidence of a repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-evidence-'));
  const repository = join(folder, 'repository');
  const clone = join(folder, 'clone');
  let files: EvidenceFile[];
  const git = (where: string, ...args: string[]): string =>
    execFileSync('git', ['-C', where, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { encoding: 'utf8' }).trim();

  beforeAll(async () => {
    mkdirSync(join(repository, 'docs'), { recursive: true });
    writeFileSync(join(repository, 'docs/verification.json'), REPORT);
    git(repository, 'init', '--quiet');
    git(repository, 'add', '.');
    git(repository, 'commit', '--quiet', '-m', 'feat: first');
    files = await writeEvidence(
      {
        ...{ verification, verifierId: 'https://m.example', resourceUri: 'https://m.example/p.git', evidenceUri: 'https://m.example/e' },
        subjects: {
          commit: git(repository, 'rev-parse', 'HEAD'),
          tree: git(repository, 'rev-parse', 'HEAD^{tree}'),
          archiveSha256: createHash('sha256')
            .update(execFileSync('git', ['-C', repository, 'archive', 'HEAD']))
            .digest('hex'),
        },
        reportSha256: createHash('sha256').update(REPORT).digest('hex'),
      },
      (message) => Promise.resolve({ keyId: keyIdOf(publicKey), signature: sign(null, message, privateKey).toString('base64') }),
    );
    execFileSync('git', ['clone', '--quiet', repository, clone]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is none where nobody has looked at it', () => {
    fetchEvidence(clone);
    expect(readEvidence(clone, undefined, keys)).toBeUndefined();
  });

  it('comes as the notes of a clone, and says who saw what pass', () => {
    const note = join(folder, 'note');
    writeFileSync(note, writeEvidenceNote(files));
    git(repository, 'notes', `--ref=${EVIDENCE_REF}`, 'add', '-F', note, 'HEAD');
    fetchEvidence(clone);
    const verdict = readEvidence(clone, undefined, keys)!;
    expect(verdict.faults).toEqual([]);
    expect(evidenceLines(verdict)).toEqual([
      '  ✓ passed test: TEST (npm test), 3 tests passed, 0 failed; as the sandbox told it',
      '  https://m.example signed PASSED on 2026-01-01T00:00:01.000Z: MILLWRIGHT_TESTED',
    ]);
  });

  it('comes as files, of which none may be changed', () => {
    const from = join(folder, 'files');
    mkdirSync(from);
    for (const { file, text } of files) writeFileSync(join(from, file), text);
    expect(readEvidence(clone, from, keys)!.faults).toEqual([]);
    writeFileSync(join(from, files[0]!.file), files[0]!.text.replace('"sig":"', '"sig":"A'));
    expect(readEvidence(clone, from, keys)!.faults).not.toEqual([]);
  });

  it('does not hold for a changed report, nor for another commit', () => {
    writeFileSync(join(clone, 'docs/verification.json'), REPORT.replace('PASSED', 'PASSED '));
    expect(readEvidence(clone, undefined, keys)!.faults.join()).toContain('rests on another verification.json');
    git(clone, 'commit', '--quiet', '-am', 'fix: nothing');
    expect(readEvidence(clone, undefined, keys)).toBeUndefined();
    expect(readEvidence(clone, join(folder, 'files'), keys)!.faults.join()).toContain('is not about the commit');
  });
});
