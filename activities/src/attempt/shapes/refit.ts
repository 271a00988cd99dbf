import type { CompleteFanOutInput, Misfit } from '@millwright/contracts';
import { storable, type GenerationEventBody } from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import { recordedEvents } from '../../replay/records.js';
import { isMade, stageOf } from '../attempt-scope.js';
import { readInputs, textOf, type Inputs } from '../inputs.js';
import { planningContext } from '../stage-context.js';
import { codeOf, type Workbench } from '../workbench.js';
import { once } from './shapes.js';

// All items are looked at together so often; what is open after that is told and left.
const REFITS = 2;

type Reopened = Extract<GenerationEventBody, { type: 'ITEMS_REOPENED' }>;

/**
 * Items of a stage that fanned out which have to be made again, since all of them together show what does not fit. What was
 * found is written down once: whoever asks again, after a worker died or a run was replaced, is told the same.
 */
export async function reopened(bench: Workbench, input: CompleteFanOutInput): Promise<Misfit[]> {
  const { refitRound } = input;
  if (refitRound === undefined || refitRound > REFITS || !once(codeOf(bench, input.stage)).misfits) return [];
  const { unitOfWork } = bench.services;
  const known = await unitOfWork.run(input, async (tx) => {
    const inputs = await readInputs(tx, bench, input);
    const events = await tx.ledger.all(input.generationId);
    return { inputs, bodies: events.map(({ body }) => body), state: await tx.ledger.lock(input.generationId) };
  });
  const before = inRound(known.bodies, input);
  if (before) return before.items;
  if (isMade(stageOf(known.state, input.stage))) return [];
  const items = storable(await found(bench, input, known));
  if (items.length === 0) return [];
  const event: Reopened = { type: 'ITEMS_REOPENED', stage: input.stage, round: refitRound, items };
  const isFirst = await unitOfWork.run(input, (tx) => tx.ledger.appendOnce(input.generationId, keyOf(input), event));
  // Another one, given up for dead, was faster.
  return isFirst ? items : (inRound(await unitOfWork.run(input, (tx) => bodiesOf(tx, input)), input)?.items ?? items);
}

const keyOf = ({ stage, revision, refitRound }: CompleteFanOutInput): string => `refit:${stage}:${revision?.round ?? 1}:${refitRound}`;

const bodiesOf = async (tx: Transaction, { generationId }: CompleteFanOutInput): Promise<GenerationEventBody[]> =>
  (await tx.ledger.all(generationId)).map(({ body }) => body);

/** What was found in a round of looking, since people sent the stage back last. */
function inRound(bodies: readonly GenerationEventBody[], { stage, revision, refitRound }: CompleteFanOutInput): Reopened | undefined {
  const since = bodies.findLastIndex(
    (body) => body.type === 'STAGE_SENT_BACK' && body.stage === stage && body.round + 1 === revision?.round,
  );
  return bodies
    .slice(since + 1)
    .find((body): body is Reopened => body.type === 'ITEMS_REOPENED' && body.stage === stage && body.round === refitRound);
}

async function found(
  bench: Workbench,
  input: CompleteFanOutInput,
  { inputs, bodies }: { inputs: Inputs; bodies: readonly GenerationEventBody[] },
): Promise<Misfit[]> {
  const { replay } = inputs.subject;
  if (replay) {
    const opened = await bench.services.openRecords.open(input.organizationId, replay);
    // Nobody was asked then for more than what was found then.
    return inRound(recordedEvents(opened, 'ITEMS_REOPENED', 'STAGE_SENT_BACK'), input)?.items ?? [];
  }
  const context = planningContext(bench, input, inputs);
  const all = (await once(codeOf(bench, input.stage)).misfits?.(context, () => textsOf(bench, input))) ?? [];
  const told = toldOf(bodies, input);
  return all.filter(({ item, faults }) => faults.some((fault) => !told.get(item)?.includes(fault)));
}

/** What each author was told already, and left so. */
function toldOf(bodies: readonly GenerationEventBody[], { stage }: CompleteFanOutInput): Map<string, readonly string[]> {
  return new Map(
    bodies.flatMap((body) => (body.type === 'ITEM_COMPLETED' && body.stage === stage ? [[body.item, body.warnings ?? []] as const] : [])),
  );
}

async function textsOf(bench: Workbench, { organizationId, generationId, stage }: CompleteFanOutInput): Promise<Map<string, string>> {
  const rows = await bench.services.unitOfWork.run({ organizationId }, (tx) => tx.artifacts.all(generationId, stage));
  const texts = rows.map(async ({ path, sha256 }) => [path, await textOf(bench, organizationId, sha256)] as const);
  return new Map(await Promise.all(texts));
}
