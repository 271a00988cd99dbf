import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mutantsOf, type Mutant } from './bench-mutations.ts';
import type { Row } from './bench-tools.ts';
import { Plain } from './say.ts';
import { NODE_FLAGS } from './node-flags.ts';

const SAMPLE = 60;
const SEED = 1;
const GOAL = 0.8;
const FOLDERS = ['src/domain', 'src/services'];
/** A change that makes a loop endless is noticed by that. */
const TESTS_MS = 60_000;

/** Rich in rules, each kind in at least one. */
const DESCRIPTIONS: Record<string, string> = {
  'repair café':
    'A repair café for a neighbourhood. Guests register items with a name, a fault description, a category of appliance, bicycle, clothing or furniture, and an estimated value between 0 and 500 euro. Volunteers claim items, start repairs, and mark items as repaired or as beyond repair. Guests comment on items and see only their own items. The organiser sees a monthly report of repaired items by category. Guests are notified when their item is repaired.',
  'garden plots':
    'A community garden. The organiser keeps plots with a number, a size in square metres between 5 and 200, a daily rate in euro and a sunny or shady position. Members book plots from a start date to an end date, and bookings of one plot cannot overlap. Members see only their own bookings and may cancel them. Members log harvests with a crop, a weight in kg and a date, and see a chart of their harvest by month. The organiser sees a list of free plots.',
  'tool library':
    'A tool library. The librarian manages tools with a name, a brand, a condition of new, good or worn, a deposit in euro and a number of copies. Members borrow tools for 14 days and return them. The librarian sees overdue loans and marks fines as paid. Members review tools with 1 to 5 stars and add tools to their favourites. The librarian imports tools from a CSV file.',
  'ceramics shop':
    'A shop for handmade ceramics. The shop owner manages products with a name, a price, a stock, a category and a description, and publishes them. Customers search products by category and price, add products to a cart and place orders; the stock goes down with each order. The shop owner marks orders as packed, shipped and delivered, and customers may cancel open orders. Visitors look up the status of an order by its code. Customers write messages to the shop owner. The owner sees a report of revenue by month.',
  'evening school':
    'An evening school. Teachers create courses with a title, a level of beginner, intermediate or advanced, a start date, a fee and a capacity between 1 and 40. Students enrol in courses. Teachers grade enrolments from 0 to 100 and the average grade of each course is shown. Teachers write quizzes with questions, students take them and see their score. Students vote in polls about new courses. The administrator sees a report of enrolments by course. A calculator shows the monthly instalment from the fee and the number of months.',
};

interface Outcome {
  name: string;
  inAll: number;
  tried: number;
  survivors: Mutant[];
}

/**
 * Whether tests of written projects fail when a rule is broken: writes projects, changes one place at a time in their rules
 * and operations, and runs their own tests against each change.
 *
 * @param args `--all` tries every change, else a sample of 60 a project; `--sample N`, `--seed N`, and `--only TEXT` for the
 * projects with this in their name.
 */
export async function mutantsBench(args: readonly string[], say: (what: string) => void): Promise<Row[]> {
  const numberAfter = (flag: string, otherwise: number): number => {
    const number = args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : otherwise;
    if (!Number.isSafeInteger(number) || number < 1) throw new Plain(`${flag} takes a whole number from 1`);
    return number;
  };
  const size = args.includes('--all') ? Infinity : numberAfter('--sample', SAMPLE);
  const seed = numberAfter('--seed', SEED);
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';
  const outcomes: Outcome[] = [];
  for (const [name, text] of Object.entries(DESCRIPTIONS).filter(([name]) => name.includes(only))) {
    const folder = mkdtempSync(join(tmpdir(), 'millwright-mutants-'));
    try {
      await writeProject(join(folder, 'project'), text);
      const outcome = await tryProject(name, folder, size, seed);
      outcomes.push(outcome);
      say(`${name}: ${outcome.tried - outcome.survivors.length} of ${outcome.tried} noticed; not noticed:`);
      for (const { path, line, what } of outcome.survivors) say(`  ${path}:${line}  ${what}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const sum = (of: (one: Outcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
  const row = (what: string, tried: number, survivors: number, inAll: number): Row => ({
    what: `mutants killed by the tests of ${what}`,
    ours: `${tried - survivors} of ${tried}`,
    floor: `${inAll} in all`,
    ratio: ((tried - survivors) / Math.max(1, tried)).toFixed(2),
    goal: `≥ ${GOAL}`,
  });
  return [
    ...outcomes.map(({ name, tried, survivors, inAll }) => row(`the ${name}`, tried, survivors.length, inAll)),
    row(
      'all of these',
      sum(({ tried }) => tried),
      sum(({ survivors }) => survivors.length),
      sum(({ inAll }) => inAll),
    ),
  ];
}

async function writeProject(folder: string, description: string): Promise<void> {
  const { Templates } = await import('@millwright/templates');
  const { suggestName } = await import('@millwright/domain');
  const templates = new Templates();
  const subject = { projectName: suggestName(description), description };
  const blueprint = templates.blueprint(subject, templates.plan(subject));
  for (const { path } of blueprint.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), templates.file(subject, blueprint, path)!);
  }
}

async function tryProject(name: string, folder: string, size: number, seed: number): Promise<Outcome> {
  const project = join(folder, 'project');
  const files = FOLDERS.flatMap((of) => readdirSync(join(project, of)).map((file) => `${of}/${file}`)).sort();
  const all = files.flatMap((path) => mutantsOf(path, readFileSync(join(project, path), 'utf8')));
  const chosen = sampled(all, size, seed);
  const tests = readdirSync(join(project, 'test'))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`)
    .sort();
  if (await fails(project, tests)) throw new Plain(`The tests of the ${name} fail as it is written`);
  const survivors: Mutant[] = [];
  const queue = [...chosen];
  const worker = async (_: unknown, i: number): Promise<void> => {
    const copy = join(folder, `copy-${i}`);
    cpSync(project, copy, { recursive: true });
    for (let next = queue.shift(); next; next = queue.shift()) if (!(await isKilled(next, copy, tests))) survivors.push(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  survivors.sort((a, b) => chosen.indexOf(a) - chosen.indexOf(b));
  return { name, inAll: all.length, tried: chosen.length, survivors };
}

/** So many, in the order of the files; the same seed gives the same. */
function sampled(all: readonly Mutant[], size: number, seed: number): Mutant[] {
  if (size >= all.length) return [...all];
  // Source: T. Ettinger, mulberry32.
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const places = all.map((_, i) => i);
  for (let i = 0; i < size; i++) {
    const other = i + Math.floor(random() * (places.length - i));
    [places[i], places[other]] = [places[other]!, places[i]!];
  }
  return places
    .slice(0, size)
    .sort((a, b) => a - b)
    .map((place) => all[place]!);
}

/** Changes one file of a copy, runs the tests, first those that name the file and are quick, and puts it back. */
async function isKilled({ path, start, end, text }: Mutant, copy: string, tests: readonly string[]): Promise<boolean> {
  const file = join(copy, path);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.slice(0, start) + text + before.slice(end));
  try {
    const isNear = (test: string): boolean => readFileSync(join(copy, test), 'utf8').includes(`/${basename(path)}'`);
    const isQuick = (test: string): boolean => test.endsWith('.rules.test.ts');
    const near = tests.filter(isNear);
    for (const some of [near.filter(isQuick), near.filter((test) => !isQuick(test)), tests.filter((test) => !isNear(test))])
      if (some.length > 0 && (await fails(copy, some))) return true;
    return false;
  } finally {
    writeFileSync(file, before);
  }
}

/** Whether one of the tests fails; ends them with the first that does. */
async function fails(folder: string, tests: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [...NODE_FLAGS, '--test', '--test-reporter=tap', '--test-isolation=none', ...tests], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(folder, '../compiled') },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: TESTS_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (/^not ok /m.test(output)) child.kill('SIGKILL');
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code !== 0));
  });
}
