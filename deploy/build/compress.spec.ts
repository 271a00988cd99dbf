import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { compressFolder } from './compress.mjs';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'millwright-compress-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

it('puts texts beside themselves in both encodings, and leaves what is small or a picture', async () => {
  const text = 'export const mill = "wright";\n'.repeat(100);
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep/main.js'), text);
  await writeFile(join(folder, 'small.js'), 'export {};');
  await writeFile(join(folder, 'picture.png'), text);
  await writeFile(join(folder, 'old.js.br'), 'of an earlier build');
  expect(await compressFolder(folder)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['deep', 'picture.png', 'small.js']);
  expect(String(brotliDecompressSync(await readFile(join(folder, 'deep/main.js.br'))))).toBe(text);
  expect(String(gunzipSync(await readFile(join(folder, 'deep/main.js.gz'))))).toBe(text);
});
