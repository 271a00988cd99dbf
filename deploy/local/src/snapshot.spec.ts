import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeSnapshot, whileBuilding, type Snapshot } from './snapshot.js';

let root: string;
const children: ChildProcess[] = [];
const snapshots: Snapshot[] = [];

function write(files: Record<string, string | object>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** A checkout of two packages, of which the one loads a file of the other when it is asked to; built as release `n`. */
function built(n: number): void {
  for (const path of ['libs/one/dist', 'api/dist']) rmSync(join(root, path), { recursive: true, force: true });
  write({
    [`libs/one/dist/late-${n}.js`]: `export const late = 'release ${n}';`,
    'libs/one/dist/index.js': `export const load = async () => (await import('./late-${n}.js')).late;`,
    'api/dist/main.js': `import { load } from '@millwright/one'; import 'other';
      process.on('message', async () => process.send(await load().catch((error) => error.code))); process.send('ready');`,
  });
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'millwright-build-')));
  write({
    'package.json': { type: 'module', workspaces: ['libs/one', 'api'] },
    'libs/one/package.json': { name: '@millwright/one', type: 'module', exports: './dist/index.js' },
    'libs/one/assets/text': 'one',
    'api/package.json': { name: '@millwright/api', type: 'module' },
    'node_modules/other/package.json': { name: 'other', main: 'index.js' },
    'node_modules/other/index.js': '',
    'node_modules/@millwright/.keep': '',
  });
  symlinkSync('../../libs/one', join(root, 'node_modules/@millwright/one'));
  built(1);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill()) await ended;
  }
  for (const { use } of snapshots.splice(0)) use.release();
  rmSync(root, { recursive: true, force: true });
});

async function snapshot(options = {}): Promise<Snapshot> {
  const taken = await takeSnapshot(options, root);
  snapshots.push(taken);
  return taken;
}
async function run(folder: string): Promise<() => Promise<unknown>> {
  const child = spawn(process.execPath, [join(folder, 'api/dist/main.js')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  const told = async (): Promise<unknown> => await new Promise((resolve) => child.once('message', resolve));
  await told();
  return async () => {
    const answer = told();
    child.send('load');
    return await answer;
  };
}

it('lets a running process load the rest of its own build, whatever is built meanwhile', async () => {
  const { folder } = await snapshot();
  const load = await run(folder);
  built(2);
  const later = await snapshot();
  expect(await load()).toBe('release 1');
  expect(await (await run(later.folder))()).toBe('release 2');
});

it('is one for two of the same build, whole, and gone once nobody uses it', async () => {
  const [first, second] = [await snapshot(), await snapshot()];
  expect(second.folder).toBe(first.folder);
  expect(readFileSync(join(first.folder, 'libs/one/assets/text'), 'utf8')).toBe('one');
  built(2);
  const third = await snapshot();
  expect(existsSync(first.folder)).toBe(true);
  first.use.release();
  second.use.release();
  built(3);
  await snapshot();
  expect([existsSync(first.folder), existsSync(third.folder)]).toEqual([false, true]);
});

it('is taken of one build at a time: a second waits', async () => {
  const order: string[] = [];
  let finish!: () => void;
  const first = whileBuilding(async () => {
    order.push('first begins');
    await new Promise<void>((resolve) => (finish = resolve));
    order.push('first ends');
  }, root);
  while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const second = whileBuilding(async () => void order.push('second'), root);
  finish();
  await Promise.all([first, second]);
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});
