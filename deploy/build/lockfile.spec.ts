import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  optionalDependencies?: Record<string, string>;
}

const lockfile = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Record<string, LockEntry & { resolved?: string; link?: boolean }>;
};

/** Whether `name`, required from the package at `from`, has an entry: beside it, or in any folder above. */
function hasEntry(packages: Record<string, unknown>, from: string, name: string): boolean {
  const parts = from === '' ? [] : from.split('/');
  for (let length = parts.length; length >= 0; length--) {
    const folder = parts.slice(0, length);
    if (folder.at(-1) === 'node_modules') continue;
    if ([...folder, 'node_modules', name].join('/') in packages) return true;
  }
  return false;
}

function missingFrom(packages: Record<string, LockEntry>): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !hasEntry(packages, path, name))
      .map((name) => `${name}, optional for ${path}`),
  );
}

describe('the lockfile', () => {
  it('pins the optional packages of every platform, since npm ci refuses a lockfile without them', () => {
    expect(missingFrom(lockfile.packages)).toEqual([]);
  });

  it('finds an entry that is missing', () => {
    expect(missingFrom({ 'node_modules/a': { optionalDependencies: { b: '1', c: '1' } }, 'node_modules/a/node_modules/b': {} })).toEqual([
      'c, optional for node_modules/a',
    ]);
  });

  it('names no registry', () => {
    const named = Object.entries(lockfile.packages).filter(([, entry]) => entry.resolved !== undefined && entry.link !== true);
    expect(named.map(([path]) => path)).toEqual([]);
  });
});
