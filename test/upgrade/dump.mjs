// Stores an installation as an earlier release leaves it, for upgrade.spec.ts: `node test/upgrade/dump.mjs COMMIT OUT [CHECKOUT]`
// COMMIT is checked out, installed and built in a folder that goes afterwards, unless CHECKOUT names one where that is done.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { filesOf, rowsOf } from './contents.mjs';
import { useInstallation } from './use.mjs';

// Of the stored installation alone; whoever lays it out again has to know it.
const SECRET = 'the-secret-of-a-stored-installation';

const [commit, out, given] = process.argv.slice(2);
if (!commit || !out) throw new Error('node test/upgrade/dump.mjs COMMIT OUT [CHECKOUT]');

const checkout = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'millwright-release-'));
if (!given) {
  // PostgreSQL may run as another account, which has to pass.
  chmodSync(checkout, 0o755);
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', checkout, commit]);
}
try {
  // It installs what it needs.
  if (!given) execFileSync('npm', ['run', 'build'], { cwd: checkout, stdio: 'inherit' });
  const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: checkout, encoding: 'utf8' }).trim();
  if (!head.startsWith(commit)) throw new Error(`${checkout} holds ${head}`);
  process.env.MILLWRIGHT_SECRET = SECRET;
  const require = createRequire(join(checkout, 'test/package.json'));
  const { startTestStack } = await import(pathToFileURL(join(checkout, 'test/support/stacks.mjs')).href);
  const stack = await startTestStack();
  try {
    const database = new (require('pg').Client)({ connectionString: stack.env.MILLWRIGHT_TEST_DATABASE });
    await database.connect();
    const used = await useInstallation(stack.env.MILLWRIGHT_TEST_URL);
    // What is still due, such as seals and histories, belongs to it.
    while ((await database.query('SELECT 1 FROM due')).rowCount > 0) await new Promise((settle) => setTimeout(settle, 50));
    const told = await used.told();
    const dump = { commit: head, secret: SECRET, ...told, ...(await rowsOf(database)), files: filesOf(stack.env.MILLWRIGHT_TEST_DATA) };
    await database.end();
    const stored = gzipSync(JSON.stringify(dump), { level: 9 });
    writeFileSync(out, stored);
    console.log(`${Object.values(dump.rows).flat().length} rows, ${Object.keys(dump.files).length} files: ${stored.length} bytes`);
  } finally {
    await stack.stop();
  }
} finally {
  if (!given) execFileSync('git', ['worktree', 'remove', '--force', checkout]);
}
process.exit(0);
