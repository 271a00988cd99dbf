import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { BadInput, outsideFault, requireSafeTree, shownPath } from '@millwright/domain';
import { DEFAULT_BRANCH, type CommitRequest } from './port.js';

// The same artifacts give the same commit ids, so neither author nor date may depend on when or where.
const IDENTITY = 'Millwright <millwright@localhost>';
const COMMIT_TIME = '946684800 +0000';

export class GitFailed extends Error {
  constructor(
    readonly command: string,
    readonly output: string,
  ) {
    super(`git ${command} failed: ${output.trim().slice(0, 500)}`);
    this.name = 'GitFailed';
  }
}

/**
 * Bare repositories under one folder, written whole and put in place by a rename.
 * They follow from artifacts alone, so any of them can be lost and made again.
 */
export class LocalRepositories {
  constructor(private readonly root: string) {}

  pathOf(organizationId: string, projectId: string): string {
    for (const part of [organizationId, projectId]) if (!/^[\w-]{1,64}$/.test(part)) throw new RangeError('Not a repository address');
    return join(this.root, organizationId, `${projectId}.git`);
  }

  async head(organizationId: string, projectId: string): Promise<string | undefined> {
    try {
      return (await readFile(join(this.pathOf(organizationId, projectId), 'refs/heads', DEFAULT_BRANCH), 'utf8')).trim();
    } catch {
      return undefined;
    }
  }

  /** The id that git gives the tree of a commit. @throws GitFailed · BadInput */
  async treeOf(commit: CommitRequest): Promise<string> {
    const scratch = join(this.root, `tree-${randomUUID()}`);
    try {
      await importInto(scratch, [commit]);
      return (await git(['rev-parse', `refs/heads/${DEFAULT_BRANCH}^{tree}`], { cwd: scratch })).trim();
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /**
   * Makes a repository whose branch holds the given commits, the first as root. Each commit is the whole tree.
   *
   * @returns the id of the last commit. @throws GitFailed · BadInput for a path that leads out of the tree or into git's own
   */
  async write(organizationId: string, projectId: string, commits: readonly CommitRequest[]): Promise<string> {
    const path = this.pathOf(organizationId, projectId);
    const partial = `${path}.${randomUUID()}`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await importInto(partial, commits);
      const head = (await readFile(join(partial, 'refs/heads', DEFAULT_BRANCH), 'utf8')).trim();
      await this.replace(path, partial);
      return head;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }

  /** Serves git's own upload-pack protocol over the given streams. @throws GitFailed */
  async uploadPack(
    path: string,
    options: { advertise: boolean; input?: Readable; output: Writable; protocol?: string; signal: AbortSignal },
  ): Promise<void> {
    const args = ['upload-pack', '--stateless-rpc', '--strict', ...(options.advertise ? ['--advertise-refs'] : []), path];
    const child = spawn('git', args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...gitEnvironment(), ...(options.protocol ? { GIT_PROTOCOL: options.protocol } : {}) },
      signal: options.signal,
    });
    const ended = endOf(child, 'upload-pack');
    child.stdin.on('error', () => undefined);
    if (options.input) options.input.pipe(child.stdin);
    else child.stdin.end();
    child.stdout.pipe(options.output, { end: false });
    await ended;
  }

  private async replace(path: string, partial: string): Promise<void> {
    const old = `${path}.old-${randomUUID()}`;
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) await rename(path, old);
    await rename(partial, path);
    if (exists) await rm(old, { recursive: true, force: true });
  }
}

/**
 * What `git init --bare` makes, without a process for it.
 * Source: gitrepository-layout(5).
 */
async function layOut(path: string): Promise<void> {
  await Promise.all(['objects', 'refs/heads', 'refs/tags'].map((folder) => mkdir(join(path, folder), { recursive: true })));
  await writeFile(join(path, 'HEAD'), `ref: refs/heads/${DEFAULT_BRANCH}\n`);
  await writeFile(join(path, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
}

function gitEnvironment(): NodeJS.ProcessEnv {
  // Nothing of the person's or the machine's own git settings takes part.
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** @throws GitFailed · BadInput for a path that leads out of the tree or into git's own */
async function importInto(path: string, commits: readonly CommitRequest[]): Promise<void> {
  // git itself would store a file under ".git/" without a word.
  for (const { files } of commits)
    for (const { path: name } of files) {
      const fault = outsideFault(name);
      if (fault) throw new BadInput([{ path: shownPath(name), message: fault }]);
    }
  // Earlier commits are as they are; what is new has to be fit for every system.
  requireSafeTree(commits.at(-1)?.files.map((file) => file.path) ?? []);
  await layOut(path);
  // "done" is asked for: a stream that ends early fails instead of leaving half a commit.
  await git(['fast-import', '--quiet', '--done', '--date-format=raw'], { cwd: path, input: (stdin) => writeImport(stdin, commits) });
}

async function writeImport(stdin: Writable, commits: readonly CommitRequest[]): Promise<void> {
  const write = async (data: string | Uint8Array): Promise<void> => {
    if (!stdin.write(data)) await new Promise((resolve) => stdin.once('drain', resolve));
  };
  for (const [i, commit] of commits.entries()) {
    const message = Buffer.from(commit.message);
    await write(
      `commit refs/heads/${DEFAULT_BRANCH}\nmark :${i + 1}\nauthor ${IDENTITY} ${COMMIT_TIME}\ncommitter ${IDENTITY} ${COMMIT_TIME}\ndata ${message.length}\n`,
    );
    await write(message);
    await write(`\n${i > 0 ? `from :${i}\n` : ''}deleteall\n`);
    for (const file of [...commit.files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
      await write(`M ${file.isExecutable ? '100755' : '100644'} inline ${quotePath(file.path)}\ndata ${file.content.length}\n`);
      await write(file.content);
      await write('\n');
    }
  }
  await write('done\n');
  stdin.end();
}

const quotePath = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;

async function git(args: string[], options: { cwd?: string; input?: (stdin: Writable) => Promise<void> } = {}): Promise<string> {
  const child = spawn('git', args, { cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'], env: gitEnvironment() });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = endOf(child, args[0]!);
  child.stdin.on('error', () => undefined);
  if (options.input) await Promise.race([options.input(child.stdin), ended]);
  else child.stdin.end();
  await ended;
  return output;
}

async function endOf(child: ReturnType<typeof spawn>, command: string): Promise<void> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new GitFailed(command, errors || `exit code ${code}`))));
  });
}
