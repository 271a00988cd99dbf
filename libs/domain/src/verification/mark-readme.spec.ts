import { markReadme } from './mark-readme.js';

const failed = { status: 'FAILED', reason: 'TEST: <b>1</b> test failed', checks: [] } as const;
const mark = (text: string, report?: Parameters<typeof markReadme>[1]): string => markReadme(text, report, 'docs/verification.json');

it('says at the end of a README that nobody saw it work', () => {
  const marked = mark('# Mill\n\nIt grinds.\n', { ...failed, checks: [] });
  expect(marked).toMatch(/^# Mill\n\nIt grinds\.\n\n<!-- verification -->\n## Verification\n\nNot verified: it failed\. TEST: /);
  expect(marked).not.toContain('<b>');
  expect(marked).toContain('`docs/verification.json`');
});

it('says it once, and no longer once it was seen to work', () => {
  const marked = mark('# Mill\n', { ...failed, checks: [] });
  expect(mark(marked, { ...failed, checks: [] })).toBe(marked);
  expect(mark(marked, { status: 'PASSED', reason: null, checks: [] })).toBe('# Mill\n');
});

it('leaves one alone where there is nothing to say', () => {
  expect(mark('# Mill', { status: 'PASSED', reason: null, checks: [] })).toBe('# Mill');
  expect(mark('# Mill\n\n\n')).toBe('# Mill\n\n\n');
});
