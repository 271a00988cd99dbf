import { RateLimited } from '@millwright/domain';
import type { Logger } from '@millwright/platform';
import { GraphQLError, execute, specifiedRules, subscribe, validate, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { publicErrors, publicResult } from './error-table.js';
import { beyondLimits, parseLimited } from './limits.js';
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
  /** Beside the language's own. */
  rules: readonly ValidationRule[];
  context(headers: IncomingHttpHeaders, address: string): Promise<RequestContext>;
}): () => Promise<void> {
  const { server, schema, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, WebSocket: QuietSocket });
  const rules = [...specifiedRules, ...options.rules];

  const disposable = useServer(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onSubscribe: async (ctx, _id, payload) => {
        // What is returned here passes through `onError`, which makes it public.
        try {
          // This one among them: a burst that arrives together is counted as it arrives.
          if (Object.keys(ctx.subscriptions).length > MAX_OPERATIONS_PER_SOCKET)
            throw new RateLimited(1_000, `A socket may have ${MAX_OPERATIONS_PER_SOCKET} operations open`);
          const document = parseLimited(payload.query);
          const beyond = beyondLimits(schema, document);
          const errors = beyond.length > 0 ? beyond : validate(schema, document, rules);
          if (errors.length > 0) return errors;
          const { request } = ctx.extra;
          const contextValue = await options.context(
            { ...request.headers, ...credentialsOf(ctx.connectionParams) },
            request.socket.remoteAddress ?? '',
          );
          return { schema, document, operationName: payload.operationName, variableValues: payload.variables, contextValue };
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError((error as Error).message, { originalError: error as Error })];
        }
      },
      execute,
      subscribe,
      onNext: (_ctx, _id, _payload, _args, result) => publicResult(result, log),
      onError: (_ctx, _id, _payload, errors) => publicErrors(errors as GraphQLError[], log),
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

/** Someone who has left needs to be told nothing: what can no longer be sent to them is no error. */
class QuietSocket extends WebSocket {
  override send(data: unknown, ...rest: unknown[]): void {
    const sent = rest.at(-1);
    const done = (error?: Error): void => {
      if (typeof sent === 'function') sent(this.readyState === WebSocket.OPEN ? error : undefined);
    };
    super.send(data as string, done);
  }
}

function credentialsOf(parameters: Readonly<Record<string, unknown>> | undefined): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (const name of ['authorization', 'x-api-key'] as const) {
    const value = parameters?.[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
