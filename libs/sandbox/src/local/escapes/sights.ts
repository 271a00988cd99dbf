import { script, shell, unless, type Escape } from './escape.js';

/** Tries to open files to write and tells which it could. */
const WRITABLE = `
const fs = require('node:fs');
const found = [];
const walk = (folder, depth) => {
  let names = [];
  try { names = fs.readdirSync(folder, { withFileTypes: true }); } catch { return; }
  for (const entry of names) {
    const path = folder + '/' + entry.name;
    if (folder === '/proc' && /^(\\d+|self|thread-self)$/.test(entry.name)) continue;
    if (entry.isDirectory()) { if (depth > 0) walk(path, depth - 1); continue; }
    if (!entry.isFile()) continue;
    try { const fd = fs.openSync(path, 'r+'); try { fs.writeSync(fd, 'x'); found.push(path); } catch {} fs.closeSync(fd); } catch {}
  }
};
for (const folder of process.argv.slice(1)) walk(folder, 8);
console.log(JSON.stringify(found));`;

const CONNECT = `
const net = require('node:net');
const [what] = process.argv.slice(1);
const target = /^\\d+$/.test(what) ? { port: Number(what), host: '127.0.0.1' } : /^[\\d.]+:\\d+$/.test(what) ? { host: what.split(':')[0], port: Number(what.split(':')[1]) } : { path: what.replace(/^@/, '\\0') };
const socket = net.connect(target);
const tell = (text) => { console.log(JSON.stringify(text)); process.exit(); };
socket.once('connect', () => tell('connected'));
socket.once('error', (error) => tell(error.code));
setTimeout(() => tell('waited'), 3000);`;

const connects = (name: string, to: (targets: Parameters<Escape['attempt']>[1]) => string | number): Escape => ({
  name,
  attempt: async (sandbox, targets) => {
    const told = await script<string>(sandbox, CONNECT, to(targets));
    return unless(told !== 'connected', told);
  },
});

const reads = (name: string, paths: string[]): Escape => ({
  name,
  attempt: async (sandbox) => {
    const source = `const found = []; for (const path of process.argv.slice(1)) try { const fd = require('fs').openSync(path, 'r'); require('fs').readSync(fd, Buffer.alloc(1), 0, 1, 4096); found.push(path); } catch {} console.log(JSON.stringify(found));`;
    const found = await script<string[]>(sandbox, source, ...paths);
    return unless(found.length === 0, found);
  },
});

const lists = (name: string, source: string, held: (told: string[]) => boolean): Escape => ({
  name,
  attempt: async (sandbox) => {
    const told = await script<string[]>(sandbox, source);
    return unless(held(told), told);
  },
});

/** Attempts to see or reach the host. */
export const SIGHT_ESCAPES: Escape[] = [
  {
    name: 'a file of the host',
    attempt: async (sandbox, { filePath }) => {
      const { exitCode } = await sandbox.exec({ argv: ['cat', filePath] });
      return unless(exitCode !== 0, 'it was read');
    },
  },
  {
    name: 'the root of another process',
    attempt: async (sandbox, { filePath }) => {
      const { stdout } = await shell(
        sandbox,
        `for p in /proc/[0-9]*; do cat $p/root${filePath} $p/cwd/../../..${filePath}; done 2>/dev/null`,
      );
      return unless(stdout === '', stdout);
    },
  },
  {
    name: 'the environment of the host',
    attempt: async (sandbox, { secret }) => {
      const { stdout } = await shell(sandbox, 'env; cat /proc/*/environ /proc/*/cmdline 2>/dev/null');
      return unless(!stdout.includes(secret), 'the secret is there');
    },
  },
  lists(
    'processes of the host',
    `console.log(JSON.stringify(require('fs').readdirSync('/proc').filter((name) => /^\\d+$/.test(name))))`,
    (told) => told.length <= 6,
  ),
  reads('the memory and descriptors of the agent', ['/proc/2/mem', '/proc/2/maps', '/proc/2/fd/3', '/proc/2/environ', '/proc/2/exe']),
  reads('the memory of the kernel', ['/proc/kcore', '/proc/kmsg', '/dev/mem', '/dev/kmem', '/dev/kmsg', '/dev/port', '/proc/kallsyms/x']),
  {
    name: 'core_pattern and all of /proc/sys',
    attempt: async (sandbox) => {
      const found = await script<string[]>(sandbox, WRITABLE, '/proc/sys');
      return unless(found.length === 0, found);
    },
  },
  {
    name: 'other files of /proc',
    attempt: async (sandbox) => {
      const found = await script<string[]>(sandbox, WRITABLE, '/proc');
      return unless(found.length === 0, found);
    },
  },
  {
    name: 'system files',
    attempt: async (sandbox) => {
      const { stdout } = await shell(
        sandbox,
        'for d in / /etc /usr /usr/bin /bin /lib /opt /opt/agent/code /opt/node/bin /run /run/host /dev /proc /sys; do touch $d/x 2>/dev/null && echo $d; done; true',
      );
      return unless(stdout === '', stdout);
    },
  },
  lists(
    'devices',
    `const fs = require('fs'); console.log(JSON.stringify(fs.readdirSync('/dev').filter((name) => fs.lstatSync('/dev/' + name).isBlockDevice() || fs.lstatSync('/dev/' + name).isCharacterDevice())))`,
    (told) => told.every((name) => ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'console'].includes(name)),
  ),
  lists(
    'the tree of devices',
    `console.log(JSON.stringify(require('fs').existsSync('/sys') ? require('fs').readdirSync('/sys') : []))`,
    (told) => told.length === 0,
  ),
  lists(
    'inherited descriptors',
    // Three are its own, the fourth reads the folder; node opens more of its own kinds.
    `const fs = require('fs'); console.log(JSON.stringify(fs.readdirSync('/proc/self/fd').map((fd) => { try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch { return ''; } }).filter((to) => /^\\//.test(to) && !/^\\/(dev|proc|tmp\\/\\.pipe)/.test(to))))`,
    (told) => told.length === 0,
  ),
  connects('a port of the host', ({ port }) => port),
  connects('a socket of the host', ({ socketPath }) => socketPath),
  connects('an abstract socket of the host', ({ abstractName }) => `@${abstractName}`),
  connects('the metadata address', () => '169.254.169.254:80'),
  connects('the internet', () => '1.1.1.1:53'),
  {
    name: 'programs with more rights',
    attempt: async (sandbox) => {
      const { stdout } = await shell(
        sandbox,
        'grep -E "^(CapEff|CapPrm|CapBnd|CapAmb|NoNewPrivs|Seccomp):" /proc/self/status | tr -d " \\t" | sort',
      );
      const expected = ['CapAmb', 'CapBnd', 'CapEff', 'CapPrm'].map((name) => `${name}:0000000000000000`);
      return unless(stdout.trim() === [...expected, 'NoNewPrivs:1', 'Seccomp:2'].join('\n'), stdout);
    },
  },
];
