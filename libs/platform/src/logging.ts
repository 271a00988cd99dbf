import { pino, type Logger } from 'pino';

export type { Logger };

/** Keys whose values never reach a log, at the top or one level down. */
const SECRET_KEYS = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'x-api-key',
  'set-auth-token',
  'prompt',
  'description',
];

/** JSON lines on standard output, with secrets and people's texts left out by key. */
export function createLogger(name: string, level: string): Logger {
  const options = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `req.headers["${key}"]`]), censor: '[redacted]' },
  };
  // Not pino's own destination: it writes again and again, asleep in between, where a pipe is full or broken or the disk is full.
  return pino(options, { write: (line) => void process.stdout.write(line) });
}
