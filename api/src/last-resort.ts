import { uncaughtErrors, type Logger } from '@millwright/platform';
import { AsyncLocalStorage } from 'node:async_hooks';

const asking = new AsyncLocalStorage<{ refuse(): void }>();

/**
 * Runs work on behalf of one request. Where something that began in it throws with nobody to catch it, be it hours later
 * in a listener of a stream, `refuse` is called and nobody else's request suffers.
 */
export function onBehalfOf<T>(refuse: () => void, work: () => T): T {
  return asking.run({ refuse }, work);
}

/**
 * The last handler of the process: what nobody caught is logged, the request that it came from is refused, and the
 * others are served on. A process that ended here would end every socket of everybody, as often as a stranger likes.
 *
 * @param end how the process ends where it cannot be trusted any more: when Node finds its own state broken. Out of
 *   memory needs no case of its own: V8 ends the process by itself.
 */
export function serveOn(log: Logger, end: () => void): void {
  process.on('uncaughtException', (error: Error & { code?: string }, origin) => {
    uncaughtErrors.inc();
    if (error?.code === 'ERR_INTERNAL_ASSERTION') {
      log.fatal({ err: error, origin }, 'Node found its own state broken: the process ends, and whoever started it starts it again');
      end();
      return;
    }
    log.error({ err: error, origin }, 'An error that nobody caught; what it came from is refused, all else goes on');
    try {
      asking.getStore()?.refuse();
    } catch (refusal) {
      log.error({ err: refusal }, 'A request could not be refused');
    }
  });
}
