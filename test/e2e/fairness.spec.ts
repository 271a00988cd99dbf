import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('gives an organization with a few calls its share, while another has 1,000 waiting', () => {
  const output = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../support/fairness.mjs')],
    {
      env: process.env,
      encoding: 'utf8',
    },
  );
  const { between, few } = JSON.parse(output.trim().split('\n').at(-1)!) as { between: number; few: number };
  // Turn by turn: as many of the other's as of its own, which is twice as slow as alone, and no more.
  expect(between).toBeLessThanOrEqual(few);
});
