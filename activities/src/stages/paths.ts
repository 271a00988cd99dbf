import type { Blueprint, CommunicationSchema, DevelopmentPlan, DirectoryTree, TechnicalArchitecture } from '@millwright/domain';
import type { StageContext } from '../runtime/stage.js';

/** Where each document stands, in the repository and among the artifacts. */
export const PATHS = {
  plan: 'docs/development-plan.md',
  planJson: 'docs/development-plan.json',
  architecture: 'docs/architecture.md',
  architectureJson: 'docs/architecture.json',
  blueprint: 'blueprint.json',
  readme: 'README.md',
  communicationSchema: 'communication-schema.json',
  directoryTree: 'directory-tree.json',
} as const;

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
