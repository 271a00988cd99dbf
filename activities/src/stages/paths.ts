import {
  PATHS,
  type Blueprint,
  type CommunicationSchema,
  type DevelopmentPlan,
  type DirectoryTree,
  type TechnicalArchitecture,
} from '@millwright/domain';
import type { StageContext } from '../runtime/stage.js';

export function describedBy(context: StageContext): { projectName: string; description: string } {
  return { projectName: context.subject.projectName, description: context.subject.description };
}

export const readPlan = (context: StageContext): Promise<DevelopmentPlan> => context.readJson('DEV_PLAN', PATHS.planJson);
export const readArchitecture = (context: StageContext): Promise<TechnicalArchitecture> =>
  context.readJson('TECH_ARCHITECTURE', PATHS.architectureJson);
export const readBlueprint = (context: StageContext): Promise<Blueprint> => context.readJson('BLUEPRINT', PATHS.blueprint);
export const readCommunicationSchema = (context: StageContext): Promise<CommunicationSchema> =>
  context.readJson('COMMUNICATION_SCHEMA', PATHS.communicationSchema);
export const readTree = (context: StageContext): Promise<DirectoryTree> => context.readJson('DIRECTORY_TREE', PATHS.directoryTree);
