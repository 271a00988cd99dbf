/** How much may wait for a reader, in bytes. Lines that come while it is full are dropped. */
const LONGEST_BACKLOG = 1024 * 1024;

type Done = (error?: Error | null) => void;

let dropped = 0;
let isGuarded = false;

/** Lines of this process's output that were dropped, since it began. */
export const droppedLines = (): number => dropped;

/**
 * Makes standard output and standard error of this process such that no write ever holds or ends it: where the reader is
 * gone, does not read, or the disk is full, lines are dropped and counted. Holds for everything that writes through
 * `process.stdout` and `process.stderr`, the console included.
 *
 * Without dependencies and without the build: the launcher takes it as source.
 *
 * @param sayLoss the line that is written, once there is room again, in place of those that were dropped.
 */
export function guardOutput(sayLoss: (count: number) => string): void {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) guard(stream, sayLoss);
}

function guard(stream: NodeJS.WriteStream, sayLoss: (count: number) => string): void {
  let lost = 0;
  const lose = (): void => {
    lost++;
    dropped++;
  };
  // A pipe without a reader, a full disk: the stream stays usable, so that it goes on once there is room.
  stream.on('error', () => undefined);
  // A terminal blocks while its reader has stopped (Ctrl-S, a dead line). Pipes and sockets do not, until a child process is
  // given the same one: that makes it block for both. So it is said before each write.
  const { _handle: handle } = stream as unknown as { _handle?: { setBlocking?(isBlocking: boolean): void } };
  const unblock = process.platform === 'win32' ? (): void => undefined : (): void => handle?.setBlocking?.(false);
  const write = stream.write.bind(stream) as (chunk: unknown, encoding: unknown, done: Done) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' ? rest[0] : undefined;
    const done = rest.find((one) => typeof one === 'function') as Done | undefined;
    if (stream.writableLength > LONGEST_BACKLOG) {
      lose();
      if (done) process.nextTick(done);
      return true;
    }
    unblock();
    if (lost > 0 && stream.writableLength === 0) {
      const count = lost;
      lost = 0;
      write(sayLoss(count), undefined, (error) => {
        if (error) lost += count;
      });
    }
    return write(chunk, encoding, (error) => {
      if (error) lose();
      // What writes is never told: it could do nothing about it.
      done?.();
    });
  };
}
