import type { Misfit } from '@millwright/contracts';
import type { Blueprint } from '@millwright/domain';
import { checker } from '../checks/apart/check-apart.js';
import type { CheckRequest } from '../checks/apart/check-request.js';
import { isDeclared, missingParts } from '../checks/blueprint-faults.js';
import { sentenceOf, type Fault } from '../checks/fault.js';
import type { StageContext } from '../runtime/stage.js';
import { computedFile } from './computed-files.js';
import { readPlan } from './paths.js';

// Of a whole project: the rest follows from these, or is seen once they are mended.
const MOST_TOLD = 50;
// Of one file, to whoever writes it again.
const MOST_OF_FILE = 20;

/** Whether answers are a model's: what is built in keeps its own rules. A replay is looked at as its original was. */
export function isOfModel({ input, services, subject }: StageContext): boolean {
  const id = input.engine ?? subject.engine;
  const known = services.models.all().find(({ info }) => info.id === id);
  return known?.info.host !== 'built-in';
}

/** Begins the thread of the checks while a model still writes. */
export function warmChecks(context: StageContext): void {
  if (isOfModel(context)) void faultsApart(context, { kind: 'warm' });
}

/** What does not fit in an answered blueprint, one sentence each. */
export async function blueprintAdvice(context: StageContext, blueprint: Blueprint): Promise<string[]> {
  if (!isOfModel(context)) return [];
  // One that was recorded before these parts were asked for has none of them, and the templates' own needs none.
  const isOlder = context.subject.replay !== null && !isDeclared(blueprint);
  const missing = isOlder || blueprint.design ? [] : missingParts(blueprint);
  const faults = await faultsApart(context, { kind: 'blueprint', blueprint, plan: await readPlan(context) });
  return [...missing, ...faults.map(sentenceOf)].slice(0, MOST_TOLD);
}

/** What a written file breaks of what its blueprint declares, one sentence each. */
export async function fileAdvice(context: StageContext, blueprint: Blueprint, path: string, text: string): Promise<string[]> {
  const faults = await faultsApart(context, { kind: 'project', blueprint, texts: new Map([[path, text]]), judged: path });
  return faults.map(withLine);
}

const withLine = ({ line, message }: Fault): string => (line === undefined ? message : `Line ${line}: ${message}`);

/**
 * Which files do not fit the others, with what is wrong in each: a fault is of the file that breaks what was declared. Files
 * that follow from the blueprint would come out the same again, and are left out.
 */
export async function misfits(context: StageContext, blueprint: Blueprint, texts: ReadonlyMap<string, string>): Promise<Misfit[]> {
  if (!isDeclared(blueprint)) return [];
  const faults = await faultsApart(context, { kind: 'project', blueprint, texts });
  return blueprint.files.flatMap(({ path }) => {
    const own = faults.filter((fault) => fault.path === path);
    if (own.length === 0 || computedFile(blueprint, path) !== undefined) return [];
    return [{ item: path, faults: own.slice(0, MOST_OF_FILE).map(withLine) }];
  });
}

/** What is still open in all files together, one sentence each; nothing where nothing was declared. */
export async function projectAdvice(context: StageContext, blueprint: Blueprint, texts: ReadonlyMap<string, string>): Promise<string[]> {
  if (!isDeclared(blueprint)) return [];
  return (await faultsApart(context, { kind: 'project', blueprint, texts })).map(sentenceOf).slice(0, MOST_TOLD);
}

/** A check that cannot be made holds nothing up: that is said, and nothing is found. */
async function faultsApart({ log }: StageContext, request: CheckRequest): Promise<Fault[]> {
  try {
    return await checker.faults(request);
  } catch (error) {
    log.warn(`What fits what could not be looked at: ${(error as Error).message}`);
    return [];
  }
}
