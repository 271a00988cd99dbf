// As source: it holds before anything is built.
import { guardOutput } from '../../../libs/platform/src/process/output.ts';
import { Plain } from './say.ts';
import { build } from './build.ts';
import { run } from './run.ts';

guardOutput((count) => `… ${count} lines were dropped here: nobody read them\n`);

const [command = 'start', ...args] = process.argv.slice(2);

/** What needs built code from its first line on. The other commands build by themselves, once their arguments are in order. */
async function built<T>(load: () => Promise<T>): Promise<T> {
  await build();
  return await load();
}

/** Each npm command; loaded when asked for. */
const COMMANDS: Record<string, () => Promise<void>> = {
  start: async () => await (await import('./start.ts')).start(args),
  dev: async () => await (await import('./dev.ts')).dev(),
  build: async () => await (await import('./build.ts')).build(),
  test: async () => await (await import('./test.ts')).test(args),
  generate: async () => await (await import('./generate.ts')).generate(args),
  open: async () => await (await built(() => import('./open.ts'))).open(args),
  evaluate: async () => await (await import('./evaluate.ts')).evaluate(args),
  bench: async () => await (await import('./bench.ts')).bench(args),
  chaos: async () => await (await import('./chaos.ts')).chaos(args),
  verify: async () => await (await built(() => import('./verify.ts'))).verify(args),
  admin: async () => await (await built(() => import('./admin.ts'))).admin(args),
  keys: async () => await (await built(() => import('./keys.ts'))).keys(args),
  replay: async () => await (await import('./replay.ts')).replay(args),
  'replay:check': async () => await (await built(() => import('./replay-check.ts'))).replayCheck(args),
  lint: async () => await run('eslint', ['.', '--max-warnings', '0', ...args]),
  'check:imports': async () => await (await import('./check-structure.ts')).checkStructure(args),
  format: async () => await run('prettier', ['--write', '.', ...args]),
  typecheck: async () => await (await import('./typecheck.ts')).typecheck(),
};

const chosen = COMMANDS[command];
try {
  if (!chosen) throw new Plain(`There is no command ${command}. There are: ${Object.keys(COMMANDS).join(', ')}.`);
  await chosen();
  process.exit(process.exitCode ?? 0);
} catch (error) {
  console.error(error instanceof Plain ? `\n${error.message}` : error);
  process.exit(1);
}
