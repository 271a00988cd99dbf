import { developmentPlan } from './stages/development-plan.js';
import { technicalArchitecture } from './stages/technical-architecture.js';
import { blueprint } from './stages/blueprint.js';
import { mainReadme } from './stages/main-readme.js';
import { communicationSchema } from './stages/communication-schema.js';
import { directoryTree } from './stages/directory-tree.js';
import { code } from './stages/code.js';
import { verify } from './stages/verify.js';
import { repository } from './stages/repository.js';
import type { StageDescriptor, StageName, StageShape, PinnedStage } from './stage.types.js';

/** Every stage, in pipeline order. A new stage joins with one line here. */
export const STAGES: readonly StageDescriptor[] = [
  developmentPlan,
  technicalArchitecture,
  blueprint,
  mainReadme,
  communicationSchema,
  directoryTree,
  code,
  verify,
  repository,
];

/** The stages of a new generation. @param isVerified whether what it makes is tried before it is delivered */
export function stagesOf({ isVerified }: { isVerified: boolean }): StageDescriptor[] {
  return STAGES.filter(({ name }) => isVerified || name !== 'VERIFY');
}

export function stageDescriptor(name: StageName): StageDescriptor {
  const found = STAGES.find((stage) => stage.name === name);
  if (!found) throw new Error(`No stage is called ${name}`);
  return found;
}

export function shapeOf({ fansOut, loop }: Pick<PinnedStage, 'fansOut' | 'loop'>): StageShape {
  if (loop) return 'loop';
  return fansOut ? 'fan-out' : 'single';
}

/** A stage's title within a sentence; initials stay as they are. */
export const inSentence = (title: string): string => (title === title.toUpperCase() ? title : title.toLowerCase());

/**
 * What a generation keeps of the stages at its start, so that a release that adds, drops or
 * reorders stages leaves running generations as they are. A need that is not among them is none.
 *
 * @param stages default: those without a verification.
 */
export function pinStages(stages: readonly StageDescriptor[] = stagesOf({ isVerified: false })): PinnedStage[] {
  const names = stages.map(({ name }) => name);
  return stages.map(({ name, title, needs, runsOn, fansOut, loop, weight, maxOutputTokens }) => ({
    name,
    title,
    needs: needs.filter((need) => names.includes(need)),
    runsOn,
    fansOut,
    ...(loop ? { loop: { ...loop } } : {}),
    weight,
    maxOutputTokens,
  }));
}
