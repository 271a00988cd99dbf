import type { TestCounts } from '@millwright/domain';

// Each repetition is bounded: the text comes from what was tested.
const NUMBER = String.raw`(\d{1,7})`;

/**
 * What a test runner counted, out of the end of what it printed: node:test (its own summary and TAP), Jest, Vitest,
 * Mocha, pytest, unittest. Where several runs follow each other, their sums. It is a claim.
 *
 * @returns undefined where no summary that is known stands in it.
 */
export function readTestCounts(text: string): TestCounts | undefined {
  for (const read of [nodeTest, jest, vitest, mocha, pytest, unittest]) {
    const counts = read(text);
    if (counts) return counts;
  }
  return undefined;
}

type Kind = keyof TestCounts;

/** Sums of `NUMBER WORD` in the lines that a pattern finds; the word says what it counts. */
function sumOf(lines: readonly string[], words: Readonly<Record<string, Kind>>): TestCounts | undefined {
  if (lines.length === 0) return undefined;
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines)
    for (const [, number, word] of line.matchAll(/(\d{1,7}) ([a-z]{1,12})/g)) {
      const kind = words[word!];
      if (kind !== undefined) counts[kind] += Number(number);
    }
  return counts;
}

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

const sum = (text: string, pattern: string): number =>
  [...text.matchAll(new RegExp(pattern, 'gm'))].reduce((total, match) => total + Number(match[1]), 0);

function nodeTest(text: string): TestCounts | undefined {
  const line = (word: string): string => String.raw`^(?:ℹ|#) ${word} ${NUMBER}$`;
  if (!new RegExp(line('tests'), 'm').test(text) || !new RegExp(line('pass'), 'm').test(text)) return undefined;
  return {
    passed: sum(text, line('pass')),
    failed: sum(text, line('fail')) + sum(text, line('cancelled')),
    skipped: sum(text, line('skipped')) + sum(text, line('todo')),
  };
}

const jest = (text: string): TestCounts | undefined =>
  sumOf(found(text, /^Tests: {1,10}(.{1,120} total)$/gm), {
    passed: 'passed',
    failed: 'failed',
    skipped: 'skipped',
    todo: 'skipped',
  });

const vitest = (text: string): TestCounts | undefined =>
  sumOf(found(text, /^ {1,10}Tests {1,4}(\d.{1,120})$/gm), { passed: 'passed', failed: 'failed', skipped: 'skipped', todo: 'skipped' });

function mocha(text: string): TestCounts | undefined {
  if (!/^ {2}\d{1,7} passing \(/m.test(text)) return undefined;
  const line = (word: string): string => String.raw`^ {2}${NUMBER} ${word}(?: \(|$)`;
  return { passed: sum(text, line('passing')), failed: sum(text, line('failing')), skipped: sum(text, line('pending')) };
}

const pytest = (text: string): TestCounts | undefined =>
  sumOf(found(text, /^(?:={2,80} )?((?:\d{1,7} [a-z]{1,12},? ?){1,8}|no tests ran) in [\d.]{1,12}s.{0,100}$/gm), {
    ...{ passed: 'passed', xfailed: 'passed', xpassed: 'passed' },
    ...{ failed: 'failed', error: 'failed', errors: 'failed' },
    ...{ skipped: 'skipped', deselected: 'skipped' },
  });

function unittest(text: string): TestCounts | undefined {
  const ran = [...text.matchAll(/^Ran (\d{1,7}) tests? in [\d.]{1,12}s\n\n(?:OK|FAILED|NO TESTS RAN)(.{0,200})$/gm)];
  if (ran.length === 0) return undefined;
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, number, rest] of ran) {
    const part = (name: string): number => Number(new RegExp(`\\b${name}=${NUMBER}`).exec(rest!)?.[1] ?? 0);
    const failed = part('failures') + part('errors') + part('unexpected successes');
    const skipped = part('skipped');
    counts.failed += failed;
    counts.skipped += skipped;
    counts.passed += Math.max(0, Number(number) - failed - skipped);
  }
  return counts;
}
