import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import type { Stack } from './stack.ts';

/** A line of the result: what was measured, beside a floor of the same run. */
export interface Row {
  what: string;
  ours: string;
  floor: string;
  ratio: string;
  goal: string;
}

/** Someone who generates projects. */
export class Api {
  readonly #url: string;
  /** Of the session. */
  readonly token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.token = token;
  }

  static async signUp(url: string, email = 'bench@example.com'): Promise<Api> {
    const response = await fetch(`${url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ name: 'Bench', email, password: 'correct horse battery' }),
    });
    return new Api(url, response.headers.get('set-auth-token')!);
  }

  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async project(name: string, description: string): Promise<string> {
    const { createProject } = await this.ask<{ createProject: { project: { id: string } } }>(
      'mutation ($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }',
      { i: { name, description } },
    );
    return createProject.project.id;
  }

  async organizationId(): Promise<string> {
    return (await this.ask<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }')).viewer.homeOrganizationId;
  }

  /** Starts a generation and stops it at its first text. @returns when a subscriber had that, in milliseconds since the epoch */
  async firstText(description: string, engine: string, input: object): Promise<number> {
    const projectId = await this.project('Bench', description);
    const { startGeneration } = await this.ask<{ startGeneration: { generation: { id: string } } }>(
      'mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id } } }',
      { i: { projectId, engine, ...input } },
    );
    const { id } = startGeneration.generation;
    const client = createClient({
      url: `${this.#url.replace('http', 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${this.token}` },
    });
    let seenAt = 0;
    for await (const { data } of client.iterate({
      query: 'subscription ($id: ID!) { stageOutput(generationId: $id) { text } }',
      variables: { id },
    })) {
      if (!data) continue;
      seenAt = Date.now();
      break;
    }
    await client.dispose();
    await this.ask('mutation ($i: CancelGenerationInput!) { cancelGeneration(input: $i) { generation { id } } }', {
      i: { generationId: id },
    });
    return seenAt;
  }

  /** @returns milliseconds from start to end, as the ledger has them; `lags` gets how late each event came. */
  async generate(description: string, engine = 'paced', lags: number[] = [], input: object = {}): Promise<number> {
    const projectId = await this.project('Bench', description);
    const { startGeneration } = await this.ask<{ startGeneration: { generation: { id: string } } }>(
      'mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id } } }',
      { i: { projectId, engine, ...input } },
    );
    const client = createClient({
      url: `${this.#url.replace('http', 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${this.token}` },
    });
    const times: number[] = [];
    let last = '';
    let isLive = false;
    for await (const { data } of client.iterate<{ generationEvents: { type: string; at: string } }>({
      query: 'subscription ($id: ID!) { generationEvents(generationId: $id) { type at } }',
      variables: { id: startGeneration.generation.id },
    })) {
      if (!data) continue;
      const at = Date.parse(data.generationEvents.at);
      times.push(at);
      last = data.generationEvents.type;
      // Events from before the subscription was there say nothing about it.
      if (isLive) lags.push(Math.max(0, Date.now() - at));
      if (last === 'STAGE_COMPLETED') isLive = true;
    }
    await client.dispose();
    if (last !== 'GENERATION_COMPLETED') throw new Error(`The generation ended with ${last}`);
    return times.at(-1)! - times[0]!;
  }
}

/** Resident memory of a process, in megabytes; 0 where it is gone. */
export function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** The same of our three processes together. */
export function memoryMb(stack: Stack): number {
  return ['API', 'Workflow worker', 'Activity worker'].reduce((sum, name) => sum + residentMb(stack.state.pids[name]), 0);
}

export const row = (what: string, ours: number, floor: number, goal: string): Row => ({
  what,
  ours: seconds(ours),
  floor: seconds(floor),
  ratio: (ours / floor).toFixed(2),
  goal,
});
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
