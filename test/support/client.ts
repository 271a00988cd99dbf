import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

export const BASE = process.env.MILLWRIGHT_TEST_URL ?? 'http://localhost:3000';

export interface Answer<T> {
  data: T | null;
  errors?: { message: string; extensions: { code: string; fields?: { path: string; message: string }[]; [name: string]: unknown } }[];
}

let count = 0;

/** Someone who uses the API: by session token or by API key. */
export class TestClient {
  private readonly sockets: Client[] = [];

  constructor(
    readonly headers: Record<string, string>,
    readonly email = '',
    readonly base = BASE,
  ) {}

  static anonymous(base = BASE): TestClient {
    return new TestClient({}, '', base);
  }

  /** A new person, with an organization of their own. */
  static async signUp(name = 'Ana', base = BASE): Promise<TestClient> {
    const email = `${name.toLowerCase()}-${process.pid}-${Date.now()}-${++count}@example.com`;
    const response = await fetch(`${base}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({ name, email, password: 'correct horse battery' }),
    });
    const token = response.headers.get('set-auth-token');
    if (!token) throw new Error(`Sign-up answered ${response.status}: ${await response.text()}`);
    return new TestClient({ authorization: `Bearer ${token}` }, email, base);
  }

  async ask<T = Record<string, never>>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  }

  /** The data, or the first error thrown. */
  async get<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.ask<T>(query, variables);
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  async auth<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.base}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.base, ...this.headers },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** Invites somebody, who accepts by the link. */
  async invite(guest: TestClient, role: string, organizationId: string): Promise<void> {
    const { id, link } = await this.auth<{ id: string; link: string }>('/organization/invite-member', {
      email: guest.email,
      role,
      organizationId,
    });
    await guest.auth('/organization/accept-invitation', { invitationId: id, secret: new URL(link).hash.slice(1) });
  }

  async project(description: string, name = 'A project'): Promise<{ id: string; slug: string }> {
    const { createProject } = await this.get<{ createProject: { project: { id: string; slug: string } } }>(
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id slug } } }',
      { input: { name, description } },
    );
    return createProject.project;
  }

  async start(projectId: string, input: Record<string, unknown> = {}): Promise<string> {
    const { startGeneration } = await this.get<{ startGeneration: { generation: { id: string } } }>(
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
      { input: { projectId, engine: 'paced', ...input } },
    );
    return startGeneration.generation.id;
  }

  /** A subscription's values; ends when the server ends it. Leaving the loop closes it. */
  subscribe<T>(
    query: string,
    variables: Record<string, unknown>,
  ): AsyncIterableIterator<{ data?: T | null; errors?: readonly { extensions?: { code?: string } }[] }> {
    const client = createClient({
      url: `${this.base.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: this.headers,
      retryAttempts: 0,
    });
    this.sockets.push(client);
    return client.iterate<T>({ query, variables }) as AsyncIterableIterator<{
      data?: T | null;
      errors?: readonly { extensions?: { code?: string } }[];
    }>;
  }

  /** Every event of a generation, until it ends. */
  async events(generationId: string, after?: string, until: (event: TestEvent) => boolean = () => false): Promise<TestEvent[]> {
    const events: TestEvent[] = [];
    for await (const { data } of this.subscribe<{ generationEvents: TestEvent }>(
      'subscription ($id: ID!, $after: String) { generationEvents(generationId: $id, after: $after) { cursor at type stage message data generation { status progress currentStage } } }',
      { id: generationId, after },
    )) {
      if (!data) continue;
      events.push(data.generationEvents);
      if (until(data.generationEvents)) break;
    }
    return events;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) await socket.dispose();
  }
}

export interface TestEvent {
  cursor: string;
  at: string;
  type: string;
  stage: string | null;
  message: string;
  data: Record<string, unknown> & { attempt?: number; item?: string; error?: { code: string; nextRetryDelayMs?: number } };
  generation: { status: string; progress: number; currentStage: string | null };
}
