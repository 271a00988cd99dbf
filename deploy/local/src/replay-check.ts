import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { WORKFLOW_QUEUE } from '@millwright/contracts';
import { payloadsOf, readConfig, temporalConnection } from '@millwright/platform';
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import protos from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { builtFolder } from './build.ts';
import { ROOT } from './paths.ts';
import { Plain, say } from './say.ts';

type History = temporal.api.history.v1.IHistory;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
interface Named {
  workflowId: string;
  history: History;
}

const { EventType } = protos.temporal.api.enums.v1;
/** How many broken histories are told with the place. */
const PLACED = 5;
const CORPUS = join(ROOT, 'test/replay/histories');

/**
 * `npm run replay:check -- [--bundle FILE] [--corpus FOLDER] [--add RECORD]`: replays recorded histories, and the open workflows of the
 * server that TEMPORAL_ADDRESS names, on the workflows at hand. Says which would break by a deploy, and where.
 * With `--add` the history of a downloaded record joins the corpus first.
 */
export async function replayCheck(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { bundle: { type: 'string' }, corpus: { type: 'string', default: CORPUS }, add: { type: 'string' } },
  });
  if (values.add) await addToCorpus(values.add, values.corpus);
  const code = readFileSync(values.bundle ?? join(await builtFolder(), 'workflows/dist/workflow-bundle.js'), 'utf8');
  quiet();
  const recorded = readRecorded(values.corpus);
  const open = await readOpen();
  const before = performance.now();
  let broken = 0;
  const all = [...recorded, ...open];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { code }, replayName: 'check', dataConverter: payloadsOf(readConfig()).dataConverter },
    all,
  )) {
    if (!error) continue;
    broken++;
    const { history } = all.find((one) => one.workflowId === workflowId)!;
    // To find a place takes a dozen replays; those of one fault are the same.
    console.error(`  ✗ ${workflowId}: ${faultOf(error)}${broken <= PLACED ? `\n    ${await placeOf(code, workflowId, history)}` : ''}`);
  }
  const seconds = ((performance.now() - before) / 1_000).toFixed(1);
  say(`${recorded.length} recorded and ${open.length} open workflows replayed in ${seconds} s, ${broken} broken`);
  if (broken > 0) say('A deploy of this code would stop them. Keep the old order where `patched` says that a history is older.');
  process.exitCode = broken > 0 || recorded.length + open.length === 0 ? 1 : 0;
}

/** @throws Plain where the record holds no history */
async function addToCorpus(file: string, corpus: string): Promise<void> {
  const { readRecord } = await import('@millwright/platform');
  const { history, generation, version } = await readRecord(readFileSync(file)).catch((error: Error) => {
    throw new Plain(error.message);
  });
  if (history === null) throw new Plain(`${file} holds no history of its workflow.`);
  const name = `generate-project.${version}.${generation.status.toLowerCase()}-${generation.id.slice(0, 8)}.json.gz`;
  writeFileSync(join(corpus, name), gzipSync(scrubbed(JSON.stringify(history)), { level: 9 }));
  say(`Added ${name}`);
}

/** A history without which process did it, and where its sources lay: of no use to a replay. */
export function scrubbed(json: string): string {
  return json.replace(/"identity":\s*"[^"]*"/g, '"identity":"worker"').replace(/"stackTrace":\s*"(?:[^"\\]|\\.)*"/g, '"stackTrace":""');
}

function readRecorded(folder: string): Named[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));
  return files.map((workflowId) => ({
    workflowId,
    history: historyFromJSON(JSON.parse(gunzipSync(readFileSync(join(folder, workflowId))).toString('utf8'))),
  }));
}

/** Workflows that are open on the server that is configured; none where none is. */
async function readOpen(): Promise<Named[]> {
  const config = readConfig();
  if (!config.TEMPORAL_ADDRESS) return [];
  const connection = await Connection.connect({ ...temporalConnection(config), connectTimeout: '5s' }).catch((error: unknown) => {
    throw new Plain(`Temporal at ${config.TEMPORAL_ADDRESS} does not answer: ${(error as Error).message}`);
  });
  try {
    const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter: payloadsOf(config).dataConverter });
    const found: Named[] = [];
    for await (const { workflowId, taskQueue } of client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      if (taskQueue === WORKFLOW_QUEUE) found.push({ workflowId, history: await client.workflow.getHandle(workflowId).fetchHistory() });
    return found;
  } finally {
    await connection.close();
  }
}

/**
 * Replays one history, in Temporal's JSON, on the workflows at hand.
 * @returns what breaks, and where; undefined where nothing does.
 */
export async function historyFault(json: unknown): Promise<string | undefined> {
  quiet();
  const code = readFileSync(join(await builtFolder(), 'workflows/dist/workflow-bundle.js'), 'utf8');
  const history = historyFromJSON(json);
  const fault = await replay(code, 'recorded', history);
  return fault && `${fault}, ${await placeOf(code, 'recorded', history)}`;
}

/** What the replayed code logs was logged when it ran. */
function quiet(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { forward: {}, filter: 'OFF' } },
  });
}

/** @returns what breaks, in a sentence; undefined where nothing does. */
async function replay(code: string, workflowId: string, history: History): Promise<string | undefined> {
  try {
    await Worker.runReplayHistory({ workflowBundle: { code }, replayName: 'check' }, history, workflowId);
    return undefined;
  } catch (error) {
    return faultOf(error as Error);
  }
}

/** Temporal wraps its own words in the form of a protocol message. */
const faultOf = ({ message }: Error): string => /message: "(?:\[TMPRL1100\] )?([^"]+)"/.exec(message)?.[1] ?? message.split('\n')[0]!;

/**
 * Where a history and the code part: the first workflow task whose commands are not those of the history. Each task is
 * a place up to which a history can be replayed, so it is looked for by halves.
 */
async function placeOf(code: string, workflowId: string, { events = [] }: History): Promise<string> {
  const all = events ?? [];
  const tasks = all.flatMap((event, i) => (event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED ? [i] : []));
  const until = (n: number): HistoryEvent[] => all.slice(0, tasks[n + 1] === undefined ? undefined : commandsEnd(all, tasks[n]!));
  let [fine, wrong] = [-1, tasks.length - 1];
  while (wrong - fine > 1) {
    const middle = Math.floor((fine + wrong) / 2);
    if (await replay(code, workflowId, { events: until(middle) })) wrong = middle;
    else fine = middle;
  }
  const at = tasks[wrong];
  if (at === undefined) return 'at its beginning';
  const commands = all.slice(at + 1, commandsEnd(all, at));
  const names = commands.map((event) => `${String(event.eventId)} ${nameOf(event)}`);
  return `after event ${String(all[at]!.eventId)} (a workflow task), where the history goes on with ${names.join(', ') || 'nothing'}`;
}

/** Where the events end that the commands of a workflow task made. */
function commandsEnd(events: readonly HistoryEvent[], at: number): number {
  const id = events[at]!.eventId;
  let end = at + 1;
  while (end < events.length && String(taskOf(events[end]!)) === String(id)) end++;
  return end;
}

/** The workflow task that an event followed from; undefined for one that came from outside. */
function taskOf(event: HistoryEvent): unknown {
  for (const [key, attributes] of Object.entries(event))
    if (key.endsWith('EventAttributes') && attributes && typeof attributes === 'object' && 'workflowTaskCompletedEventId' in attributes)
      return attributes.workflowTaskCompletedEventId;
  return undefined;
}

function nameOf(event: HistoryEvent): string {
  const type = (EventType[event.eventType ?? 0] ?? '').replace('EVENT_TYPE_', '').toLowerCase().replaceAll('_', ' ');
  const activity = event.activityTaskScheduledEventAttributes?.activityType?.name;
  const { summary } = event.userMetadata ?? {};
  const text = summary ? defaultPayloadConverter.fromPayload<string>(summary as Payload) : '';
  return [type, activity, text ? `“${text}”` : ''].filter(Boolean).join(' ');
}
