import { RateLimited } from '@millwright/domain';
import type { Logger } from '@millwright/platform';
import {
  GraphQLError,
  execute,
  specifiedRules,
  subscribe,
  validate,
  type ExecutionResult,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer, type Server as Protocol } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import { publicErrors, publicResult } from './error-table.js';
import { onBehalfOf } from '../last-resort.js';
import { addressOf } from '../security/address-of.js';
import type { Origins } from '../security/origins.js';
import type { RightsWatch } from '../security/rights-watch.js';
import type { Turnstile } from '../security/turnstile.js';
import type { Viewer } from '../security/viewer.js';
import { whoAsks } from '../security/who-asks.js';
import { beyondLimits, parseLimited, requestsOf } from './limits.js';
import type { RequestContext } from './request-context.js';
import { SocketCounts, type Place, type SocketLimits } from './socket-counts.js';
import { requireFitTexts } from './texts.js';
import type { Turns } from './turns.js';
import { untilLost } from './until-lost.js';

const MAX_OPERATIONS_PER_SOCKET = 50;
/** A socket whose other end is silent for so long is dead, whatever the network says: its operations end. */
const KEEP_ALIVE_MS = 12_000;

/** What an operation knows of the socket that it came by. */
interface Extra {
  request: IncomingMessage;
  place: Place;
  /** Looks who stands behind it, once it has said so. @throws where nobody can tell now */
  identify?(): Promise<void>;
  close(code: number, reason: string): void;
}

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
  origins: Pick<Origins, 'allows' | 'refusalOf'>;
  keepAliveMs?: number;
  rights: Pick<RightsWatch, 'watch'>;
  /** How many subscriptions begin at once, of which each looks at the database. */
  reads: Pick<Turnstile, 'pass'>;
  /** For each socket that is opened, and each message: what a burst of them asks for is computed in turns. */
  turns: Turns;
  /** Beside the language's own. */
  rules: readonly ValidationRule[];
  context(headers: IncomingHttpHeaders, address: string): Promise<RequestContext>;
  /** Who stands behind a socket; decides how many of them there may be, and how long. */
  viewerOf(headers: IncomingHttpHeaders): Promise<Viewer | undefined>;
  limits?: Partial<SocketLimits>;
}): () => Promise<void> {
  const { server, schema, turns, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, WebSocket: QuietSocket, handleProtocols });
  const rules = [...specifiedRules, ...options.rules];
  const limits: SocketLimits = { strangersOfAddress: 30, ofAccount: 2_000, strangerMs: 10_000, ...options.limits };
  const counts = new SocketCounts(limits);

  const protocol = makeServer<Record<string, unknown>, Extra>({
    schema,
    connectionInitWaitTimeout: limits.strangerMs,
    onConnect: async (ctx) => {
      const { extra } = ctx;
      extra.identify = async () => {
        const viewer = await options.viewerOf(headersOf(ctx));
        if (viewer && !extra.place.become(whoAsks(viewer, '')))
          extra.close(CloseCode.Forbidden, `At most ${limits.ofAccount} sockets of one account are open at once`);
      };
      await extra.identify().catch(() => undefined);
    },
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
        requireFitTexts(document, payload.variables);
        const { request } = ctx.extra;
        const context = await options.context(headersOf(ctx), addressOf(request));
        await context.charge(requestsOf(schema, document) - 1);
        const contextValue: RequestContext = { ...context, viewer: context.viewer?.remembering() };
        return { schema, document, operationName: payload.operationName, variableValues: payload.variables, contextValue };
      } catch (error) {
        return [error instanceof GraphQLError ? error : new GraphQLError((error as Error).message, { originalError: error as Error })];
      }
    },
    execute,
    subscribe: (args) => options.reads.pass(async () => await subscribe(args)),
    onOperation: (ctx, _id, _payload, { contextValue }, result) => {
      const { viewer } = contextValue as RequestContext;
      if (!viewer || !isAsyncIterable(result)) return undefined;
      return untilLost(result as AsyncGenerator<ExecutionResult>, (lost) => options.rights.watch(viewer, headersOf(ctx), lost));
    },
    onNext: (_ctx, _id, _payload, _args, result) => publicResult(result, log),
    onError: (_ctx, _id, _payload, errors) => publicErrors(errors as GraphQLError[], log),
  });
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage, place: Place) =>
    converse(socket, { request, place, close: (code, reason) => socket.close(code, reason) }, protocol, {
      keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
      strangerMs: limits.strangerMs,
      turns,
      log,
    }),
  );

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Node listens to it no longer: without this, whoever breaks the connection now ends the process.
    socket.on('error', () => socket.destroy());
    const { origin, cookie } = request.headers;
    // Compared as it was sent: there is nothing to parse, so nothing that cannot be.
    if ((request.url ?? '').split('?', 1)[0] !== options.path) refuse(socket, `Sockets are opened at ${options.path}.`);
    // A cookie travels with every page's socket, so a page of somebody else's may not open one.
    else if (origin && cookie && !options.origins.allows(origin)) refuse(socket, options.origins.refusalOf(origin));
    else {
      const place = counts.enter(addressOf(request));
      if (!place)
        return refuse(socket, 'Too many sockets of this address are open, and nobody signed in at them.', '429 Too Many Requests');
      socket.on('close', () => place.leave());
      void turns.take(place.who).then(() =>
        onBehalfOf(
          () => socket.destroy(),
          () => sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request, place)),
        ),
      );
    }
  };
  server.on('upgrade', onUpgrade);
  return async () => {
    server.off('upgrade', onUpgrade);
    for (const socket of sockets.clients) socket.close(1001, 'Going away');
    await new Promise((resolve) => sockets.close(resolve));
  };
}

/** Lets the protocol speak over a socket. What a client sends against its rules ends the socket and is no incident of ours. */
function converse(
  socket: WebSocket,
  extra: Extra,
  protocol: Protocol<Extra>,
  { keepAliveMs, strangerMs, turns, log }: { keepAliveMs: number; strangerMs: number; turns: Turns; log: Logger },
): void {
  let isAlive = true;
  // Messages that wait for their turn: while there are any, no more are read. They keep one name, and so their order.
  let waiting = 0;
  let who = '';
  socket.on('pong', () => (isAlive = true));
  const beat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, keepAliveMs);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(data, (error) => (error ? reject(error) : resolve()));
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          if (waiting++ === 0) {
            who = extra.place.who;
            socket.pause();
          }
          turns
            .take(who)
            .then(async () => {
              if (--waiting === 0) socket.resume();
              // Whoever has left meanwhile has ended what they asked for.
              if (socket.readyState === WebSocket.OPEN) await take(String(data));
            })
            .catch((error: unknown) => {
              log.debug({ err: error }, 'A socket was closed for what came by it');
              socket.close(CloseCode.BadRequest, 'Invalid message received');
            });
        }),
    },
    extra,
  );
  // Who signs in later opens another one: a credential is given when a socket begins.
  const farewell = setInterval(() => {
    const known = extra.place.isStranger ? (extra.identify?.() ?? Promise.resolve()) : Promise.resolve();
    // While nobody can tell who it is, it stays.
    known.then(
      () => extra.place.isStranger && socket.close(CloseCode.Unauthorized, 'Sign in first'),
      () => undefined,
    );
  }, strangerMs);
  socket.once('close', (code, reason) => {
    clearInterval(beat);
    clearInterval(farewell);
    closed(code, String(reason)).catch((error: unknown) => log.warn({ err: error }, 'An operation of a closed socket did not end well'));
  });
}

function refuse(socket: Duplex, why: string, status = '403 Forbidden'): void {
  const body = JSON.stringify({ error: why });
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
  // Whoever keeps their side open is not waited for.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/**
 * Someone who has left needs to be told nothing: what can no longer be sent to them is no error. Nor is what they send
 * that is no frame: the library has told them and ends their socket, and a log that strangers can fill helps nobody.
 */
class QuietSocket extends WebSocket {
  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    return event === 'error' ? true : super.emit(event, ...rest);
  }

  override send(data: unknown, ...rest: unknown[]): void {
    const sent = rest.at(-1);
    const done = (error?: Error): void => {
      if (typeof sent === 'function') sent(this.readyState === WebSocket.OPEN ? error : undefined);
    };
    super.send(data as string, done);
  }
}

const isAsyncIterable = (value: unknown): boolean => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Of the request that opened a socket, with the credentials that the connection itself has given. */
const headersOf = ({
  extra,
  connectionParams,
}: {
  extra: Extra;
  connectionParams?: Readonly<Record<string, unknown>>;
}): IncomingHttpHeaders => ({
  ...extra.request.headers,
  ...credentialsOf(connectionParams),
});

function credentialsOf(parameters: Readonly<Record<string, unknown>> | undefined): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (const name of ['authorization', 'x-api-key'] as const) {
    const value = parameters?.[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
