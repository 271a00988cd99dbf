import type { Logger } from '@millwright/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, getOperationAST, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createHandler, parseRequestParams, type Handler } from 'graphql-http';
import type { IncomingHttpHeaders } from 'node:http';
import secureJson from 'secure-json-parse';
import { publicError, publicErrors } from './error-table.js';
import { beyondLimits, parseLimited, requestsOf } from './limits.js';
import type { RequestContext } from './request-context.js';
import { requireFitTexts } from './texts.js';

/** Longest text of a document, in characters: what the HTTP driver caches of 1,000 documents stays bounded. */
const LONGEST_DOCUMENT = 100_000;

interface Driver {
  (source: string, context: object, variables?: Record<string, unknown> | null, operationName?: string | null): Promise<ExecutionResult>;
  addHook(name: 'preParsing', hook: (schema: unknown, source: string) => Promise<void>): void;
  addHook(name: 'preValidation', hook: (schema: GraphQLSchema, document: DocumentNode) => Promise<void>): void;
  addHook(
    name: 'preExecution',
    hook: (schema: GraphQLSchema, document: DocumentNode, context: OperationContext, variables?: Record<string, unknown>) => Promise<void>,
  ): void;
}

/** What the hooks of the driver need to know of one request beside what resolvers share. */
type OperationContext = RequestContext & { method: string; operationName: string | undefined };

class NotOverGet extends GraphQLError {}

/**
 * GraphQL over HTTP: `GET` for queries, `POST` with JSON for queries and mutations. Media types, status codes and
 * malformed requests as the specification has them; documents are run by the driver, which compiles what comes again.
 *
 * Source: GraphQL over HTTP, graphql.github.io/graphql-over-http/draft.
 */
export function registerGraphql(
  fastify: FastifyInstance,
  options: { path: string; log: Logger; context(headers: IncomingHttpHeaders, address: string): Promise<RequestContext> },
): void {
  const { log } = options;
  const driver = (fastify as unknown as { graphql: Driver }).graphql;
  // Before the driver's own parser, which knows no limit and takes a syntax tree in JSON as well.
  driver.addHook('preParsing', async (_schema, source) => {
    parseLimited(source);
  });
  driver.addHook('preValidation', async (schema, document) => {
    const [beyond] = beyondLimits(schema, document);
    if (beyond) throw beyond;
  });
  driver.addHook('preExecution', async (schema, document, { method, operationName, charge }, variables) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new GraphQLError(unknownOperation(operationName));
    if (operation.operation === 'subscription')
      throw new GraphQLError('Subscriptions are not served over HTTP. Open a WebSocket at the same address (graphql-transport-ws).');
    if (operation.operation === 'mutation' && method === 'GET') throw new NotOverGet('Mutations are not taken over GET. Send a POST.');
    requireFitTexts(document, variables);
    await charge(requestsOf(schema, document) - 1);
  });

  const handler = createHandler<FastifyRequest>({
    parseRequestParams: async (request) =>
      await parseRequestParams(typeof request.body === 'string' && request.body ? { ...request, body: jsonOf(request.body) } : request),
    // What is public already has its code.
    formatError: (error) => (error instanceof GraphQLError && error.extensions.code ? error : publicError(asGraphqlError(error), log)),
    onSubscribe: async ({ raw, method }, { query, variables, operationName }) => {
      if (query.length > LONGEST_DOCUMENT)
        return [new GraphQLError(`The document has ${query.length} characters; at most ${LONGEST_DOCUMENT} are taken.`)];
      const context = await options.context(raw.headers, raw.ip);
      // Whoever is past the limit costs no validation either.
      if (context.failure) return publicErrors([context.failure], log);
      try {
        const result = await driver(
          sourceOf(query, operationName),
          { ...context, method, operationName: operationName ?? undefined },
          (variables as Record<string, unknown> | null | undefined) ?? undefined,
          operationName ?? undefined,
        );
        // A request that was never executed (a variable of the wrong type) has errors and no data at all.
        return result.data === undefined && result.errors ? result.errors : result;
      } catch (error) {
        if (error instanceof NotOverGet) return [null, { status: 405, statusText: 'Method Not Allowed', headers: { allow: 'POST' } }];
        return publicErrors([error as Error], log);
      }
    },
  });

  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    // Other bodies are read by nobody: the handler answers 415 by the header alone.
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      payload.resume();
      parsed(null, undefined);
    });
    scope.route({
      method: ['GET', 'POST'],
      url: options.path,
      handler: async (request, reply) => {
        const [body, { status, headers }] = await handler(toRequest(request));
        return await reply
          .code(status)
          .headers(headers ?? {})
          .send(body ?? undefined);
      },
    });
    done();
  });
}

function toRequest(request: FastifyRequest): Parameters<Handler<FastifyRequest>>[0] {
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: request.body as string | Record<string, unknown>,
    raw: request,
    context: undefined,
  };
}

/** @throws Error for what is no JSON, or would reach a prototype: 400 whatever is accepted */
function jsonOf(body: string): Record<string, unknown> {
  try {
    return secureJson.parse(body) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`The body is not JSON that can be taken: ${(error as Error).message}`, { cause: error });
  }
}

/** The driver keeps one compiled query for a text: of a document with several operations each needs a text of its own. */
function sourceOf(query: string, operationName: string | null | undefined): string {
  return operationName && /^\w{1,100}$/.test(operationName) ? `${query}\n# ${operationName}` : query;
}

function unknownOperation(name: string | undefined): string {
  return name
    ? `The document has no operation called ${name.slice(0, 100)}.`
    : 'The document has no operation, or several: name one in operationName.';
}

const asGraphqlError = (error: Error | GraphQLError): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError(error.message);
