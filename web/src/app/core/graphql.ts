import { Injectable, inject } from '@angular/core';
import { createClient, type Client } from 'graphql-ws';
import type { Operation } from './operation';
import { Reach } from './reach';

/** A refusal of the API, with its code and the fields that it names. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly extensions: { hint?: string; fields?: { path: string; message: string }[]; id?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
  }
}

/** What to do about an error, in a sentence. */
export function hintOf(error: unknown): string {
  if (error instanceof ApiError)
    return error.extensions.hint ?? (error.code === 'INTERNAL' ? 'Try again; if it stays, report it with the id above.' : '');
  return 'Check that the server runs and can be reached, then try again.';
}

/** What is wrong, for people; it holds the id to quote where the server gave one. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Asked again, it is refused again. */
const FINAL = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_INPUT']);
/** Bad gateway, unavailable, gateway timeout. */
const GATEWAY = new Set([502, 503, 504]);
const KEEP_ALIVE_MS = 10_000;
const PONG_MS = 5_000;

interface Fault {
  message: string;
  extensions?: { code?: string } & ApiError['extensions'];
}

interface Answer<T> {
  data?: T | null;
  errors?: Fault[];
}

const toApiError = ({ message, extensions }: { message: string; extensions?: Fault['extensions'] | unknown }): ApiError => {
  const fields = (extensions ?? {}) as NonNullable<Fault['extensions']>;
  return new ApiError(message, fields.code ?? 'INTERNAL', fields);
};

/** The way to the API: requests over HTTP, subscriptions over one socket that comes back by itself. */
@Injectable({ providedIn: 'root' })
export class Graphql {
  private socket: Client | undefined;
  private readonly reach = inject(Reach);
  /** Called when something that was followed has ended since the right to it has. */
  onLostRight: ((refusal: ApiError) => void) | undefined;

  /** @throws ApiError */
  async ask<Result, Variables extends Record<string, unknown>>(
    operation: Operation<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    let response: Response;
    try {
      response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: operation.text, operationName: operation.name, variables }),
      });
    } catch {
      throw this.away();
    }
    const answer = (await response.json().catch(() => undefined)) as Answer<Result> | undefined;
    // What stands before the server answers in its place, and not in its words.
    if (!answer && GATEWAY.has(response.status)) throw this.away();
    if (!answer) throw new ApiError(`The server answered ${response.status}`, 'INTERNAL');
    this.reach.found();
    const [error] = answer.errors ?? [];
    if (error || !answer.data)
      throw new ApiError(error?.message ?? 'The answer is empty', error?.extensions?.code ?? 'INTERNAL', error?.extensions ?? {});
    return answer.data;
  }

  private away(): ApiError {
    this.reach.lost();
    return new ApiError('The server cannot be reached', 'OFFLINE', {
      hint: 'What you see stays; it is brought up to date when the server answers again.',
    });
  }

  /**
   * Follows a subscription. When the connection is lost it is made again, and `variables` is asked where to
   * go on, so that nothing is missed. What is refused for good is not asked for again.
   *
   * @returns how to stop.
   */
  follow<Result, Variables extends Record<string, unknown>>(
    operation: Operation<Result, Variables>,
    variables: () => Variables,
    on: { next(data: Result): void; end?(): void; connection?(isUp: boolean): void },
  ): () => void {
    this.socket ??= connect();
    const { socket } = this;
    let isStopped = false;
    let waitMs = 250;
    let stop: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      if (isStopped) return;
      on.connection?.(false);
      void this.reach.ask();
      timer = setTimeout(begin, waitMs);
      waitMs = Math.min(waitMs * 2, 5_000);
    };
    const begin = (): void => {
      let refusal: ApiError | undefined;
      stop = socket.subscribe<Result>(
        { query: operation.text, operationName: operation.name, variables: variables() },
        {
          next: ({ data, errors }) => {
            refusal = errors?.[0] && toApiError(errors[0]);
            if (refusal) return;
            waitMs = 250;
            on.connection?.(true);
            if (data) on.next(data);
          },
          error: (error) => {
            const [first] = Array.isArray(error) ? (error as Fault[]) : [];
            this.refused(first && toApiError(first), isStopped, again);
          },
          complete: () => {
            if (refusal) this.refused(refusal, isStopped, again);
            else if (!isStopped) on.end?.();
          },
        },
      );
    };
    begin();
    return () => {
      isStopped = true;
      clearTimeout(timer);
      stop?.();
    };
  }

  private refused(refusal: ApiError | undefined, isStopped: boolean, again: () => void): void {
    if (isStopped) return;
    if (refusal && FINAL.has(refusal.code)) this.onLostRight?.(refusal);
    else again();
  }
}

/** One socket for all; one whose other end no longer answers is given up, whatever the network says. */
function connect(): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    retryAttempts: 0,
    lazyCloseTimeout: 3_000,
    keepAlive: KEEP_ALIVE_MS,
    on: {
      // To close it politely would wait for an answer, too.
      ping: (isReceived) => {
        if (!isReceived) silence = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(silence);
      },
      closed: () => clearTimeout(silence),
    },
  });
  return client;
}
