import { styleText } from 'node:util';
import { build } from './build.ts';
import { loadConfig } from './load-config.ts';
import { Plain, say } from './say.ts';
import { runningStack, startStack } from './stack.ts';

/** `npm start`: everything up, one block that says where, then supervision until Ctrl-C. */
export async function start(): Promise<void> {
  say('Building what has changed …');
  await build();
  const config = await loadConfig();
  const running = await runningStack(config.DATA_DIR);
  if (running)
    throw new Plain(
      `Millwright runs already on this data folder: ${running.url} (process ${running.pid}). Stop it with Ctrl-C there, or set DATA_DIR and PORT for another one.`,
    );
  const stack = await startStack(config);
  const { ModelRegistry } = await import('@millwright/integrations');
  const engines = new ModelRegistry(config).all().map((engine) => engine.info);
  const lines: [string, string][] = [
    ['Console', config.PUBLIC_URL],
    ['GraphQL', `${config.PUBLIC_URL}/graphql`],
    ['Temporal UI', stack.env.TEMPORAL_UI_URL ?? 'set TEMPORAL_UI_URL to link to yours'],
    ['Data', config.DATA_DIR],
    [
      'Engines',
      engines
        .filter((engine) => engine.configured)
        .map((engine) => engine.name)
        .join(', '),
    ],
  ];
  console.log(
    `\n${styleText('bold', 'Millwright is ready')}\n${lines.map(([name, value]) => `  ${name.padEnd(12)} ${value}`).join('\n')}\n\nCtrl-C stops all of it.\n`,
  );

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  say('Stopping; work in flight is taken up again at the next start …');
  // A second Ctrl-C is for those who cannot wait.
  process.once('SIGINT', () => process.exit(130));
  await stack.stop();
  say('Stopped');
}
