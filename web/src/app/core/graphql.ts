import { Injectable } from '@angular/core';
import { createClient, type Client } from 'graphql-ws';
import type { Operation } from './operation';

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

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } & ApiError['extensions'] }[];
}

/** The way to the API: requests over HTTP, subscriptions over one socket that comes back by itself. */
@Injectable({ providedIn: 'root' })
export class Graphql {
  private socket: Client | undefined;

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
      throw new ApiError('The server cannot be reached', 'OFFLINE', {
        hint: 'What you see stays; it is brought up to date when the server answers again.',
      });
    }
    const answer = (await response
      .json()
      .catch(() => ({ errors: [{ message: `The server answered ${response.status}` }] }))) as Answer<Result>;
    const [error] = answer.errors ?? [];
    if (error || !answer.data)
      throw new ApiError(error?.message ?? 'The answer is empty', error?.extensions?.code ?? 'INTERNAL', error?.extensions ?? {});
    return answer.data;
  }

  /**
   * Follows a subscription. When the connection is lost it is made again, and `variables` is asked where to
   * go on, so that nothing is missed.
   *
   * @returns how to stop.
   */
  follow<Result, Variables extends Record<string, unknown>>(
    operation: Operation<Result, Variables>,
    variables: () => Variables,
    on: { next(data: Result): void; end?(): void; connection?(isUp: boolean): void },
  ): () => void {
    this.socket ??= createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      retryAttempts: 0,
      lazyCloseTimeout: 3_000,
      keepAlive: 10_000,
    });
    const { socket } = this;
    let isStopped = false;
    let waitMs = 250;
    let stop: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      stop = socket.subscribe<Result>(
        { query: operation.text, operationName: operation.name, variables: variables() },
        {
          next: ({ data }) => {
            waitMs = 250;
            on.connection?.(true);
            if (data) on.next(data);
          },
          error: () => {
            if (isStopped) return;
            on.connection?.(false);
            timer = setTimeout(begin, waitMs);
            waitMs = Math.min(waitMs * 2, 5_000);
          },
          complete: () => {
            if (!isStopped) on.end?.();
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
}
