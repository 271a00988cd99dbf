import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullRecord } from '@millwright/platform';
import type { ApiClient } from './client.ts';
import { markdownOf, type Evaluation, type Outcome } from './evaluate-table.ts';
import { Plain, say } from './say.ts';

export interface Described {
  id: string;
  text: string;
}

export interface Options {
  engine: string;
  /** Absent: the engine's first. */
  model?: string;
  descriptions: readonly Described[];
  /** Where results and records go, and where those of an earlier run are found. */
  folder: string;
  /** What all descriptions together may cost, in US dollars. */
  ceilingUsd?: number;
}

interface Kept extends Evaluation {
  /** What was begun, by description: a run that was interrupted goes on with it. */
  begun: Record<string, { projectId: string }>;
  /** What was spent on those that ended at a ceiling and are done again, in US dollars. */
  stoppedUsd: number;
}

interface Shown {
  generation: {
    status: string;
    model: string;
    isPriced: boolean;
    failure: { code: string } | null;
    usage: { costUsd: number; requests: number; inputTokens: number; outputTokens: number };
  };
}

/**
 * Takes each description the whole way, one after the other, and keeps after each what came of it: `results.json`,
 * `results.md` and the record in `records`. What is there already is not done again.
 *
 * @returns what is known of all of them.
 * @throws Plain where the ceiling is reached, or where the folder holds another engine's results
 */
export async function evaluateWith(client: ApiClient, options: Options): Promise<Evaluation> {
  const { descriptions, folder, ceilingUsd } = options;
  mkdirSync(join(folder, 'records'), { recursive: true });
  const kept = read(options);
  for (const [i, described] of descriptions.entries()) {
    if (kept.outcomes.some(({ id }) => id === described.id)) continue;
    const leftUsd = ceilingUsd === undefined ? undefined : ceilingUsd - spentUsd(kept);
    if (leftUsd !== undefined && leftUsd <= 0) throw new Plain(reached(kept, ceilingUsd!));
    say(`${described.id} (${i + 1} of ${descriptions.length}) …`);
    const generationId = await begin(client, kept, described, options, leftUsd);
    await client.follow(generationId);
    const outcome = await outcomeOf(client, kept, described.id, generationId, folder);
    kept.outcomes.push(outcome);
    write(folder, kept);
    // What this one could no longer pay is for a run with a higher ceiling.
    if (isStopped(outcome) && ceilingUsd !== undefined) throw new Plain(reached(kept, ceilingUsd));
  }
  return kept;
}

const isStopped = ({ failure }: Outcome): boolean => failure === 'BUDGET_REACHED';
const costOf = (outcomes: readonly Outcome[]): number => outcomes.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
const spentUsd = ({ outcomes, stoppedUsd }: Kept): number => costOf(outcomes) + stoppedUsd;
const reached = (kept: Kept, ceilingUsd: number): string =>
  `$${spentUsd(kept).toFixed(4)} of $${ceilingUsd.toFixed(4)} are spent on ${kept.outcomes.length} descriptions. Go on with a higher --ceiling.`;

function read({ folder, engine, model }: Options): Kept {
  const file = join(folder, 'results.json');
  if (!existsSync(file)) return { engine, model: model ?? '', prompts: [], outcomes: [], begun: {}, stoppedUsd: 0 };
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  if (kept.engine !== engine || (model !== undefined && kept.model !== '' && kept.model !== model))
    throw new Plain(`${folder} holds results of ${kept.engine} ${kept.model}. Choose another folder with --out.`);
  // What ended at a ceiling is done again under a higher one.
  const stopped = kept.outcomes.filter(isStopped);
  return { ...kept, outcomes: kept.outcomes.filter((one) => !isStopped(one)), stoppedUsd: kept.stoppedUsd + costOf(stopped) };
}

/** Written beside and renamed: a run that is ended in the middle leaves the results before. */
function write(folder: string, kept: Kept): void {
  for (const [name, text] of [
    ['results.json', `${JSON.stringify(kept, null, 2)}\n`],
    ['results.md', markdownOf(kept)],
  ] as const) {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }
}

/** Starts a generation, or finds the one that an interrupted run has started. */
async function begin(
  client: ApiClient,
  kept: Kept,
  { id, text }: Described,
  { engine, model, folder }: Options,
  budgetUsd: number | undefined,
): Promise<string> {
  if (!kept.begun[id]) {
    const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
      { input: { name: id, description: text } },
    );
    kept.begun[id] = { projectId: createProject.project.id };
    write(folder, kept);
  }
  const { projectId } = kept.begun[id];
  const input = {
    projectId,
    engine,
    // Each description is paid for itself: what a model answers is measured, and not what is remembered.
    useCache: false,
    idempotencyKey: `evaluate ${projectId} ${budgetUsd === undefined ? '' : Math.floor(budgetUsd * 1e6)}`,
    ...(model === undefined ? {} : { model }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  };
  const { startGeneration } = await client.ask<{ startGeneration: { generation: { id: string } } }>(
    'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
    { input },
  );
  return startGeneration.generation.id;
}

async function outcomeOf(client: ApiClient, kept: Kept, id: string, generationId: string, folder: string): Promise<Outcome> {
  const { readRecord } = await import('@millwright/platform');
  const { recordedFaults } = await import('@millwright/activities');
  const { generation } = await client.ask<Shown>(
    `query ($id: ID!) { generation(id: $id) { status model isPriced failure { code }
       usage { costUsd requests inputTokens outputTokens } } }`,
    { id: generationId },
  );
  const file = await download(client, generationId);
  writeFileSync(join(folder, 'records', `${id.replaceAll(/[^\w.-]/g, '_')}.gz`), file);
  const record = await readRecord(file);
  const { status, failure, usage, isPriced, model } = generation;
  kept.model = model;
  kept.prompts = [...new Set([...kept.prompts, ...record.exchanges.map(({ promptVersion }) => promptVersion)])].sort();
  return {
    id,
    generationId,
    status,
    failure: failure?.code ?? null,
    files: record.artifacts.filter(({ stage }) => stage === 'CODE').length,
    ...(await recordedFaults(record)),
    refitted: refittedIn(record),
    open: openIn(record),
    seconds: secondsOf(record),
    requests: usage.requests,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costUsd: isPriced ? usage.costUsd : null,
  };
}

async function download({ url, credential }: ApiClient, generationId: string): Promise<Buffer> {
  const answer = await fetch(`${url}/records/${generationId}`, { headers: { ...credential } });
  if (!answer.ok) throw new Plain(`The record of ${generationId} cannot be had (${answer.status}): ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

function refittedIn({ ledger }: FullRecord): number {
  const items = ledger.entries.flatMap(({ body }) => (body.type === 'ITEMS_REOPENED' ? body.items.map(({ item }) => item) : []));
  return new Set(items).size;
}

/** What stages left open as a whole; what a file left open is told again of all files together. */
function openIn({ ledger }: FullRecord): number {
  return ledger.entries.reduce((sum, { body }) => sum + (body.type === 'STAGE_COMPLETED' ? (body.warnings?.length ?? 0) : 0), 0);
}

function secondsOf({ ledger }: FullRecord): number {
  const [first, last] = [ledger.entries[0], ledger.entries.at(-1)];
  return first && last ? Math.round((Date.parse(last.at) - Date.parse(first.at)) / 100) / 10 : 0;
}
