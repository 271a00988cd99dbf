import { watch } from 'node:fs';
import { join } from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { build } from './build.ts';
import { loadConfig } from './load-config.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';
import { startStack, type Stack } from './stack.ts';

const WATCHED = [
  'libs/domain',
  'libs/contracts',
  'libs/platform',
  'libs/persistence',
  'libs/templates',
  'libs/integrations',
  'api',
  'workflows',
  'activities',
];
const SETTLE_MS = 150;

/** `npm run dev`: like start, and what changes is built and taken up at once; a failed build leaves the last one running. */
export async function dev(): Promise<void> {
  say('Building …');
  await build({ liveConsole: true });
  const config = await loadConfig();
  // What runs goes on with what was just written.
  const stack = await startStack({ ...config, WORKFLOW_VERSIONING: 'auto-upgrade' });
  execFileSync(process.execPath, [...NODE_FLAGS, 'copy-vendored.mjs'], { cwd: join(ROOT, 'web') });
  const web = spawn(
    process.execPath,
    [...NODE_FLAGS, join(ROOT, 'node_modules/.bin/ng'), 'build', '--watch', '--configuration', 'development'],
    {
      cwd: join(ROOT, 'web'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
    },
  );
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  for (const project of WATCHED)
    watch(join(ROOT, project, 'src'), { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.spec.ts')) return;
      changed.add(project);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const projects = [...changed];
        changed.clear();
        work = work.then(() => takeUp(stack, projects));
      }, SETTLE_MS);
    });
  say(`Ready at ${config.PUBLIC_URL}; watching ${WATCHED.join(', ')} and web`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  web.kill();
  await stack.stop();
}

async function takeUp(stack: Stack, projects: string[]): Promise<void> {
  say(`${projects.join(', ')} changed; building …`);
  try {
    await build({ liveConsole: true });
  } catch (error) {
    console.error((error as Error).message);
    return;
  }
  const { api, workflows, activities } = stack.processes;
  const isShared = projects.some((project) => project.startsWith('libs/'));
  const restarts = [
    ...(isShared || projects.includes('api') ? [api] : []),
    ...(isShared || projects.includes('workflows') ? [workflows] : []),
    ...(isShared || projects.includes('activities') ? [activities] : []),
  ];
  try {
    await Promise.all(restarts.map((process) => process.restart()));
    say(`Taken up by ${restarts.map((process) => process.plan.name).join(', ')}`);
  } catch (error) {
    say(`${(error as Error).message}; it is started again after the next change`);
  }
}
