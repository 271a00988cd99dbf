import { run } from './run.ts';

/** Types of everything: the servers and libraries together, the console with its tests on its own. */
export async function typecheck(): Promise<void> {
  await run('tsc', ['-p', 'tsconfig.json']);
  await run('ngc', ['-p', 'web/tsconfig.spec.json', '--noEmit']);
}
