import { BLUEPRINT_SCHEMA, PATHS, stageDocument, type Blueprint, type DevelopmentPlan, type StageName } from '@millwright/domain';
import type { FullRecord } from '@millwright/platform';
import { checker } from '../checks/apart/check-apart.js';
import { isDeclared } from '../checks/blueprint-faults.js';
import type { Fault, FaultCode } from '../checks/fault.js';
import { bareAnswer } from '../runtime/join-answer.js';
import { judgeAnswer } from '../runtime/judge-answer.js';

/** Faults by their kind. UNREADABLE: an answer that was no document of its kind at all. */
export type FaultCounts = Partial<Record<FaultCode | 'UNREADABLE', number>>;

/** What did not fit in what was answered first, and what is left of it in the end. */
export interface RecordedFaults {
  first: FaultCounts;
  left: FaultCounts;
}

/**
 * What the checks find in a recorded generation: in its blueprint, and in its files together. null: there is none, it
 * declares nothing, or its engine's answers are not recorded.
 *
 * @throws Error where a check takes more time or memory than it may
 */
export async function recordedFaults(record: FullRecord): Promise<{ blueprint: RecordedFaults | null; code: RecordedFaults | null }> {
  const plan = documentOf<DevelopmentPlan>(record, 'DEV_PLAN', PATHS.planJson);
  const blueprint = documentOf<Blueprint>(record, 'BLUEPRINT', PATHS.blueprint);
  const answered = firstOf(record, 'BLUEPRINT').get(PATHS.blueprint);
  if (!plan || !blueprint || answered === undefined || !isDeclared(blueprint)) return { blueprint: null, code: null };
  const of = async (one: Blueprint): Promise<FaultCounts> => counted(await checker.faults({ kind: 'blueprint', blueprint: one, plan }));
  const first = await blueprintIn(answered);
  return {
    blueprint: { first: first ? await of(first) : { UNREADABLE: 1 }, left: await of(blueprint) },
    code: await codeFaults(record, blueprint),
  };
}

async function codeFaults(record: FullRecord, blueprint: Blueprint): Promise<RecordedFaults | null> {
  const left = new Map(
    record.artifacts.filter(({ stage }) => stage === 'CODE').map(({ path, sha256 }) => [path, record.contents[sha256] ?? '']),
  );
  if (!blueprint.files.every(({ path }) => left.has(path))) return null;
  // What follows from the blueprint was asked of nobody.
  const first = new Map([...left, ...[...firstOf(record, 'CODE')].map(([path, text]) => [path, bareAnswer(text)] as const)]);
  const of = async (texts: ReadonlyMap<string, string>): Promise<FaultCounts> =>
    counted(await checker.faults({ kind: 'project', blueprint, texts }));
  return { first: await of(first), left: await of(left) };
}

/** What was answered first to each question of a stage, where that was whole; by path. */
function firstOf({ exchanges }: FullRecord, stage: StageName): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, stage: own, text, error, isLimited } of exchanges)
    if (own === stage && !error && !isLimited && !found.has(path)) found.set(path, text);
  return found;
}

async function blueprintIn(text: string): Promise<Blueprint | undefined> {
  const { schema } = stageDocument('BLUEPRINT', PATHS.blueprint)!;
  const prompt = { version: '', system: '', user: '' };
  const task = { kind: 'plan', projectName: '', description: '' } as const;
  const { answer } = await judgeAnswer({ task, prompt, schema: BLUEPRINT_SCHEMA, accepts: schema }, text);
  return answer && (JSON.parse(answer.text) as Blueprint);
}

function documentOf<T>({ artifacts, contents }: FullRecord, stage: StageName, path: string): T | undefined {
  const found = artifacts.find((one) => one.stage === stage && one.path === path);
  const text = found && contents[found.sha256];
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

function counted(faults: readonly Fault[]): FaultCounts {
  const counts: FaultCounts = {};
  for (const { code } of faults) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
