import { styleText } from 'node:util';
import { createClient } from 'graphql-ws';
import { Plain, say } from './say.ts';

export interface EventMessage {
  type: string;
  message: string;
  generation: { status: string; progress: number; failure: { message: string; hint: string | null } | null };
}

/** A stack's API, for one who is signed in. */
export class ApiClient {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** @throws Plain with what the API answered instead. */
  async ask<T>(query: string, variables: object): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string; extensions?: { hint?: string } }[] };
    if (errors?.[0]) throw new Plain([errors[0].message, errors[0].extensions?.hint].filter(Boolean).join('\n'));
    return data;
  }

  /** Shows each stage as it begins and ends. @returns the last event. */
  async follow(id: string): Promise<EventMessage | undefined> {
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${this.token}` },
      retryAttempts: 20,
    });
    let last: EventMessage | undefined;
    const shown = /^(STAGE_STARTED|STAGE_COMPLETED|ATTEMPT_FAILED|GENERATION_)/;
    for await (const { data } of client.iterate<{ generationEvents: EventMessage }>({
      query:
        'subscription ($id: ID!) { generationEvents(generationId: $id) { type message generation { status progress failure { message hint } } } }',
      variables: { id },
    })) {
      if (!data) continue;
      last = data.generationEvents;
      const { type, message, generation } = last;
      const line = `${String(generation.progress).padStart(3)} %  ${message}`;
      if (shown.test(type)) {
        if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
        say(type.includes('FAILED') ? styleText('red', line) : line);
      } else if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K         ${line.slice(0, (process.stdout.columns ?? 80) - 10)}`);
    }
    await client.dispose();
    return last;
  }
}

/** Signs in as the local user of this data folder, made on first use; its password follows from the server's secret. */
export async function signIn(url: string, config: { MILLWRIGHT_SECRET?: string; DATA_DIR: string }): Promise<ApiClient> {
  const { derivedSecret, serverSecret } = await import('@millwright/platform');
  const credentials = { email: 'local@millwright.localhost', password: derivedSecret(serverSecret(config), 'local-user') };
  for (const [path, body] of [
    ['/sign-in/email', credentials],
    ['/sign-up/email', { ...credentials, name: 'Local' }],
  ] as const) {
    const response = await fetch(`${url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    });
    const token = response.headers.get('set-auth-token');
    if (token) return new ApiClient(url, token);
  }
  throw new Plain(
    'The local user could not sign in. Where SMTP_URL is set, new addresses are confirmed by mail first: use an account of your own in the console.',
  );
}
