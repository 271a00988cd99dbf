import { styleText } from 'node:util';
import { createClient } from 'graphql-ws';
import { Plain, say } from './say.ts';

const PATIENCE_MS = 60_000;

export interface EventMessage {
  type: string;
  message: string;
  generation: { status: string; progress: number; failure: { message: string; hint: string | null } | null };
}

/** What tells a stack's API who asks. */
export type Credential = { authorization: string } | { 'x-api-key': string };

/** A stack's API, for one who is signed in, or who has an API key. */
export class ApiClient {
  readonly url: string;
  readonly credential: Credential;

  constructor(url: string, credential: Credential) {
    this.url = url;
    this.credential = credential;
  }

  /** As git sends it: an API key or a session token. */
  get password(): string {
    return 'authorization' in this.credential ? this.credential.authorization.slice('Bearer '.length) : this.credential['x-api-key'];
  }

  /** @throws Plain with what the API answered instead. */
  async ask<T>(query: string, variables: object): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credential },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string; extensions?: { hint?: string } }[] };
    if (errors?.[0]) throw new Plain([errors[0].message, errors[0].extensions?.hint].filter(Boolean).join('\n'));
    return data;
  }

  /** An address that signs the local user in once, within ten minutes, and leads to a page of the console. */
  async signInLink(to: string): Promise<string> {
    const response = await fetch(`${this.url}/api/sign-in-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credential },
      body: JSON.stringify({ to }),
    });
    if (!response.ok) throw new Plain(`${this.url} makes no sign-in links (${response.status}); it may run an older release.`);
    return ((await response.json()) as { url: string }).url;
  }

  /** Shows each stage as it begins and ends. @returns the last event. */
  async follow(id: string): Promise<EventMessage | undefined> {
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      connectionParams: this.credential,
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

/** Waits for a stack that is on its way up, or whose API is being started again. @throws Plain where it does not come */
export async function answering(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > deadline) throw new Plain(`Millwright runs, but ${url} does not answer. Its logs are in the data folder, under logs.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Signs in as the local user of this data folder, made on first use. */
export async function signIn(url: string, config: { MILLWRIGHT_SECRET?: string; DATA_DIR: string }): Promise<ApiClient> {
  const { LOCAL_USER, derivedSecret, serverSecret } = await import('@millwright/platform');
  const credentials = { email: LOCAL_USER, password: derivedSecret(serverSecret(config), 'local-user') };
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
    if (token) return new ApiClient(url, { authorization: `Bearer ${token}` });
  }
  throw new Plain(
    'The local user could not sign in. Where SMTP_URL is set, new addresses are confirmed by mail first: use an account of your own in the console.',
  );
}
