import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** A small tree of the same packages. */
const tree = realpathSync(mkdtempSync(join(tmpdir(), 'millwright-imports-')));
afterAll(() => rmSync(tree, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

const REFUSED: [path: string, text: string][] = [
  ['libs/domain/src/refused-1.ts', `import { createHash } from 'node:crypto'; createHash('md5');`],
  ['libs/domain/src/refused-2.ts', `export { y } from '@millwright/contracts';`],
  ['libs/contracts/src/refused-3.ts', `export * from '@millwright/persistence';`],
  ['libs/integrations/src/refused-4.ts', `import type { y } from '@millwright/persistence'; export type Y = typeof y;`],
  ['workflows/src/refused-5.ts', `import ts from 'typescript'; ts.version;`],
  ['workflows/src/refused-6.ts', `void import('@millwright/platform');`],
  ['api/src/refused-7.ts', `export { y } from '@millwright/activities';`],
  ['api/src/refused-8.ts', `export { y } from '../../activities/src/index.js';`],
  ['web/src/app/refused-9.ts', `export { y } from '@millwright/platform';`],
  ['activities/src/refused-10.ts', `export { y } from '@millwright/ui';`],
  ['activities/src/refused-11.ts', `export { y } from '../../libs/domain/src/inner.js';`],
  ['libs/domain/src/circle.ts', `import type { B } from './round.js'; export interface A { b?: B }`],
  ['libs/domain/src/refused-13.ts', `export { y } from './nowhere.js';`],
];
const ALLOWED: [path: string, text: string][] = [
  ['libs/contracts/src/allowed-1.ts', `export { y } from '@millwright/domain';`],
  ['workflows/src/allowed-2.ts', `import type { y } from '@millwright/domain'; export type Y = typeof y;`],
  ['workflows/src/worker/allowed-3.ts', `export { y } from '@millwright/platform';`],
  ['api/src/features/a/allowed-4.ts', `export { y } from '../b/y.js';`],
  ['web/src/app/allowed-5.ts', `export { y } from '@millwright/ui';`],
  ['libs/domain/src/allowed-6.spec.ts', `import { createHash } from 'node:crypto'; createHash('md5');`],
];

let refusedFor: Map<string, string[]>;
beforeAll(() => {
  for (const name of ['tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.mjs']) cpSync(join(root, name), join(tree, name));
  mkdirSync(join(tree, 'node_modules/@millwright'), { recursive: true });
  for (const name of ['typescript', 'dependency-cruiser', '@types'])
    symlinkSync(join(root, 'node_modules', name), join(tree, 'node_modules', name));
  for (const folder of [
    'libs/domain',
    'libs/contracts',
    'libs/platform',
    'libs/persistence',
    'libs/integrations',
    'libs/ui',
    'activities',
  ]) {
    const name = folder.split('/').at(-1)!;
    write(
      `${folder}/package.json`,
      JSON.stringify({ name: `@millwright/${name}`, exports: { '.': { '@millwright/source': './src/index.ts' } } }),
    );
    write(`${folder}/src/index.ts`, 'export const y = 1;');
    symlinkSync(join(tree, folder), join(tree, 'node_modules/@millwright', name));
  }
  write('package.json', JSON.stringify({ type: 'module', devDependencies: { typescript: '*' } }));
  write('libs/domain/src/inner.ts', 'export const y = 1;');
  write('libs/domain/src/round.ts', `import type { A } from './circle.js'; export interface B { a?: A }`);
  write('api/src/features/b/y.ts', 'export const y = 1;');
  for (const [path, text] of [...REFUSED, ...ALLOWED]) write(path, text);
  const output = cruise();
  const { summary } = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  refusedFor = Map.groupBy(summary.violations, ({ from }) => from) as never;
});

function cruise(): string {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'libs', 'api', 'activities', 'workflows', 'web'];
  try {
    return execFileSync(process.execPath, args, {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  } catch (error) {
    // It ends with the number of what it refuses.
    return (error as { stdout: string }).stdout;
  }
}

describe('the rules of imports', () => {
  it.each(REFUSED)('refuse, in %s, %s', (path) => expect([...refusedFor.keys()]).toContain(path));
  it.each(ALLOWED)('allow, in %s, %s', (path) => expect([...refusedFor.keys()]).not.toContain(path));
});
