import { LocalSandboxProvider } from '@millwright/sandbox';
import { sandboxTests } from '../../../libs/sandbox/src/testing.js';
import { changed, offlineProject, projectOf, verified, type Project } from './projects.testing.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

afterAll(async () => await provider.close());

async function look(project: Project) {
  const seen = await verified(provider, project);
  return { ...seen, result: (name: string) => seen.report.checks.find((check) => check.name === name) };
}

describeSandboxed('a project of the built-in engine', () => {
  let project: Project;
  /** Without its tests, for what is found later. */
  let untested: Project;
  beforeAll(async () => {
    project = await offlineProject('A tool library where members borrow tools; each tool has a name and a price.');
    untested = changed(project, 'package.json', (text) => text.replace(/,\s*"test": .*/, ''));
  });

  it('is tested, started and asked, and passes', async () => {
    const { report, checks, calls, outputs, told, result } = await look(project);
    expect(checks).toEqual(['TEST PASSED', 'START PASSED', 'PROBE PASSED']);
    expect(report).toMatchObject({ status: 'PASSED', versions: { node: process.versions.node }, isolation: { provider: 'local' } });
    expect(report.reason).toBeUndefined();
    expect(result('TEST')).toMatchObject({ command: 'npm test', exitCode: 0, seenBy: 'claim', tests: { failed: 0, skipped: 0 } });
    expect(result('TEST')!.tests!.passed).toBeGreaterThan(20);
    expect(result('START')).toMatchObject({ command: 'npm start', seenBy: 'host' });
    expect(calls).toEqual([
      'began TEST START PROBE local',
      ...['TEST began', 'TEST ended', 'START began', 'START ended', 'PROBE began', 'PROBE ended'],
    ]);
    expect(outputs.get('PROBE')).toMatch(/^GET \/health 200 \d+ ms$/m);
    expect(outputs.get('PROBE')).toMatch(/^POST \/api\/tools 400 \d+ ms \(malformed JSON\)$/m);
    expect(told.get('START')).toBe(outputs.get('START'));
  });

  it('whose test fails is started all the same', async () => {
    const broken = changed(
      project,
      [...project.texts.keys()].find((path) => path.endsWith('.test.ts'))!,
      (text) => text.replace(/^test\('[^']+', (?:async )?\([^)]*\) => \{$/m, "$& throw new Error('spoilt');"),
    );
    const { report, checks, result } = await look(broken);
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    const { failed, passed } = result('TEST')!.tests!;
    expect([failed > 0, passed > 0]).toEqual([true, true]);
    expect(report).toMatchObject({
      status: 'FAILED',
      reason: expect.stringMatching(/^TEST: \d+ of \d+ tests fails?; it ended with exit code 1$/),
    });
  });

  it.each([
    ['types that cannot be taken out', 'enum Kind { One }', /exit code 1 before it answered: .*enum/],
    [
      'an import of what is not there',
      "import { nothing } from './absent.ts';",
      /exit code 1 before it answered: .*ERR_MODULE_NOT_FOUND.*absent/,
    ],
  ])('with %s does not start', async (_what, line, reason) => {
    const { checks, result } = await look(changed(untested, 'src/main.ts', (text) => `${line}\n${text}`));
    expect(checks).toEqual(['START FAILED', 'PROBE SKIPPED']);
    expect(result('START')).toMatchObject({ exitCode: 1, reason: expect.stringMatching(reason) });
  });

  it('of which a documented route falls over, or is not there, starts and is found out', async () => {
    const broken = changed(untested, 'src/app.ts', (text) =>
      text
        .replace("'/openapi.json', () => json(openApi)", "'/openapi.json', () => { throw new Error('spoilt'); }")
        .replace("'/health'", "'/wealth'"),
    );
    const { checks, result, outputs } = await look(broken);
    expect(checks).toEqual(['START PASSED', 'PROBE FAILED']);
    expect(result('PROBE')).toMatchObject({ reason: 'GET /openapi.json answers 500; GET /health answers 404', seenBy: 'host' });
    expect(outputs.get('PROBE')).toContain('Error: spoilt');
  });
});

it('without a file that says what it is, is skipped, and no sandbox is started', async () => {
  const { report, calls } = await verified(provider, projectOf({ 'README.md': 'Words', 'backend/package.json': '{}' }), {
    open: () => Promise.reject(new Error('A sandbox was started')),
  });
  expect([report.status, report.checks, calls]).toEqual(['SKIPPED', [], []]);
  expect(report.reason).toMatch(/package\.json.*; those in backend are not looked at$/);
});
