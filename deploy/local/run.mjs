// Entry of every npm command. Without dependencies: it runs on a machine that has nothing but Node 20 or later,
// git and the package registries, installs what is missing, and hands over to the Node that the project pins.
import { spawn } from 'node:child_process';
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

/** What `npm ci` answered. @returns its exit code and what it wrote as errors */
async function npmCi() {
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  return await new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: error.message }));
    child.once('close', (code) => resolve({ code, said: said.trim() }));
  });
}

/** What a person can do about it, by what npm said. */
function helpFor(said) {
  if (/spawn npm ENOENT|not recognized/.test(said)) return 'npm is not on PATH. It comes with Node (nodejs.org).';
  if (/EUSAGE|in sync/.test(said))
    return 'package-lock.json does not match the package.json files. Take it back with `git checkout package-lock.json`; after a change of dependencies, write it anew with `npm install --package-lock-only --ignore-scripts`.';
  if (/ENOSPC/.test(said)) return 'The disk is full. Packages need about 1.5 GB.';
  if (/EACCES|EPERM|EROFS/.test(said)) return `This user may not write in ${join(root, 'node_modules')} or in npm’s cache.`;
  if (/EINTEGRITY/.test(said))
    return 'A package is not what package-lock.json says. `npm cache clean --force` helps where the cache is damaged.';
  if (/\b(E40[134])\b/.test(said))
    return 'The npm registry refused a package. `npm config get registry` says which registry is asked, and whether you are signed in there is in ~/.npmrc.';
  return 'Check that the npm registry can be reached: `npm ping`. Behind a proxy, set HTTPS_PROXY; for a registry of your own, `npm config set registry`.';
}

if (!existsSync(pinnedNode) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wantedInstall()) {
  console.log('Installing packages (a minute or two, once) …');
  const before = Date.now();
  const seconds = () => Math.round((Date.now() - before) / 1000);
  const tick = setInterval(() => console.log(`… still installing packages (${seconds()} s)`), 20_000);
  const { code, said } = await npmCi();
  clearInterval(tick);
  if (code !== 0) {
    console.error(`\nThe packages could not be installed. \`npm ci\` said:\n\n${said || `nothing, and ended with ${code}`}\n`);
    console.error(`${helpFor(said)}\nThen run the same command again.`);
    process.exit(1);
  }
  writeFileSync(stamp, wantedInstall());
  console.log(`Packages installed in ${seconds()} s.`);
}

const separator = process.platform === 'win32' ? ';' : ':';
const child = spawn(
  pinnedNode,
  // Without Maglev: where it compiles in the background while a process ends, Node may wait for itself for ever.
  ['--no-maglev', '--disable-warning=ExperimentalWarning', join(root, 'deploy/local/src/main.ts'), command ?? 'start', ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(pinnedNode), join(root, 'node_modules/.bin'), process.env.PATH].join(separator) },
  },
);
// A terminal sends Ctrl-C to both; a signal to this process alone is handed on.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => name !== 'SIGINT' && child.kill(name));
child.on('exit', (status, signal) => process.exit(status ?? (signal === 'SIGINT' ? 130 : 1)));
