import { Problem, type ProblemCode } from '@millwright/domain';
import { fromDriver } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import { randomUUID } from 'node:crypto';

/** HTTP status of each public code, where an answer is one error and nothing else. */
export const HTTP_STATUS: Record<ProblemCode | 'INTERNAL', number> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 409,
  QUOTA_EXCEEDED: 402,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

const KEPT_BACK = new Set(['code', 'message', 'name', 'stack', 'cause']);

/**
 * The one place where an error becomes public. A Problem keeps its code and own fields; faults of the
 * query itself are BAD_INPUT; anything else is logged under an id, and the id is all that leaves.
 */
export function publicError(error: GraphQLError, log: Logger): GraphQLError {
  const cause = fromDriver(rootOf(error));
  if (cause instanceof Problem) {
    const own = Object.fromEntries(Object.entries(cause).filter(([name]) => !KEPT_BACK.has(name)));
    return copy(error, cause.message, { code: cause.code, ...own });
  }
  if (cause === undefined || cause instanceof GraphQLError) return copy(error, error.message, { code: 'BAD_INPUT', fields: [] });
  const id = randomUUID();
  log.error({ err: cause, errorId: id, path: error.path }, 'Unexpected error');
  return copy(error, `Something went wrong on our side. Quote ${id} when you report it.`, { code: 'INTERNAL', id });
}

export function publicErrors(errors: readonly Error[], log: Logger): GraphQLError[] {
  return errors.flatMap(documentFaults).map((error) => publicError(error, log));
}

/** The HTTP driver wraps the faults of a document in one error of its own; people are shown the faults. */
function documentFaults(error: Error): GraphQLError[] {
  const wrapper = (error instanceof GraphQLError ? error.originalError : error) as { code?: string; errors?: unknown } | null | undefined;
  if (wrapper?.code?.startsWith('MER_ERR_GQL') && Array.isArray(wrapper.errors)) {
    const inner = wrapper.errors.filter((fault): fault is GraphQLError => fault instanceof GraphQLError);
    if (inner.length > 0) return inner;
  }
  // A request that the driver itself refuses (no query, an unknown operation) is the client's mistake.
  if (wrapper?.code?.startsWith('MER_ERR')) return [new GraphQLError((wrapper as Error).message)];
  return [error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error })];
}

/** The same for a result as sent over a socket. */
export function publicResult<T extends FormattedExecutionResult | { errors?: readonly GraphQLError[] }>(result: T, log: Logger): T {
  return result.errors ? { ...result, errors: publicErrors(result.errors as GraphQLError[], log) } : result;
}

function rootOf(error: GraphQLError): Error | undefined {
  let cause: Error | undefined = error.originalError ?? undefined;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function copy(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path, extensions });
}
