import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, cp, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { BadInput, outsideFault, requireSafeTree, shownPath } from '@millwright/domain';
import { InternalFault } from '../fault.js';
import { DEFAULT_BRANCH, type CommitFile, type CommitRequest } from './port.js';

// The same artifacts give the same commit ids, so neither author nor date may depend on when or where.
const IDENTITY = 'Millwright <millwright@localhost>';
const COMMIT_TIME = '946684800 +0000';

/** Files of a repository after which git puts them together into one. */
const MANY_FILES = 1_000;

/** What a commit changes in the tree of the one before it. */
export interface NextCommit {
  message: string;
  files: readonly CommitFile[];
  /** Paths that are gone. */
  removed: readonly string[];
}

/** What is said of a commit, beside it. */
export interface Note {
  /** Full name, below `refs/notes/`. */
  ref: string;
  commit: string;
  text: string;
}

export class GitFailed extends InternalFault {
  constructor(
    readonly command: string,
    readonly output: string,
  ) {
    super(`git ${command} failed: ${output.trim().slice(0, 500)}`);
  }
}

/**
 * Bare repositories under one folder, written whole and put in place by a rename.
 * They follow from artifacts alone, so any of them can be lost and made again, without what notes said of them.
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

  /** Subjects of the commits up to one of them, newest first; undefined where the repository here has it not. */
  async subjects(organizationId: string, projectId: string, commit: string): Promise<string[] | undefined> {
    if (!/^[0-9a-f]{40}$/.test(commit)) return undefined;
    try {
      const output = await git(['log', '--format=%s', commit], { cwd: this.pathOf(organizationId, projectId) });
      return output.split('\n').slice(0, -1);
    } catch {
      return undefined;
    }
  }

  /**
   * Puts one more commit behind one that is here, which costs what changes and not what has been. What came after that one,
   * of an attempt whose end nobody recorded, is left behind.
   *
   * @returns the id of the last commit: the same as if all had been written anew. @throws GitFailed · BadInput
   */
  async append(organizationId: string, projectId: string, base: string, next: NextCommit): Promise<string> {
    const path = this.pathOf(organizationId, projectId);
    const partial = `${path}.${randomUUID()}`;
    try {
      requireSafeTree(next.files.map((file) => file.path));
      await layOut(partial);
      // Objects never change: a second name for each is enough.
      const count = await linkTree(join(path, 'objects'), join(partial, 'objects'));
      const ref = join(partial, 'refs/heads', DEFAULT_BRANCH);
      await writeFile(ref, `${base}\n`);
      await copyNotes(path, partial);
      if (next.files.length + next.removed.length > 0)
        await git(['fast-import', '--quiet', '--done', '--date-format=raw'], {
          cwd: partial,
          input: (stdin) => writeNext(stdin, base, next),
        });
      const head = (await readFile(ref, 'utf8')).trim();
      if (count > MANY_FILES) await git(['repack', '-a', '-d', '-q'], { cwd: partial });
      await this.replace(path, partial);
      return head;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }

  /**
   * Says something of a commit beside it, in the place of what was said before under the same name.
   *
   * @param ref below `refs/notes/`. @throws GitFailed
   */
  async addNote(organizationId: string, projectId: string, { ref, commit, text }: Note): Promise<void> {
    const path = this.pathOf(organizationId, projectId);
    const hasOthers = await access(join(path, ref)).then(
      () => true,
      () => false,
    );
    await git(['fast-import', '--quiet', '--done', '--date-format=raw'], {
      cwd: path,
      input: async (stdin) => {
        const write = writerTo(stdin);
        const content = Buffer.from(text);
        await write(`commit ${ref}\ncommitter ${IDENTITY} ${COMMIT_TIME}\ndata 0\n${hasOthers ? `from ${ref}^0\n` : ''}`);
        await write(`N inline ${commit}\ndata ${content.length}\n`);
        await write(content);
        await write('\ndone\n');
        stdin.end();
      },
    });
  }

  /** What is said of a commit; undefined where nothing is, or the repository here has it not. */
  async note(organizationId: string, projectId: string, { ref, commit }: Omit<Note, 'text'>): Promise<string | undefined> {
    if (!/^[0-9a-f]{40}$/.test(commit)) return undefined;
    try {
      return await git(['notes', `--ref=${ref}`, 'show', commit], { cwd: this.pathOf(organizationId, projectId) });
    } catch {
      return undefined;
    }
  }

  /** What else a commit is known by: the id of its tree, and the SHA-256 of its archive as tar. @throws GitFailed */
  async digestsOf(organizationId: string, projectId: string, commit: string): Promise<{ tree: string; archiveSha256: string }> {
    const cwd = this.pathOf(organizationId, projectId);
    const tree = (await git(['rev-parse', `${commit}^{tree}`], { cwd })).trim();
    const child = spawn('git', ['archive', '--format=tar', commit], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: gitEnvironment() });
    const hash = createHash('sha256');
    child.stdout.on('data', (bytes: Buffer) => hash.update(bytes));
    await endOf(child, 'archive');
    return { tree, archiveSha256: hash.digest('hex') };
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

/** Takes over what is said of commits. */
async function copyNotes(from: string, to: string): Promise<void> {
  const notes = join('refs', 'notes');
  await cp(join(from, notes), join(to, notes), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
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

type Write = (data: string | Uint8Array) => Promise<void>;
const writerTo =
  (stdin: Writable): Write =>
  async (data) => {
    if (!stdin.write(data)) await new Promise((resolve) => stdin.once('drain', resolve));
  };

async function writeImport(stdin: Writable, commits: readonly CommitRequest[]): Promise<void> {
  const write = writerTo(stdin);
  for (const [i, commit] of commits.entries()) {
    await writeHead(write, commit.message, `mark :${i + 1}\n`, i > 0 ? `:${i}` : undefined);
    await write('deleteall\n');
    await writeFiles(write, commit.files);
  }
  await write('done\n');
  stdin.end();
}

async function writeNext(stdin: Writable, base: string, { message, files, removed }: NextCommit): Promise<void> {
  const write = writerTo(stdin);
  await writeHead(write, message, '', base);
  // What is gone first: a file may come where a folder was.
  for (const path of removed) await write(`D ${quotePath(path)}\n`);
  await writeFiles(write, files);
  await write('done\n');
  stdin.end();
}

async function writeHead(write: Write, text: string, mark: string, from: string | undefined): Promise<void> {
  const message = Buffer.from(text);
  await write(
    `commit refs/heads/${DEFAULT_BRANCH}\n${mark}author ${IDENTITY} ${COMMIT_TIME}\ncommitter ${IDENTITY} ${COMMIT_TIME}\ndata ${message.length}\n`,
  );
  await write(message);
  await write(`\n${from ? `from ${from}\n` : ''}`);
}

async function writeFiles(write: Write, files: readonly CommitFile[]): Promise<void> {
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    await write(`M ${file.isExecutable ? '100755' : '100644'} inline ${quotePath(file.path)}\ndata ${file.content.length}\n`);
    await write(file.content);
    await write('\n');
  }
}

/** @returns how many files there are. */
async function linkTree(from: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true });
  const counts = await Promise.all(
    (await readdir(from, { withFileTypes: true })).map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) return await linkTree(source, target);
      await link(source, target);
      return 1;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
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
