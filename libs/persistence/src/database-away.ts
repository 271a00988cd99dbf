import { Unavailable } from '@millwright/domain';
import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';

// Of Node's sockets; of PostgreSQL its classes 08 (connection) and 57P (shutdown, recovery), and 53300 (no connection left).
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08...|53300|57P0.)$/;
const SAYS_SO = /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** PostgreSQL cannot be reached: what was asked may be asked again, and what was being written may or may not be kept. */
export class DatabaseAway extends Unavailable {
  constructor(override readonly cause: unknown) {
    super('The database does not answer', 'Try again in a moment; nothing is lost.');
  }
}

/** An error of the driver, as DatabaseAway where it says that PostgreSQL cannot be reached rather than that a query is wrong. */
export function fromDriver(error: unknown): unknown {
  return types.isNativeError(error) && saysAway(error) ? new DatabaseAway(error) : error;
}

/** The same for an error of a unit of work, in which much else than a query may have failed. */
export function fromQuery(error: unknown): unknown {
  return error instanceof QueryFailedError ? fromDriver(error) : error;
}

function saysAway(error: Error): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if ((typeof code === 'string' && AWAY.test(code)) || SAYS_SO.test(error.message)) return true;
  return types.isNativeError(driverError) && driverError !== error && saysAway(driverError);
}
