import type { StageName } from '@millwright/domain';
import type { StageCode } from '../runtime/stage.js';
import { blueprintStage } from './blueprint.stage.js';
import { codeStage } from './code.stage.js';
import { communicationSchemaStage } from './communication-schema.stage.js';
import { developmentPlanStage } from './development-plan.stage.js';
import { directoryTreeStage } from './directory-tree.stage.js';
import { mainReadmeStage } from './main-readme.stage.js';
import { verifyStage } from './verify.stage.js';
import { repositoryStage } from './repository.stage.js';
import { technicalArchitectureStage } from './technical-architecture.stage.js';

/** A new stage joins with one line here, beside the one in the domain's list. */
const IMPLEMENTATIONS: StageCode[] = [
  developmentPlanStage,
  technicalArchitectureStage,
  blueprintStage,
  mainReadmeStage,
  communicationSchemaStage,
  directoryTreeStage,
  codeStage,
  verifyStage,
  repositoryStage,
];

export const STAGE_IMPLEMENTATIONS: ReadonlyMap<StageName, StageCode> = new Map(
  IMPLEMENTATIONS.map((stage) => [stage.name, stage]),
);
