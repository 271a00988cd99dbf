import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDataFolder } from './private-folder.js';

let folder: string;
let elsewhere: string;
beforeEach(() => {
  [folder, elsewhere] = [mkdtempSync(join(tmpdir(), 'millwright-private-')), mkdtempSync(join(tmpdir(), 'millwright-other-'))];
});
afterEach(() => {
  for (const one of [folder, elsewhere]) rmSync(one, { recursive: true });
});

function make(path: string, mode: number, isFolder = false): void {
  const whole = join(folder, path);
  mkdirSync(isFolder ? whole : join(whole, '..'), { recursive: true });
  if (!isFolder) writeFileSync(whole, 'x');
  chmodSync(whole, mode);
}
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

it('closes what an earlier release left open, and lets PostgreSQL’s own account pass where it has one', () => {
  for (const data of ['.', 'simulated']) {
    make(`${data}/launcher.lock`, 0o644);
    make(`${data}/blobs/aa/one`, 0o644);
    make(`${data}/repositories/run.sh`, 0o755);
    make(`${data}/postgres/data`, 0o700, true);
    for (const path of ['blobs/aa', 'blobs', 'postgres', '.']) chmodSync(join(folder, data, path), 0o755);
  }
  closeDataFolder(folder);
  const passed = process.getuid?.() === 0 ? '711' : '700';
  for (const data of [folder, join(folder, 'simulated')]) {
    expect([data, join(data, 'postgres')].map(modeOf)).toEqual([passed, passed]);
    expect(['blobs', 'blobs/aa', 'repositories/run.sh'].map((path) => modeOf(join(data, path)))).toEqual(['700', '700', '700']);
    expect(['blobs/aa/one', 'launcher.lock'].map((path) => modeOf(join(data, path)))).toEqual(['600', '600']);
  }
});

it('closes it to everybody where no other account has to pass', () => {
  chmodSync(folder, 0o755);
  closeDataFolder(folder);
  expect(modeOf(folder)).toBe('700');
});

it('leaves alone what a link leads to', () => {
  chmodSync(elsewhere, 0o755);
  symlinkSync(elsewhere, join(folder, 'link'));
  closeDataFolder(folder);
  expect(modeOf(elsewhere)).toBe('755');
});
