import { RateLimited } from '@millwright/domain';
import type { Logger } from '@millwright/platform';
import { GraphQLError, execute, specifiedRules, subscribe, validate, type GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { publicErrors, publicResult } from './error-table.js';
import { limitRule, parseLimited } from './limits.js';
import type { RequestContext } from './request-context.js';

const MAX_OPERATIONS_PER_SOCKET = 50;

/**
 * GraphQL over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint: same schema, same limits,
 * same errors. Credentials come from the upgrade request, or from the connection's own parameters
 * (`authorization`, `x-api-key`), since browsers set no headers on sockets.
 */
export function serveSocket(options: {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  log: Logger;
  allowedOrigins: readonly string[];
  context(headers: IncomingHttpHeaders, address: string): Promise<RequestContext>;
}): () => Promise<void> {
  const { server, schema, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 });
  const rules = [...specifiedRules, limitRule];
  const open = new WeakMap<object, number>();

  const disposable = useServer(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onSubscribe: async (ctx, _id, payload) => {
        try {
          const count = (open.get(ctx.extra) ?? 0) + 1;
          if (count > MAX_OPERATIONS_PER_SOCKET)
            return [
              new GraphQLError(`A socket may have ${MAX_OPERATIONS_PER_SOCKET} operations open`, {
                extensions: { code: 'RATE_LIMITED', retryAfterMs: 1_000 },
              }),
            ];
          const document = parseLimited(payload.query);
          const errors = validate(schema, document, rules);
          if (errors.length > 0) return publicErrors(errors, log);
          const { request } = ctx.extra;
          const contextValue = await options.context(
            { ...request.headers, ...credentialsOf(ctx.connectionParams) },
            request.socket.remoteAddress ?? '',
          );
          open.set(ctx.extra, count);
          return { schema, document, operationName: payload.operationName, variableValues: payload.variables, contextValue };
        } catch (error) {
          if (error instanceof GraphQLError) return publicErrors([error], log);
          const wrapped = new GraphQLError(error instanceof RateLimited ? error.message : 'Failed', { originalError: error as Error });
          return publicErrors([wrapped], log);
        }
      },
      execute,
      subscribe,
      onNext: (_ctx, _id, _payload, _args, result) => publicResult(result, log),
      onError: (_ctx, _id, _payload, errors) => publicErrors(errors as GraphQLError[], log),
      onComplete: (ctx) => {
        open.set(ctx.extra, Math.max(0, (open.get(ctx.extra) ?? 1) - 1));
      },
    },
    sockets,
    12_000,
  );

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { origin } = request.headers;
    // A cookie travels with every page's socket, so a page of somebody else's may not open one.
    if (url.pathname !== options.path || (origin && !options.allowedOrigins.includes(origin) && request.headers.cookie)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
  };
  server.on('upgrade', onUpgrade);
  return async () => {
    server.off('upgrade', onUpgrade);
    await disposable.dispose();
  };
}

function credentialsOf(parameters: Readonly<Record<string, unknown>> | undefined): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (const name of ['authorization', 'x-api-key'] as const) {
    const value = parameters?.[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
