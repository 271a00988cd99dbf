import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Design } from '../../design/design.types.js';
import { writeProject } from '../../writing/write-project.js';

export interface WrittenProject {
  /** Runs its tests, or some of their files. @returns "" where all pass, else what was said. */
  test: (...files: string[]) => string;
  /** Puts one text of a file in the place of another, runs its tests, and puts it back. @throws Error where the text is not there once. */
  testWith: (path: string, from: string, to: string, ...files: string[]) => string;
  text: (path: string) => string;
  remove: () => void;
}

/** Writes the project of a design into a folder of its own. */
export function projectOf(design: Design): WrittenProject {
  const folder = mkdtempSync(join(tmpdir(), 'kit-'));
  for (const file of writeProject(design)) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.render());
  }
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const test = (...files: string[]): string => {
    const env = { ...process.env };
    delete env['NODE_OPTIONS'];
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--no-maglev', '--test', '--test-reporter=tap', ...(files.length > 0 ? files : ['test/**/*.test.ts'])],
      { cwd: folder, env, encoding: 'utf8' },
    );
    const tests = Number(/^# tests (\d+)$/m.exec(stdout)?.[1] ?? 0);
    if (status === 0 && tests > 0) return '';
    return `${tests} tests\n${stdout
      .split('\n')
      .filter((line) => !/^\s*(ok|# Subtest|---|\.\.\.|duration_ms|type:)/.test(line))
      .join('\n')
      .slice(0, 6000)}`;
  };
  return {
    test,
    text,
    testWith: (path, from, to, ...files) => {
      const before = text(path);
      if (before.split(from).length !== 2) throw new Error(`"${from}" does not stand in ${path} once`);
      writeFileSync(
        join(folder, path),
        before.replace(from, () => to),
      );
      try {
        return test(...files);
      } finally {
        writeFileSync(join(folder, path), before);
      }
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
