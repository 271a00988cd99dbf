import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeResult, Sandbox } from '../port.js';
import { SandboxUnavailable } from '../problems.js';
import { openToOthers } from './open-to-others.js';

/** Runs inside: tries what no sandbox may do and prints what it saw as JSON. Works with any node of version 20 or later. */
const ATTEMPTS = `
const fs = require('node:fs');
const net = require('node:net');
const [canary, port] = process.argv.slice(1);
const can = (act) => { try { act(); return true; } catch { return false; } };
const status = Object.fromEntries(fs.readFileSync('/proc/self/status', 'utf8').split('\\n').map((line) => line.split(/:\\s+/)));
const socket = net.connect(Number(port), '127.0.0.1');
const tell = (reachesHost) => console.log(JSON.stringify({
  'sees a file of the host': can(() => fs.readFileSync(canary)),
  'sees processes of the host': fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length > 8,
  'reaches the host over the network': reachesHost,
  'has rights of root': !/^0+$/.test(status.CapEff) || !/^0+$/.test(status.CapBnd),
  'could gain rights': status.NoNewPrivs !== '1',
  'has no filter of system calls': status.Seccomp !== '2',
  'writes settings of the kernel': can(() => fs.closeSync(fs.openSync('/proc/sys/kernel/core_pattern', 'w'))),
  'writes system files': can(() => fs.writeFileSync('/usr/millwright-probe', '')) || can(() => fs.writeFileSync('/etc/millwright-probe', '')),
  'makes devices or folders in /dev': can(() => fs.mkdirSync('/dev/millwright-probe')),
  'sees the environment of the host': process.env.MILLWRIGHT_PROBE !== undefined || Object.keys(process.env).length > 16,
  'cannot write its own work folder': !can(() => fs.writeFileSync('/box/probe', '')),
}));
socket.once('connect', () => tell(true));
socket.once('error', () => tell(false));
`;

/**
 * Starts a sandbox and tries to leave it, with a file and a port of the host that are there to be found.
 *
 * @throws SandboxUnavailable where it cannot be started, or where anything got out.
 */
export async function probeIsolation(start: () => Promise<Sandbox>): Promise<ProbeResult> {
  const sandbox = await start();
  const canary = join(tmpdir(), `millwright-canary-${randomBytes(8).toString('hex')}`);
  openToOthers(() => writeFileSync(canary, 'found', { mode: 0o644 }));
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    const { stdout, stderr } = await sandbox.exec({ argv: ['node', '-e', ATTEMPTS, canary, String(port)], timeoutMs: 20_000 });
    const faults = faultsIn(stdout, stderr);
    if (faults.length > 0)
      throw new SandboxUnavailable(`what ran inside ${faults.join('; ')}`, 'Use another machine, or a hosted sandbox.');
    return { usable: true, isolation: sandbox.isolation, notes: notesOn(sandbox) };
  } finally {
    server.close();
    rmSync(canary, { force: true });
    await sandbox.stop();
  }
}

function faultsIn(stdout: string, stderr: string): string[] {
  try {
    const seen = JSON.parse(stdout) as Record<string, boolean>;
    // An answer that leaves tests out proves nothing.
    if (Object.keys(seen).length < 11) return ['answered for a part of the tests only'];
    return Object.keys(seen).filter((name) => seen[name] !== false);
  } catch {
    return [`did not answer (${stderr.slice(0, 300).trim()})`];
  }
}

function notesOn({ isolation }: Sandbox): string[] {
  const notes = ['Sandboxes share the kernel of this host: for hostile tenants use a provider with machines of its own.'];
  if (isolation.user === 'shared')
    notes.push('The worker is not root, so sandboxes run as its own user: what leaves one could touch what the worker can.');
  if (isolation.limits === 'watchdog')
    notes.push(
      'No control groups can be made: memory is watched four times a second, and processor time is not held. Delegate a group to the worker (systemd: Delegate=yes).',
    );
  return notes;
}
