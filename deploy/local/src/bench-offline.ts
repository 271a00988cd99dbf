import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Row } from './bench-tools.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { percentile } from './percentile.ts';

const READY_MS = 20_000;
const TESTS_MS = 90_000;
/** Heads of names that nobody keeps records of, whatever WordNet says. */
const INTERFACE =
  /\b(page|button|dashboard|homepage|chart|menu|layout|platform|website|app|application|system|interface|screen|function|functionality|feature|experience|background|component)$/i;
const ABSTRACT = new Set([
  'noun.attribute',
  'noun.cognition',
  'noun.feeling',
  'noun.motive',
  'noun.state',
  'noun.phenomenon',
  'noun.Tops',
  'noun.shape',
  'noun.relation',
]);
/** Heads that the lexical database files under what they mean first elsewhere ("image", an idea in the mind), and that people keep all the same. */
const KEPT = new Set(
  'review event issue plot deposit plan test lead group application attraction part habit poll image rating circle animal skill suggestion objective policy schedule assessment module competition challenge asset level model score request'.split(
    ' ',
  ),
);

interface Described {
  id: string;
  text: string;
}
interface Outcome {
  id: string;
  refused?: string;
  error?: string;
  entities: string[];
  built: number;
  assumed: number;
  notBuilt: number;
  /** Of what is said to be built, what no test of the project is named for. */
  unproven: number;
  passed: number;
  failed: number;
  starts: boolean;
  readMs: number;
  writeMs: number;
}

/**
 * What the built-in engine makes of each description of a file (JSON lines with `id` and `text`): written, tested by its
 * own tests, started. Prints one line for each that is not as it should be.
 *
 * @param file its path; `--only-read` leaves out the tests and the start.
 */
export async function offlineBench(file: string, options: { onlyRead: boolean; say(what: string): void }): Promise<Row[]> {
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Described);
  const outcomes: Outcome[] = [];
  const queue = [...all];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const outcome = await tryOne(next, options.onlyRead);
      outcomes.push(outcome);
      const isWell =
        outcome.refused || (!outcome.error && (options.onlyRead || (outcome.failed === 0 && outcome.passed > 0 && outcome.starts)));
      if (!isWell)
        options.say(
          `${outcome.id}: ${outcome.error ?? `${outcome.failed} of its tests fail, ${outcome.starts ? 'it starts' : 'it does not start'}`}`,
        );
      if (outcomes.length % 50 === 0) options.say(`${outcomes.length} of ${all.length} …`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return await rowsOf(outcomes, options.onlyRead);
}

async function rowsOf(outcomes: readonly Outcome[], onlyRead: boolean): Promise<Row[]> {
  const { nounSenses } = await import('@millwright/templates');
  const written = outcomes.filter(({ refused, error }) => !refused && !error);
  const names = written.flatMap(({ entities }) => entities);
  const isJunk = (name: string): boolean => {
    const head = name.toLowerCase().split(' ').at(-1)!;
    const sense = nounSenses(name.toLowerCase().replaceAll(' ', '_'))[0] ?? nounSenses(head)[0];
    if (KEPT.has(head)) return false;
    return INTERFACE.test(name) || (sense !== undefined && (sense.isInstance || ABSTRACT.has(sense.category)));
  };
  const junk = names.filter(isJunk);
  const median = (of: (one: Outcome) => number): string =>
    String(
      percentile(
        written.map(of).sort((a, b) => a - b),
        0.5,
      ),
    );
  const line = (what: string, ours: string, floor: string, goal: string): Row => ({ what, ours, floor, ratio: '', goal });
  const all = String(outcomes.length);
  return [
    line(
      'complete or fairly refused',
      `${outcomes.filter(({ error }) => !error).length} (${outcomes.filter(({ refused }) => refused).length} refused)`,
      all,
      all,
    ),
    ...(onlyRead
      ? []
      : [
          line(
            'own tests pass',
            String(written.filter(({ passed, failed }) => passed > 0 && failed === 0).length),
            String(written.length),
            'all',
          ),
          line('starts', String(written.filter(({ starts }) => starts).length), String(written.length), 'all'),
        ]),
    line(
      'entities with an abstract, instance or interface head noun',
      `${((junk.length / Math.max(1, names.length)) * 100).toFixed(1)} % (${[...new Set(junk)].slice(0, 12).join(', ')})`,
      String(names.length),
      '≤ 3 %',
    ),
    line(
      'phrases built, assumed, not built (medians)',
      `${median(({ built }) => built)}, ${median(({ assumed }) => assumed)}, ${median(({ notBuilt }) => notBuilt)}`,
      '',
      '',
    ),
    line(
      'phrases said to be built that no test of the project shows',
      String(written.reduce((sum, { unproven }) => sum + unproven, 0)),
      String(written.reduce((sum, { built }) => sum + built, 0)),
      '0',
    ),
    line(
      'entities of a project (median)',
      median(({ entities }) => entities.length),
      '',
      '',
    ),
    line(
      'reading a description (p95)',
      `${percentile(
        outcomes.map(({ readMs }) => readMs),
        0.95,
      ).toFixed(0)} ms`,
      '',
      '≤ 50 ms',
    ),
    line(
      'writing its files (p95)',
      `${percentile(
        written.map(({ writeMs }) => writeMs),
        0.95,
      ).toFixed(0)} ms`,
      '',
      '',
    ),
  ];
}

async function tryOne({ id, text }: Described, onlyRead: boolean): Promise<Outcome> {
  const { NothingUnderstood, Templates } = await import('@millwright/templates');
  const { suggestName } = await import('@millwright/domain');
  const outcome: Outcome = {
    id,
    entities: [],
    built: 0,
    assumed: 0,
    notBuilt: 0,
    unproven: 0,
    passed: 0,
    failed: 0,
    starts: false,
    readMs: 0,
    writeMs: 0,
  };
  const templates = new Templates();
  const subject = { projectName: suggestName(text), description: text };
  const folder = mkdtempSync(join(tmpdir(), 'millwright-offline-'));
  try {
    const from = performance.now();
    const understanding = templates.understand(subject);
    outcome.readMs = performance.now() - from;
    const count = (wanted: string): number =>
      understanding.phrases.filter((phrase) => phrase.outcome === wanted && phrase.text.trim()).length;
    [outcome.built, outcome.assumed, outcome.notBuilt] = [count('BUILT'), count('ASSUMED'), count('NOT_BUILT')];
    const writing = performance.now();
    const blueprint = templates.blueprint(subject, templates.plan(subject));
    const faults = templates.editFaults(subject, 'blueprint.json', blueprint);
    if (faults.length > 0) throw new Error(faults.join('; '));
    const files = blueprint.files.map(({ path }) => ({ path, text: templates.file(subject, blueprint, path)! }));
    outcome.writeMs = performance.now() - writing;
    const tests = new Set(files.filter((file) => file.text.includes('\ntest(')).map(({ path }) => path));
    outcome.unproven = understanding.phrases.filter(
      (phrase) =>
        phrase.outcome === 'BUILT' &&
        phrase.text.trim() &&
        !phrase.evidence.some(({ kind, target }) => kind === 'TEST' && tests.has(target)),
    ).length;
    outcome.entities = blueprint.entities.map(({ name }) => name).filter((name) => name !== 'User account');
    if (onlyRead) return outcome;
    for (const file of files) {
      mkdirSync(dirname(join(folder, file.path)), { recursive: true });
      writeFileSync(join(folder, file.path), file.text);
    }
    Object.assign(outcome, await runTests(folder), { starts: await starts(folder) });
  } catch (error) {
    if (error instanceof NothingUnderstood) outcome.refused = error.message || 'nothing understood';
    else outcome.error = (error as Error).message.slice(0, 300);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return outcome;
}

const scriptOf = (folder: string, name: string): string[] =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts[name]!.split(' && ')
    .at(-1)!
    .replaceAll("'", '')
    .split(' ')
    .slice(1);

async function runTests(folder: string): Promise<{ passed: number; failed: number }> {
  const output = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      [...NODE_FLAGS, '--test-reporter=tap', '--test-isolation=none', ...scriptOf(folder, 'test')],
      { cwd: folder, timeout: TESTS_MS, killSignal: 'SIGKILL', maxBuffer: 1e8, env: { PATH: process.env.PATH } },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    ),
  );
  return { passed: Number(/^# pass (\d+)/m.exec(output)?.[1] ?? 0), failed: Number(/^# fail (\d+)/m.exec(output)?.[1] ?? 1) };
}

async function starts(folder: string): Promise<boolean> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ...scriptOf(folder, 'start')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const url = await new Promise<string | undefined>((resolve) => {
      let output = '';
      const timer = setTimeout(() => resolve(undefined), READY_MS);
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const at = /(http:\/\/\S+)/.exec(output)?.[1];
        if (at) {
          clearTimeout(timer);
          resolve(at);
        }
      });
      child.once('exit', () => resolve(undefined));
    });
    return url !== undefined && (await fetch(new URL('/health', url))).ok && (await fetch(url)).status < 400;
  } catch {
    return false;
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await gone;
    }
  }
}
