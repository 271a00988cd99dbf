import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const named = [...readFileSync(join(root, 'libs/decisions/dependencies.md'), 'utf8').matchAll(/`([@\w./*-]+)`/g)].map(([, name]) => name!);
const manifests = [
  '.',
  'api',
  'activities',
  'web',
  'workflows',
  'test',
  'deploy',
  ...readdirSync(join(root, 'libs')).map((name) => `libs/${name}`),
];

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const used = manifests.flatMap((folder) => {
  let text: string;
  try {
    text = readFileSync(join(root, folder, 'package.json'), 'utf8');
  } catch {
    return [];
  }
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text) as Manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([name]) => !name.startsWith('@millwright/'),
  );
});

it('have a line each that says what they are for', () => {
  const isNamed = (name: string): boolean => named.includes(name) || named.includes(`${name.split('/')[0]}/*`);
  expect([...new Set(used.map(([name]) => name).filter((name) => !isNamed(name)))]).toEqual([]);
});

it('are not named once they are gone', () => {
  const lines = readFileSync(join(root, 'libs/decisions/dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const first = lines.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([@\w./*-]+)`/g)].map(([, name]) => name!));
  const isUsed = (name: string): boolean =>
    used.some(([one]) => one === name || (name.endsWith('/*') && one.startsWith(name.slice(0, -1))));
  expect(first.filter((name) => !isUsed(name))).toEqual([]);
});

it('are of a version that somebody chose', () => expect(used.filter(([, version]) => version === '*')).toEqual([]));
