import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

/** A tar archive of one package, as registries keep them. */
async function pack(folder: string): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = `package/${full.slice(folder.length + 1)}`;
    // Packages of its own are packages of the registry; a header has room for a hundred characters.
    if (!entry.isFile() || path.includes('/node_modules/') || path.length > 99) continue;
    const bytes = await readFile(full);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000644', 100);
    for (const at of [108, 116]) header.write('0000000', at);
    header.write(bytes.length.toString(8).padStart(11, '0'), 124);
    header.write('00000000000', 136);
    header.write('        0', 148);
    header.write('ustar', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
    blocks.push(header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 1 });
}

/** Folder of a package as Node finds it from another. */
function folderOf(name: string, from: string): string {
  const place = createRequire(join(from, 'package.json'))
    .resolve.paths(name)!
    .find((folder) => {
      try {
        return readFileSync(join(folder, name, 'package.json')).length > 0;
      } catch {
        return false;
      }
    });
  if (place === undefined) throw new Error(`${name} is not installed here`);
  return join(place, name);
}

export interface PackageRegistry {
  url: URL;
  close(): void;
}

/** A registry on this host that serves a package which is installed here, and all that it depends on: real archives. */
export async function registryOf(name: string, from: string): Promise<PackageRegistry> {
  const folders = new Map<string, string>();
  const waiting: [string, string][] = [[name, from]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const folder = folderOf(...next);
    const { dependencies = {}, ...about } = manifestOf(folder);
    if (folders.has(`${about.name}@${about.version}`)) continue;
    folders.set(`${about.name}@${about.version}`, folder);
    for (const other of Object.keys(dependencies)) waiting.push([other, folder]);
  }
  const archives = new Map<string, Buffer>();
  const versions = new Map<string, Record<string, object>>();
  for (const folder of folders.values()) {
    const { name: own, version, dependencies } = manifestOf(folder);
    const archive = await pack(folder);
    const path = `/${own}/-/${own.split('/').at(-1)}-${version}.tgz`;
    archives.set(path, archive);
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    versions.set(own, {
      ...versions.get(own),
      [version]: { name: own, version, dependencies, dist: { tarball: `http://elsewhere.invalid${path}`, integrity } },
    });
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const found = versions.get(path.slice(1));
    const archive = archives.get(path);
    if (archive) response.end(archive);
    else if (found)
      response.end(JSON.stringify({ name: path.slice(1), 'dist-tags': { latest: Object.keys(found).at(-1) }, versions: found }));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
