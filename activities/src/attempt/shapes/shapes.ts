import { shapeOf, type PinnedStage, type StageShape } from '@millwright/domain';
import type { LoopStage, StageCode, StageContext, StageImplementation, StageOutcome } from '../../runtime/stage.js';
import { loop } from './loop.js';

type Shape = (code: StageCode, context: StageContext, stage: PinnedStage) => Promise<StageOutcome>;

/** What an attempt does, by the shape that its stage was pinned with; what begins and ends it is the same for all. */
const SHAPES: Record<StageShape, Shape> = {
  single: (code, context) => once(code).perform(context),
  // One item of it; the items are planned and the stage is closed by activities of their own.
  'fan-out': (code, context) => once(code).perform(context),
  loop: (code, context, stage) => loop(byTurns(code), context, stage.loop!),
};

export async function work(code: StageCode, context: StageContext, stage: PinnedStage): Promise<StageOutcome> {
  return await SHAPES[shapeOf(stage)](code, context, stage);
}

/** @throws Error where it was pinned with another shape than its code has */
export function once(code: StageCode): StageImplementation {
  if ('perform' in code) return code;
  throw new Error(`${code.name} goes by turns on this worker, and was pinned as a stage that does not`);
}

function byTurns(code: StageCode): LoopStage {
  if ('use' in code) return code;
  throw new Error(`${code.name} does not go by turns on this worker, and was pinned as a stage that does`);
}
