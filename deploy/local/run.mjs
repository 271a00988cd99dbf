// Entry of every npm command. Without dependencies: it runs on a machine that has nothing but Node 20 or later,
// git and the package registries, installs what is missing, and hands over to the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [command, ...args] = process.argv.slice(2);
const pinnedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = join(root, 'node_modules/.millwright-installed');

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(
    `Millwright needs Node 20 or later to begin; this is ${process.version}. Install a newer one from nodejs.org, then run the same command again.`,
  );
  process.exit(1);
}

function wantedInstall() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function npm(npmArgs, stdio) {
  const { status } = spawnSync('npm', npmArgs, { cwd: root, stdio: ['ignore', stdio, stdio], shell: process.platform === 'win32' });
  return status === 0;
}

if (!existsSync(pinnedNode) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wantedInstall()) {
  console.log('Installing packages (a minute or two, once) …');
  const before = Date.now();
  if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'ignore')) {
    console.log('`npm ci` found packages of other platforms missing; doing `npm install --no-save` with the same lockfile …');
    if (!npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], 'inherit')) {
      console.error('The packages could not be installed. Check that the npm registry can be reached, then run the same command again.');
      process.exit(1);
    }
  }
  writeFileSync(stamp, wantedInstall());
  console.log(`Packages installed in ${Math.round((Date.now() - before) / 1000)} s.`);
}

const separator = process.platform === 'win32' ? ';' : ':';
const child = spawn(
  pinnedNode,
  ['--disable-warning=ExperimentalWarning', join(root, 'deploy/local/src/main.ts'), command ?? 'start', ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(pinnedNode), join(root, 'node_modules/.bin'), process.env.PATH].join(separator) },
  },
);
// A terminal sends Ctrl-C to both; a signal to this process alone is handed on.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => name !== 'SIGINT' && child.kill(name));
child.on('exit', (status, signal) => process.exit(status ?? (signal === 'SIGINT' ? 130 : 1)));
