import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE_REF, readEvidenceNote, verifyEvidence, type EvidenceVerdict, type VerifyingKey } from '@millwright/platform';
import { Plain } from './say.ts';

/** Where a repository says what was seen of it. */
const REPORT_PATH = 'docs/verification.json';
const MOST_BYTES = 64 * 1024 ** 2;

/** Output of git, of commands that read objects alone: the repository's own settings run nothing. */
function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Gets the notes of a clone: cloning does not. A repository without any is as it was. */
export function fetchEvidence(clone: string): void {
  try {
    git(clone, 'fetch', '--quiet', 'origin', `+${EVIDENCE_REF}:${EVIDENCE_REF}`);
  } catch {
    // There are none: nobody has looked at it.
  }
}

/**
 * Checks what was signed about the commit that a folder holds.
 *
 * @param from a folder with the files; absent: the notes of the repository.
 * @returns undefined where there is no evidence.
 * @throws Plain where evidence is given, and no commit is there that it could be about.
 */
export function readEvidence(folder: string, from: string | undefined, keys: readonly VerifyingKey[]): EvidenceVerdict | undefined {
  const commit = commitOf(folder);
  if (from !== undefined && commit === undefined) throw new Plain(`${folder} is no git repository: evidence is about a commit`);
  if (commit === undefined) return undefined;
  try {
    const files = from === undefined ? filesOfNote(folder, commit) : filesOfFolder(from);
    if (!files) return undefined;
    const report = join(folder, REPORT_PATH);
    if (!existsSync(report)) return { faults: [`${REPORT_PATH} is missing, which the evidence rests on`], results: [] };
    return verifyEvidence({
      ...{ files, keys, subjects: { commit, tree: git(folder, 'rev-parse', `${commit}^{tree}`).trim() } },
      reportSha256: createHash('sha256').update(readFileSync(report)).digest('hex'),
    });
  } catch (error) {
    if (error instanceof TypeError) return { faults: [error.message], results: [] };
    throw error;
  }
}

function commitOf(folder: string): string | undefined {
  if (!existsSync(join(folder, '.git'))) return undefined;
  try {
    return git(folder, 'rev-parse', '--verify', 'HEAD^{commit}').trim();
  } catch {
    return undefined;
  }
}

function filesOfNote(folder: string, commit: string): Map<string, string> | undefined {
  let listed: string;
  try {
    listed = git(folder, 'ls-tree', '-r', EVIDENCE_REF);
  } catch {
    return undefined;
  }
  // Notes of many commits are spread over folders: ab/cd/….
  const line = listed.split('\n').find((one) => one.split('\t')[1]?.replaceAll('/', '') === commit);
  const [, sha] = /^100644 blob ([0-9a-f]{40,64})\t/.exec(line ?? '') ?? [];
  return sha === undefined ? undefined : readEvidenceNote(git(folder, 'cat-file', 'blob', sha));
}

function filesOfFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) throw new Plain(`There is no folder ${folder}`);
  const names = readdirSync(folder).filter((name) => /\.(?:dsse|sigstore)\.json$/.test(name));
  if (names.length === 0) throw new Plain(`There is no evidence in ${folder}`);
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What was seen, and by whom, for people. */
export function evidenceLines({ summary, results }: EvidenceVerdict): string[] {
  return [
    ...results.flatMap(({ suite, predicate }) => {
      const [{ annotations }] = predicate.configuration as [(typeof predicate.configuration)[number]];
      return annotations.checks.map(({ name, command, tests, seenBy }) => {
        const status = predicate.failedTests.includes(name) ? '✗ FAILED' : predicate.passedTests.includes(name) ? '✓ passed' : '– skipped';
        const counts = tests ? `, ${tests.passed} tests passed, ${tests.failed} failed` : '';
        const witness = seenBy === 'host' ? 'seen by the server' : 'as the sandbox told it';
        return `  ${status} ${suite}: ${name}${command ? ` (${command})` : ''}${counts}; ${witness}`;
      });
    }),
    ...(summary
      ? [`  ${summary.verifier.id} signed ${summary.verificationResult} on ${summary.timeVerified}: ${summary.verifiedLevels.join(', ')}`]
      : []),
  ];
}
