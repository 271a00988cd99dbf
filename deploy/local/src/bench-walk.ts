import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Row } from './bench-tools.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { Plain } from './say.ts';
import { FAULT_KINDS, Walk, type Fault } from './walk-pages.ts';

const READY_MS = 20_000;
const PAGES_A_ROLE = 30;
const LONGEST_MS = 300_000;
const MISS = 'refused';

interface Described {
  id: string;
  text: string;
}
interface Walked {
  id: string;
  pages: number;
  faults: Fault[];
  refused?: string;
}
export interface WalkOptions {
  /** JSON lines with `id` and `text`. */
  file: string;
  /** Folder for pictures of every page; absent: none are taken. */
  out?: string;
  /** Pages for each role. Default 30. */
  limit?: number;
}

/**
 * Writes the project of each description, starts it, and walks it in a browser as a visitor and as each role. Prints a line
 * for each fault, and a table with their counts.
 *
 * @throws Plain where no file is named.
 */
export async function walkBench(args: readonly string[], say: (what: string) => void): Promise<Row[]> {
  const { file, out, limit = PAGES_A_ROLE } = optionsOf(args);
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Described);
  const browser = await openBrowser();
  const walked: Walked[] = [];
  try {
    for (const one of all) {
      const result = await walkOne(one, browser, { limit, ...(out && { out: join(out, one.id) }) });
      walked.push(result);
      say(`${one.id}: ${result.refused ?? `${result.pages} pages, ${result.faults.length} faults`}`);
      for (const { kind, role, path, text } of result.faults) console.log(`  ${kind.padEnd(10)} ${role.padEnd(14)} ${path}  ${text}`);
    }
  } finally {
    await browser.close();
  }
  console.log(`\n${tableOf(walked)}`);
  return rowsOf(walked);
}

function optionsOf(args: readonly string[]): WalkOptions {
  const value = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const file = value('--file');
  if (!file) throw new Plain('Say which descriptions: npm run bench -- walk --file descriptions.jsonl [--out FOLDER] [--limit PAGES]');
  const [out, limit] = [value('--out'), value('--limit')];
  return { file, ...(out && { out: resolve(out) }), ...(limit && { limit: Number(limit) }) };
}

/** The Chromium that comes with a package, as the tests use it. */
async function openBrowser(): Promise<Browser> {
  const [{ default: chromium }, { chromium: playwright }] = await Promise.all([import('@sparticuz/chromium'), import('playwright-core')]);
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    // In one process the browser ends with its first closed context.
    args: [...chromium.args.filter((arg) => arg !== '--single-process'), '--disable-background-networking', '--no-first-run'],
    headless: true,
  });
}

async function walkOne({ id, text }: Described, browser: Browser, options: { out?: string; limit: number }): Promise<Walked> {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-walk-'));
  try {
    const written = await writeTo(folder, text);
    if (written !== undefined) return { id, pages: 0, faults: [], refused: written };
    const { child, url, said } = await start(folder);
    try {
      if (!url) return { id, pages: 0, faults: [{ kind: 'failed', role: '', path: '/', text: `It does not start: ${said}` }] };
      if (options.out) mkdirSync(options.out, { recursive: true });
      const walk = new Walk(browser, url, { ...options, until: Date.now() + LONGEST_MS });
      await walk.as('signed-out');
      const password = /with the password "([^"]+)"/.exec(said)?.[1] ?? '';
      for (const [email, role] of said.matchAll(/([a-z0-9-]+)@example\.org/g)) await walk.as(role!, { email, password });
      return { id, pages: walk.pages, faults: walk.faults };
    } finally {
      await end(child);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns why nothing was written, where that is so. */
async function writeTo(folder: string, text: string): Promise<string | undefined> {
  const { NothingUnderstood, Templates } = await import('@millwright/templates');
  const { suggestName } = await import('@millwright/domain');
  const templates = new Templates();
  const subject = { projectName: suggestName(text), description: text };
  try {
    const blueprint = templates.blueprint(subject, templates.plan(subject));
    for (const { path } of blueprint.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), templates.file(subject, blueprint, path)!);
    }
    return undefined;
  } catch (error) {
    if (error instanceof NothingUnderstood) return MISS;
    throw error;
  }
}

async function start(folder: string): Promise<{ child: ChildProcess; url: string | undefined; said: string }> {
  const child = spawn(process.execPath, [...NODE_FLAGS, 'src/main.ts'], { cwd: folder, env: { PATH: process.env.PATH, PORT: '0' } });
  let said = '';
  const url = await new Promise<string | undefined>((found) => {
    const late = setTimeout(() => found(undefined), READY_MS);
    const read = (text: string): void => {
      said += text;
      const at = /(http:\/\/localhost:\d+)/.exec(said)?.[1];
      if (!at) return;
      clearTimeout(late);
      found(at);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
    child.once('exit', () => found(undefined));
  });
  return { child, url, said };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

function tableOf(walked: readonly Walked[]): string {
  const head = ['project', 'pages', ...FAULT_KINDS];
  const count = ({ faults }: Walked, kind: string): string => String(faults.filter((fault) => fault.kind === kind).length);
  const lines = walked.map((one) => [
    one.refused ? `${one.id} (${one.refused})` : one.id,
    String(one.pages),
    ...FAULT_KINDS.map((kind) => count(one, kind)),
  ]);
  const widths = head.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]!.length)));
  return [head, ...lines]
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}

function rowsOf(walked: readonly Walked[]): Row[] {
  const line = (what: string, ours: number, goal: string): Row => ({ what, ours: String(ours), floor: '', ratio: '', goal });
  const faults = walked.flatMap((one) => one.faults);
  return [
    line('projects walked', walked.filter(({ refused }) => !refused).length, ''),
    line(
      'pages seen, each in two widths and two themes',
      walked.reduce((sum, { pages }) => sum + pages, 0),
      '',
    ),
    ...FAULT_KINDS.map((kind) => line(`faults: ${kind}`, faults.filter((fault) => fault.kind === kind).length, '0')),
  ];
}
