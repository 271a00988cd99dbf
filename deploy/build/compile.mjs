// Compiles the TypeScript of the package in the working directory: src -> dist, one file each, tests left out.
import { transformFile } from '@swc/core';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export async function compilePackage(directory) {
  const source = join(directory, 'src');
  const target = join(directory, 'dist');
  await rm(target, { recursive: true, force: true });
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.spec\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const { code, map } = await transformFile(file, { cwd: root, configFile: join(root, '.swcrc'), sourceFileName: file });
      const output = join(target, relative(source, file).replace(/\.ts$/, '.js'));
      await mkdir(dirname(output), { recursive: true });
      await writeFile(output, `${code}\n//# sourceMappingURL=${output.slice(output.lastIndexOf('/') + 1)}.map\n`);
      if (map) await writeFile(`${output}.map`, map);
    }),
  );
  return files.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = await compilePackage(process.cwd());
  console.log(`${count} files compiled`);
}
