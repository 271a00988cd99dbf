import { hasConflictMarks } from '@millwright/domain';
import { threeWayMerge } from './three-way-merge.js';

const base = ['one', 'two', 'three', 'four', 'five', ''].join('\n');

it('keeps what each side changed', () => {
  const ours = base.replace('two', 'two, by hand');
  const theirs = base.replace('five', 'five, anew') + 'six\n';
  expect(threeWayMerge(base, ours, theirs)).toEqual({ text: 'one\ntwo, by hand\nthree\nfour\nfive, anew\nsix\n', conflicts: 0 });
});

it('takes neither where both changed the same, and takes what both changed alike', () => {
  const merged = threeWayMerge(base, base.replace('two', 'by hand'), base.replace('two', 'anew'));
  expect(merged.conflicts).toBe(1);
  expect(hasConflictMarks(merged.text)).toBe(true);
  expect(merged.text).toContain(
    '<<<<<<< edited by hand\nby hand\n||||||| as it was generated before\ntwo\n=======\nanew\n>>>>>>> generated now',
  );
  expect(threeWayMerge(base, base.replace('two', 'alike'), base.replace('two', 'alike'))).toEqual({
    text: base.replace('two', 'alike'),
    conflicts: 0,
  });
});

it('does not take a heading of Markdown for a mark', () => {
  expect(hasConflictMarks('Title\n========\n\n> quote')).toBe(false);
});

it('loses no line of a person in 200 cycles of editing and generating anew', () => {
  let seed = 11;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  let count = 0;
  /** The engine's text: of the same lines, some worded anew, some gone, some new. */
  const generate = (before: readonly string[]): string[] =>
    before.flatMap((line) => {
      const dice = random(10);
      if (dice === 0) return [];
      if (dice === 1) return [`generated ${++count}`];
      return dice === 2 ? [line, `generated ${++count}`] : [line];
    });
  let generated = Array.from({ length: 40 }, () => `generated ${++count}`);
  let stands = [...generated];
  const byHand = new Set<string>();
  let conflicts = 0;
  for (let cycle = 0; cycle < 200; cycle++) {
    // A person writes lines of their own: between others, or in the place of one.
    for (let i = 0; i <= random(3); i++) {
      const line = `by hand ${++count}`;
      const at = random(stands.length + 1);
      const [gone] = stands.splice(at, random(2), line);
      if (gone) byHand.delete(gone);
      byHand.add(line);
    }
    const anew = generate(generated);
    if (anew.length < 20) anew.push(...Array.from({ length: 10 }, () => `generated ${++count}`));
    const merged = threeWayMerge(generated.join('\n'), stands.join('\n'), anew.join('\n'));
    conflicts += merged.conflicts;
    // Nothing is left out even before a person has decided: it stands between the marks.
    const lines = merged.text.split('\n');
    expect([...byHand].filter((line) => !lines.includes(line))).toEqual([]);
    // A person who keeps both sides.
    let isBase = false;
    stands = lines.filter((line) => {
      if (line.startsWith('||||||| ')) isBase = true;
      if (line === '=======') isBase = false;
      return !isBase && !hasConflictMarks(line);
    });
    generated = anew;
  }
  // Cycles in which nothing met would prove nothing.
  expect(byHand.size).toBeGreaterThan(100);
  expect(conflicts).toBeGreaterThan(50);
});
