import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Design } from '../design/design.types.js';
import { club } from './fixtures/club.js';
import { garden } from './fixtures/garden.js';
import { libraryApi } from './fixtures/library-api.js';
import { repairCafe } from './fixtures/repair-cafe.js';
import { shop } from './fixtures/shop.js';
import { studioSite } from './fixtures/studio-site.js';
import { importsOf } from './import-names.js';
import { writeProject } from './write-project.js';

const require = createRequire(import.meta.url);
const node = join(dirname(require.resolve('node/package.json')), 'bin/node');
const folders: string[] = [];
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The project on disk. */
function written(design: Design): string {
  const folder = mkdtempSync(join(tmpdir(), `${design.slug}-`));
  folders.push(folder);
  for (const file of writeProject(design)) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.render());
  }
  return folder;
}

/** Starts the project on a free port. @returns its address. */
function start(folder: string, env: Record<string, string> = {}): Promise<string> {
  const child = spawn(node, ['src/main.ts'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', PORT: '0', DATABASE_PATH: ':memory:', ...env },
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const [address] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (address) resolve(address.replace('localhost', '127.0.0.1'));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(said)));
  });
}

const DESIGNS: [string, Design][] = [repairCafe, garden, shop, club, libraryApi, studioSite].map((design) => [design.name, design]);

describe.each(DESIGNS)('the written project "%s"', (_name, design) => {
  it('says of each file what it imports, and all of that is there', () => {
    const files = writeProject(design);
    const paths = new Set(files.map(({ path }) => path));
    expect(paths.size).toBe(files.length);
    for (const file of files) {
      expect(file.dependsOn).toEqual(importsOf(file.path, file.render()));
      for (const path of file.dependsOn) expect([file.path, path, paths.has(path)]).toEqual([file.path, path, true]);
    }
  });

  it('is the same again, byte for byte', () => {
    const texts = () => writeProject(design).map((file) => [file.path, file.render()]);
    expect(texts()).toEqual(texts());
  });

  it('passes its own tests', () => {
    const folder = written(design);
    const run = () =>
      execFileSync(node, ['--no-maglev', '--test', 'test/**/*.test.ts'], {
        cwd: folder,
        env: { ...process.env, NODE_OPTIONS: '' },
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run).not.toThrow();
  });

  it('starts with examples, and in production without', async () => {
    const folder = written(design);
    const [record] = design.records;
    const address = await start(folder);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    const home = await fetch(address);
    expect([home.status, (await home.text()).includes(design.name)]).toEqual([200, true]);
    if (record!.access.read === 'everyone') {
      const total = async (at: string) => ((await (await fetch(`${at}/api/${record!.path}`)).json()) as { total: number }).total;
      expect(await total(address)).toBeGreaterThan(5);
      expect(await total(await start(folder, { NODE_ENV: 'production' }))).toBe(0);
    }
  });
});

it('writes projects whose types are right', () => {
  const folder = written(shop);
  const types = join(folder, 'node_modules/@types');
  mkdirSync(types, { recursive: true });
  const module = (name: string) => dirname(require.resolve(`${name}/package.json`));
  symlinkSync(module('@types/node'), join(types, 'node'));
  symlinkSync(module('undici-types'), join(folder, 'node_modules/undici-types'));
  const check = () =>
    execFileSync(node, [join(module('typescript'), 'bin/tsc'), '-p', folder], {
      env: { ...process.env, NODE_OPTIONS: '' },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(check).not.toThrow();
});

it('refuses a design that refers to what it does not have', () => {
  expect(() => writeProject({ ...garden, rules: [{ ...garden.rules[0]!, record: 'nothing' } as Design['rules'][number]] })).toThrow(
    'no record "nothing"',
  );
});
