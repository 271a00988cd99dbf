import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sandboxTests } from '../testing.js';
import { LocalSandboxProvider } from './local-provider.js';
import { defaultFolder } from './state-folder.js';

mkdirSync(dirname(defaultFolder()), { recursive: true });
const folder = mkdtempSync(join(dirname(defaultFolder()), 'test-'));
// Users of sandboxes pass through it.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A provider whose bubblewrap runs a line of the shell in place of a sandbox. */
function provider(name: string, line: string): LocalSandboxProvider {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
  return new LocalSandboxProvider({ folder: join(folder, `${name}-state`), bwrap: { path } });
}

const RAN = join(folder, 'ran');
const forbidden = provider(
  'forbidden',
  `echo "bwrap: No permissions to create a new namespace, likely because the kernel does not allow it" >&2; exit 1`,
);
/** No sandbox at all: it tells its number and runs the rest of the line as it is. */
const absent = provider(
  'absent',
  `echo "{\\"child-pid\\": $$ }" >&4; while [ "$1" != -- ]; do shift; done; touch ${RAN}; shift; exec "$@"`,
);

// What stands in place of each test where the system refuses sandboxes holds for a provider that is refused here.
const { describeSandboxed } = await sandboxTests(forbidden);
describeSandboxed('a system without namespaces', () => {
  it('never gets here', () => expect(true).toBe(false));
});

describe('where a sandbox cannot be made', () => {
  it('says what the system refused and what helps, and leaves nothing', async () => {
    const probe = await forbidden.probe();
    expect(probe).toMatchObject({ usable: false, cause: expect.stringContaining('No permissions to create a new namespace') });
    expect(probe).toMatchObject({ remedy: expect.stringContaining('seccomp=unconfined') });
    expect(readdirSync(join(folder, 'forbidden-state', 'run'))).toEqual([]);
  });

  it('runs nothing by a bubblewrap that keeps nothing apart', async () => {
    expect(await absent.probe()).toMatchObject({ usable: false });
    await expect(absent.create()).rejects.toThrow('No sandbox can be started');
    expect(readdirSync(join(folder, 'absent-state', 'run'))).toEqual([]);
  });
});
