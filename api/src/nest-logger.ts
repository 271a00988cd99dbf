import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@millwright/platform';

/** Whether an error only says that whoever asked has left: nobody's fault, and a log that strangers can fill helps nobody. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: string }).code === 'ECONNRESET' && error.message === 'aborted';

/** What the framework has to say, as lines of our own log. */
export class NestLogger implements LoggerService {
  constructor(private readonly lines: Logger) {}

  error(message: unknown, ...more: unknown[]): void {
    if (isGone(message)) this.write('debug', message, more);
    else this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  private write(level: 'error' | 'warn' | 'debug', message: unknown, more: readonly unknown[]): void {
    const context = more.filter((part) => typeof part === 'string').at(-1);
    if (message instanceof Error) this.lines[level]({ err: message, context }, message.message);
    else this.lines[level]({ context }, String(message));
  }
}
