import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LocalSandboxProvider } from '../local/local-provider.js';
import type { Sandbox } from '../port.js';
import { BadPath, SandboxGone } from '../problems.js';
import { sandboxTests } from '../testing.js';
import { BadArchive, packFiles, unpackFiles } from './pack-files.js';
import { Workspace, type ArchiveStore, type WorkspaceOptions } from './workspace.js';

const file = (path: string, text: string, isExecutable = false): { path: string; bytes: Buffer; isExecutable: boolean } => ({
  ...{ path, bytes: Buffer.from(text), isExecutable },
});

describe('files as one content', () => {
  const files = [file('b/run.sh', 'echo', true), file('a', ''), file('ä', 'ü')];

  it('come back as they were, and the same files give the same bytes', () => {
    expect(unpackFiles(packFiles(files))).toEqual([files[1], files[0], files[2]]);
    expect(packFiles([...files].reverse())).toEqual(packFiles(files));
    expect(unpackFiles(packFiles([]))).toEqual([]);
  });

  const packed = (list: unknown, rest = ''): Buffer => {
    const text = Buffer.from(JSON.stringify(list));
    const header = Buffer.alloc(4);
    header.writeUInt32BE(text.length);
    return gzipSync(Buffer.concat([header, text, Buffer.from(rest)]));
  };
  it.each([
    ['no archive', Buffer.from('text'), BadArchive],
    ['nothing', gzipSync(''), BadArchive],
    ['a list that is none', packed({}), BadArchive],
    ['a file that ends early', packed([{ path: 'a', bytes: 3 }], 'ab'), BadArchive],
    ['a file of negative size', packed([{ path: 'a', bytes: -1 }], 'ab'), BadArchive],
    ['more than its files', packed([{ path: 'a', bytes: 1 }], 'ab'), BadArchive],
    ['a name that leads out', packed([{ path: '../a', bytes: 1 }], 'a'), BadPath],
    ['more than it may hold', packed([{ path: 'a', bytes: 2_000 }], 'a'.repeat(2_000)), BadArchive],
  ])('are not read out of %s', (_, content, problem) => expect(() => unpackFiles(content, 1_500)).toThrow(problem));
});

/** By content, as blob stores keep it. */
class Contents implements ArchiveStore {
  readonly kept = new Map<string, Uint8Array>();
  async put(organizationId: string, content: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    this.kept.set(`${organizationId} ${sha256}`, content);
    return sha256;
  }
  async get(organizationId: string, sha256: string): Promise<Uint8Array> {
    const content = this.kept.get(`${organizationId} ${sha256}`);
    if (!content) throw new Error('There is no such content');
    return content;
  }
}

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('a workspace', () => {
  afterAll(async () => await provider.close());

  const store = new Contents();
  const made: Sandbox[] = [];
  const workspace = (options: Partial<WorkspaceOptions> = {}): Workspace =>
    new Workspace({
      organizationId: 'org',
      store,
      open: async (spec) => {
        const sandbox = await provider.create(spec);
        made.push(sandbox);
        return sandbox;
      },
      ...options,
    });
  const last = (): Sandbox => made.at(-1)!;
  const run = async (space: Workspace, line: string): Promise<string> =>
    await space.use(async (sandbox) => (await sandbox.exec({ argv: ['sh', '-c', line] })).stdout);

  it('makes a lost sandbox again from what was saved, and the work goes on', async () => {
    const space = workspace({ spec: { files: [file('given', 'given')] } });
    expect(await run(space, 'cat given; echo saved > kept')).toBe('given');
    await space.save();
    await run(space, 'echo unsaved > lost');
    await expect(run(space, 'kill -9 -1; sleep 5')).rejects.toThrow(SandboxGone);
    expect(await last().ended).toBe('lost');
    expect(await run(space, 'ls; cat kept')).toBe('given\nkept\nsaved\n');
    await space.close();
    await expect(run(space, 'true')).rejects.toThrow(SandboxGone);
  });

  it('is archived when nobody uses it, and told of before its sandbox is gone', async () => {
    const archived = Promise.withResolvers<string>();
    const space = workspace({ idleMs: 500, onArchived: async (sha256) => archived.resolve(sha256) });
    await run(space, 'echo here > file; ln -s /etc/passwd link; sleep 1');
    const sandbox = last();
    const sha256 = await archived.promise;
    expect(await sandbox.ended).toBe('stopped');
    expect(space.archived).toBe(sha256);
    const later = workspace({ archive: sha256 });
    expect(await run(later, 'ls; cat file')).toBe('file\nhere\n');
    expect(await later.archive()).toBe(sha256);
    expect(await last().ended).toBe('stopped');
    await Promise.all([space.close(), later.close()]);
  });

  it('has one sandbox, however many use it at once, and none left when it is closed', async () => {
    const before = made.length;
    const space = workspace();
    expect(await Promise.all(['1', '2', '3'].map((text) => run(space, `echo ${text}`)))).toEqual(['1\n', '2\n', '3\n']);
    expect(made).toHaveLength(before + 1);
    await space.close();
    expect(await last().ended).toBe('stopped');
  });

  it('is archived once those who use it are done, and whoever comes meanwhile finds all of it', async () => {
    const space = workspace();
    const slow = run(space, 'sleep 1; echo late > file');
    await run(space, 'true');
    const archived = space.archive();
    const next = run(space, 'cat file');
    await Promise.all([slow, archived]);
    expect(await next).toBe('late\n');
    await space.close();
  });

  it('can be used again where its sandbox could not be made', async () => {
    let tries = 0;
    const space = workspace({
      open: (spec) => {
        if (tries++ === 0) throw new Error('Not now');
        return provider.create(spec);
      },
    });
    await expect(run(space, 'true')).rejects.toThrow('Not now');
    expect(await run(space, 'echo now')).toBe('now\n');
    await space.close();
  });

  it('keeps its sandbox where it cannot be archived', async () => {
    const fault = Promise.withResolvers<unknown>();
    const full: ArchiveStore = { get: store.get.bind(store), put: () => Promise.reject(new Error('The disk is full')) };
    const space = workspace({ idleMs: 300, store: full, onFault: fault.resolve });
    await run(space, 'echo here > file');
    expect(String(await fault.promise)).toContain('The disk is full');
    expect(await run(space, 'cat file')).toBe('here\n');
    await space.close();
  });
});
