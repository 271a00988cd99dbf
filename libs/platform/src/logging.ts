import { pino, stdSerializers, type Logger } from 'pino';

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

/** Fields of a database's error that hold statements and the values in them. */
const KEYS_OF_STATEMENTS = ['query', 'parameters', 'driverError', 'detail', 'where', 'internalQuery'];

/** An error as it is logged: what it is and where, and nothing that somebody wrote into a statement. */
function shownError(error: Error): unknown {
  const shown: unknown = stdSerializers.err(error);
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([key]) => !KEYS_OF_STATEMENTS.includes(key)));
}

/** JSON lines on standard output, with secrets and people's texts left out by key. */
export function createLogger(name: string, level: string): Logger {
  const options = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: shownError },
    redact: { paths: SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `req.headers["${key}"]`]), censor: '[redacted]' },
  };
  // Not pino's own destination: it writes again and again, asleep in between, where a pipe is full or broken or the disk is full.
  return pino(options, { write: (line) => void process.stdout.write(line) });
}
