import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import type { Config } from '@millwright/platform';
import { setupLinkInTime } from './admin.ts';
import { build } from './build.ts';
import { findTemporal } from './find-temporal.ts';
import { loadConfig, loadEnvironment } from './load-config.ts';
import { ROOT } from './paths.ts';
import { Plain, say } from './say.ts';
import { startSimulation, type Simulation } from './simulate.ts';
import { startStack, type Stack } from './stack.ts';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const USAGE = 'npm start [-- --simulate]';

/**
 * `npm start`: everything up, one block that says where, then supervision until Ctrl-C.
 * With `--simulate` a simulated provider stands in for OpenAI and Anthropic, on a data folder of its own.
 */
export async function start(args: string[]): Promise<void> {
  const isSimulated = wantsSimulation(args);
  const begunAt = performance.now();
  loadEnvironment();
  // Getting it needs the network more than the processor: it goes on while the build does. Where it fails, that is said once it is missed.
  if (!process.env.TEMPORAL_ADDRESS) findTemporal().catch(() => undefined);
  say('Building what has changed …');
  await build();
  const builtAt = performance.now();
  const { config, simulation } = isSimulated ? await simulated() : { config: await loadConfig(), simulation: undefined };
  // From here on, what was begun is ended in good order, also where somebody asks for it before all of it is up.
  const asked = askedToStop();
  const stack = await startStack(config);
  const setup = await setupLinkInTime(config, stack.env.DATABASE_URL!);
  const { ModelRegistry } = await import('@millwright/integrations');
  const engines = new ModelRegistry(config).all().map((engine) => engine.info);
  say(`Up: ${seconds(builtAt - begunAt)} of building, ${seconds(performance.now() - builtAt)} of starting`);
  const lines: [string, string][] = [
    ...(simulation
      ? [['Simulated', `${simulation.provider.url} answers in place of OpenAI and Anthropic; no model is asked`] as [string, string]]
      : []),
    ['Console', config.PUBLIC_URL],
    ...(setup
      ? [
          [
            'Set up',
            `${setup}\n${' '.repeat(15)}opened within a day, it makes whoever signs in there administrator of this server, once`,
          ] as [string, string],
        ]
      : []),
    ['GraphQL', `${config.PUBLIC_URL}/graphql`],
    ['Temporal UI', temporalUi(config, stack)],
    ['Data', config.DATA_DIR],
    [
      'Engines',
      engines
        .filter((engine) => engine.configured)
        .map((engine) => engine.name)
        .join(', '),
    ],
  ];
  const { exposures } = await import('@millwright/platform');
  const open = exposures(config).map((sentence) => `  ! ${sentence}`);
  console.log(
    `\n${styleText('bold', 'Millwright is ready')}\n${lines.map(([name, value]) => `  ${name.padEnd(12)} ${value}`).join('\n')}\n${open.length > 0 ? `\n${styleText('yellow', 'Others can reach this server. Before they do (libs/decisions/security.md):')}\n${open.join('\n')}\n` : ''}\nCtrl-C stops all of it.\n`,
  );

  await asked;
  await stack.stop();
  await simulation?.provider.stop();
  say('Stopped');
}

function temporalUi(config: Config, { state }: Stack): string {
  if (config.TEMPORAL_UI_URL) return config.TEMPORAL_UI_URL;
  if (state.temporalUi) return `${config.PUBLIC_URL}/temporal, for administrators`;
  return config.TEMPORAL_ADDRESS ? 'set TEMPORAL_UI_URL to link to yours' : 'off (TEMPORAL_UI)';
}

/** Settles with the first signal to stop; a second Ctrl-C is for those who cannot wait. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const ask = (): void => {
      for (const signal of SIGNALS) process.off(signal, ask);
      process.once('SIGINT', () => process.exit(130));
      say('Stopping; work in flight is taken up again at the next start …');
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, ask);
  });
}

function wantsSimulation(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { simulate: { type: 'boolean', default: false } } }).values.simulate;
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

/** What it makes is kept apart from real work. */
async function simulated(): Promise<{ config: Config; simulation: Simulation }> {
  const base = await loadConfig();
  const dataDir = join(base.DATA_DIR, 'simulated');
  const simulation = await startSimulation(dataDir, { firstTokenMs: 300, tokensPerSecond: 400, answers: 'offline' });
  const { readConfig } = await import('@millwright/platform');
  return { config: readConfig({ ...process.env, ...simulation.env, DATA_DIR: dataDir }, ROOT), simulation };
}
