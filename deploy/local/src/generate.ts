import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { createClient } from 'graphql-ws';
import { build } from './build.ts';
import { loadConfig } from './load-config.ts';
import { freePort } from './ports.ts';
import { Plain, say } from './say.ts';
import { runningStack, startStack } from './stack.ts';

const USAGE = 'npm run generate -- "<description>" [--engine offline] [--name NAME] [--out DIR]';

interface EventMessage {
  type: string;
  message: string;
  generation: { status: string; progress: number; failure: { message: string; hint: string | null } | null };
}

/** `npm run generate`: a description in, a repository out; the exit code is 0 where it is complete. */
export async function generate(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const description = positionals.join(' ').trim();
  if (!description) throw new Plain(`A description is missing.\nUsage: ${USAGE}`);
  const out = resolve(values.out ?? 'generated-project');
  if (existsSync(out) && readdirSync(out).length > 0) throw new Plain(`${out} is not empty. Choose another folder with --out.`);
  await build();
  const config = await loadConfig();
  const running = await runningStack(config.DATA_DIR);
  // A stack of its own for this command takes any free port: nobody but this command talks to it.
  const port = running?.port ?? (await freePort());
  const stack = running
    ? undefined
    : await startStack({ ...config, PORT: port, PUBLIC_URL: `http://localhost:${port}` }, { withTemporalUi: false });
  try {
    await run(running?.url ?? `http://localhost:${port}`, config, { description, out, ...values });
  } finally {
    await stack?.stop();
  }
}

function parse(args: string[]): { values: { engine?: string; out?: string; name?: string }; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { engine: { type: 'string' }, out: { type: 'string' }, name: { type: 'string' } },
    });
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

async function run(
  url: string,
  config: Parameters<typeof signIn>[1],
  options: { description: string; out: string; engine?: string; name?: string },
): Promise<void> {
  const token = await signIn(url, config);
  const ask = async <T>(query: string, variables: object): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string; extensions?: { hint?: string } }[] };
    if (errors?.[0]) throw new Plain([errors[0].message, errors[0].extensions?.hint].filter(Boolean).join('\n'));
    return data;
  };
  const name =
    options.name ??
    (options.description
      .split(/\s+/)
      .slice(0, 5)
      .join(' ')
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .slice(0, 60) ||
      'Project');
  const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name, description: options.description } },
  );
  const { startGeneration } = await ask<{ startGeneration: { generation: { id: string } } }>(
    'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
    {
      input: { projectId: createProject.project.id, ...(options.engine ? { engine: options.engine } : {}) },
    },
  );
  const last = await follow(url, token, startGeneration.generation.id);
  if (last?.generation.status !== 'COMPLETE') {
    const { failure } = last?.generation ?? { failure: null };
    throw new Plain(`It did not complete: ${failure?.message ?? last?.message ?? 'the connection was lost'}\n${failure?.hint ?? ''}`);
  }
  const { project } = await ask<{ project: { repository: { cloneUrl: string } } }>(
    'query ($id: ID!) { project(id: $id) { repository { cloneUrl } } }',
    { id: createProject.project.id },
  );
  // The token goes by the environment: not into the process list, not into the clone's configuration.
  const credentials = `Authorization: Basic ${Buffer.from(`local:${token}`).toString('base64')}`;
  const path = new URL(project.repository.cloneUrl).pathname;
  execFileSync('git', ['clone', '--quiet', `${url}${path}`, options.out], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraHeader', GIT_CONFIG_VALUE_0: credentials },
  });
  say(`The repository is in ${join(options.out)}`);
}

/** Signs in as the local user of this data folder, made on first use; its password follows from the server's secret. */
async function signIn(url: string, config: { MILLWRIGHT_SECRET?: string; DATA_DIR: string }): Promise<string> {
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
    if (token) return token;
  }
  throw new Plain(
    'The local user could not sign in. Where SMTP_URL is set, new addresses are confirmed by mail first: use an account of your own in the console.',
  );
}

/** Shows each stage as it begins and ends. @returns the last event. */
async function follow(url: string, token: string, id: string): Promise<EventMessage | undefined> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    connectionParams: { authorization: `Bearer ${token}` },
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
