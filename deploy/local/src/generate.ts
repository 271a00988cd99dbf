import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { answering, ApiClient, signIn } from './client.ts';
import { loadConfig } from './load-config.ts';
import { freePort } from './ports.ts';
import { Plain, say } from './say.ts';
import { runningStack, startStack } from './stack.ts';

const USAGE = 'npm run generate -- "<description>" [--engine offline] [--name NAME] [--out DIR] [--key API_KEY]';

/** `npm run generate`: a description in, a repository out; the exit code is 0 where it is complete. */
export async function generate(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const description = positionals.join(' ').trim();
  if (!description) throw new Plain(`A description is missing.\nUsage: ${USAGE}`);
  const out = resolve(values.out ?? 'generated-project');
  if (existsSync(out) && readdirSync(out).length > 0) throw new Plain(`${out} is not empty. Choose another folder with --out.`);
  // What is taken out is as readable as what its owner makes elsewhere; a stack's own files are not.
  const mask = process.umask();
  await build();
  const config = await loadConfig();
  const running = await runningStack(config.DATA_DIR);
  // A stack of its own for this command takes any free port: nobody but this command talks to it.
  const port = running?.port ?? (await freePort());
  const stack = running
    ? undefined
    : await startStack({ ...config, PORT: port, PUBLIC_URL: `http://localhost:${port}` }, { withTemporalUi: false });
  const url = running?.url ?? `http://localhost:${port}`;
  try {
    if (running) await answering(url);
    const key = values.key ?? config.MILLWRIGHT_API_KEY;
    const client = key ? new ApiClient(url, { 'x-api-key': key }) : await signIn(url, config);
    const page = await run(client, { description, out, mask, ...values });
    await sayWhere(client, page, { isOwnStack: stack !== undefined, hasKey: Boolean(key), consoleUrl: config.PUBLIC_URL });
  } finally {
    await stack?.stop();
  }
}

function parse(args: string[]): { values: { engine?: string; out?: string; name?: string; key?: string }; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { engine: { type: 'string' }, out: { type: 'string' }, name: { type: 'string' }, key: { type: 'string' } },
    });
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

/** @returns the project's page in the console. */
async function run(
  client: ApiClient,
  options: { description: string; out: string; mask: number; engine?: string; name?: string },
): Promise<string> {
  // Once it is built: a command is loaded before that.
  const { suggestName } = await import('@millwright/domain');
  const name = options.name ?? suggestName(options.description);
  const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name, description: options.description } },
  );
  const { startGeneration } = await client.ask<{ startGeneration: { generation: { id: string } } }>(
    'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
    {
      input: { projectId: createProject.project.id, ...(options.engine ? { engine: options.engine } : {}) },
    },
  );
  const last = await client.follow(startGeneration.generation.id);
  if (last?.generation.status !== 'COMPLETE') {
    const { failure } = last?.generation ?? { failure: null };
    throw new Plain(`It did not complete: ${failure?.message ?? last?.message ?? 'the connection was lost'}\n${failure?.hint ?? ''}`);
  }
  const { project } = await client.ask<{ project: { repository: { cloneUrl: string } } }>(
    'query ($id: ID!) { project(id: $id) { repository { cloneUrl } } }',
    { id: createProject.project.id },
  );
  // The token goes by the environment: not into the process list, not into the clone's configuration.
  const credentials = `Authorization: Basic ${Buffer.from(`local:${client.password}`).toString('base64')}`;
  const path = new URL(project.repository.cloneUrl).pathname;
  const stackMask = process.umask(options.mask);
  try {
    execFileSync('git', ['clone', '--quiet', `${client.url}${path}`, options.out], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraHeader', GIT_CONFIG_VALUE_0: credentials },
    });
  } finally {
    process.umask(stackMask);
  }
  say(`The repository is in ${options.out}`);
  return `/projects/${createProject.project.id}`;
}

/** Without a key the project belongs to the local user, whom nobody can sign in as but by a link. */
async function sayWhere(
  client: ApiClient,
  page: string,
  { isOwnStack, hasKey, consoleUrl }: { isOwnStack: boolean; hasKey: boolean; consoleUrl: string },
): Promise<void> {
  if (hasKey) return say(`In the console: ${consoleUrl}${page}${isOwnStack ? ', after `npm start`' : ''}`);
  if (isOwnStack) return say(`To see it in the console: \`npm start\`, and then, in another terminal, \`npm run open -- ${page}\``);
  say(`In the console, by this link, which signs you in once within ten minutes (\`npm run open -- ${page}\` makes another):`);
  console.log(`\n${await client.signInLink(page)}\n`);
}
