import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { PROVENANCE_PATH } from '@millwright/domain';
import { signingFolder } from '@millwright/integrations';
import { ledgerFaults, readConfig, readPublicKeys, verifyProject, type VerifyingKey } from '@millwright/platform';
import { evidenceLines, fetchEvidence, readEvidence } from './evidence.ts';
import { Plain, say } from './say.ts';

const USAGE = `npm run verify -- DIR|REPOSITORY [--evidence DIR] [--ledger FILE] [--key FILE]
npm run verify -- --ledger FILE [--key FILE]
  DIR|REPOSITORY  a folder with the files, or a git repository (a path or an address)
  --evidence DIR  what was seen of its commit, as files; default: the notes of the repository, where it has any
  --ledger FILE   the ledger, as it is had under History in the console; alone: any ledger, such as an audit log
  --key FILE      public keys: PEM, or the JSON of https://SERVER/.well-known/millwright-keys.json; default: those of this server`;

/** Checks offline that a repository, and the ledger beside it, are what was made and signed. */
export async function verify(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { evidence: { type: 'string' }, ledger: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [target] = positionals;
  if ((!target && !values.ledger) || positionals.length > 1) throw new Plain(USAGE);
  const keys = keysFrom(values.key);
  if (!target) return verifyLedger(values.ledger!, keys, values.json ?? false);
  const before = performance.now();
  const verdict = withFolder(target, (folder) => {
    const { files, provenance, links } = readProject(folder);
    const checked = verifyProject({
      files,
      provenance,
      keys,
      ...(values.ledger ? { ledger: readText(values.ledger) } : {}),
    });
    const evidence = readEvidence(folder, values.evidence, keys);
    return {
      ...checked,
      ...(evidence ? { evidence } : {}),
      faults: [
        ...links.map((path) => `${path} is a link, and nobody vouches for where it leads`),
        ...checked.faults,
        ...(evidence?.faults ?? []),
      ],
    };
  });
  if (values.json) console.log(JSON.stringify(verdict, null, 2));
  else {
    for (const fault of verdict.faults) console.error(`  ✗ ${fault}`);
    if (verdict.evidence?.faults.length === 0) for (const line of evidenceLines(verdict.evidence)) say(line);
    const { statement } = verdict;
    if (statement && verdict.faults.length === 0) {
      const { externalParameters: of } = statement.predicate.buildDefinition;
      say(
        `${verdict.files} files${verdict.entries === undefined ? '' : ` and ${verdict.entries} ledger entries`} are as generation ${String(of.generationId)} made them, ${statement.predicate.runDetails.metadata.finishedOn} (${Math.round(performance.now() - before)} ms)`,
      );
    } else say(`${verdict.faults.length} ${verdict.faults.length === 1 ? 'thing is' : 'things are'} not as they were made`);
  }
  process.exitCode = verdict.faults.length > 0 ? 1 : 0;
}

/** A ledger by itself: that nothing of it was changed or taken away, and whose it is. */
function verifyLedger(file: string, keys: readonly VerifyingKey[], isJson: boolean): void {
  const { faults, ledger } = ledgerFaults(readText(file), keys);
  const entries = ledger?.entries.length ?? 0;
  if (isJson) console.log(JSON.stringify({ faults, entries }, null, 2));
  else {
    for (const fault of faults) console.error(`  ✗ ${fault}`);
    if (ledger && faults.length === 0) {
      const [kind, id] = 'generationId' in ledger ? ['generation', ledger.generationId] : [ledger.kind, ledger.streamId];
      say(`${entries} ledger ${entries === 1 ? 'entry is' : 'entries are'} as they were written, to the signed end: ${kind} ${id}`);
    } else say(`${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} not as they were made`);
  }
  process.exitCode = faults.length > 0 ? 1 : 0;
}

function keysFrom(file: string | undefined): VerifyingKey[] {
  const folder = signingFolder(readConfig());
  const files = file ? [file] : globSync('*.pub.pem', { cwd: folder }).map((name) => join(folder, name));
  if (files.length === 0) throw new Plain(`There is no public key in ${folder}. Name one.\n\n${USAGE}`);
  try {
    return files.flatMap((name) => readPublicKeys(readText(name)));
  } catch (error) {
    if (error instanceof Plain) throw error;
    throw new Plain(`${files.join(', ')}: ${(error as Error).message}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Plain(`There is no file ${file}`);
    throw new Plain(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** A folder as it is; a repository as git checks it out. */
function withFolder<T>(target: string, work: (folder: string) => T): T {
  const isFolder = existsSync(target) && statSync(target).isDirectory() && !existsSync(join(target, 'objects'));
  if (isFolder) return work(target);
  const scratch = mkdtempSync(join(tmpdir(), 'millwright-verify-'));
  try {
    try {
      execFileSync('git', ['clone', '--quiet', '--', target, scratch], { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (error) {
      throw new Plain(`${target} is no folder, and git cannot clone it: ${String((error as { stderr?: Buffer }).stderr ?? '').trim()}`);
    }
    fetchEvidence(scratch);
    return work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readProject(folder: string): { files: Map<string, string>; provenance: string | undefined; links: string[] } {
  const files = new Map<string, string>();
  const links: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (path === '.git' || path.startsWith('.git/') || path === PROVENANCE_PATH) continue;
    if (entry.isSymbolicLink()) links.push(path);
    else if (entry.isFile())
      files.set(
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      );
  }
  const provenance = join(folder, PROVENANCE_PATH);
  return { files, provenance: existsSync(provenance) ? readFileSync(provenance, 'utf8') : undefined, links };
}
