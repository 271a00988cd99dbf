import type { Blueprint } from '../blueprint/blueprint.types.js';
import type { JsonSchema } from '../shared/json-schema.js';
import type { StageName } from './stage.types.js';
import { KEPT_BLUEPRINT_SCHEMA } from '../blueprint/blueprint.schema.js';
import { directoryReadmes } from '../files/directory-readmes.js';
import { pathFault, shownPath, treeFaults } from '../files/safe-path.js';
import { blueprintFaults } from '../blueprint/check-blueprint.js';
import { COMMUNICATION_SCHEMA_SCHEMA } from '../communication-schema/communication-schema.schema.js';
import { DEVELOPMENT_PLAN_SCHEMA } from '../plan/plan.schema.js';
import { DIRECTORY_TREE_SCHEMA } from '../directory-tree/directory-tree.js';
import { TECHNICAL_ARCHITECTURE_SCHEMA } from '../architecture/architecture.schema.js';
import { renderArchitecture } from '../architecture/render-architecture.js';
import { PROVENANCE_PATH } from '../provenance/provenance.js';
import { renderPlan } from '../plan/render-plan.js';
import type { DevelopmentPlan } from '../plan/plan.types.js';
import type { TechnicalArchitecture } from '../architecture/architecture.types.js';

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
  verification: 'docs/verification.json',
} as const;

/** A document that has to keep its form for the stages after it. */
export interface StageDocument {
  stage: StageName;
  path: string;
  schema: JsonSchema;
  /** What the schema cannot say, one sentence for each fault. */
  check?(value: unknown): string[];
  /** The same for people, written from this one. */
  rendered?: { path: string; render(value: unknown, projectName: string): string };
}

export const STAGE_DOCUMENTS: readonly StageDocument[] = [
  {
    stage: 'DEV_PLAN',
    path: PATHS.planJson,
    schema: DEVELOPMENT_PLAN_SCHEMA,
    rendered: { path: PATHS.plan, render: (plan) => renderPlan(plan as DevelopmentPlan) },
  },
  {
    stage: 'TECH_ARCHITECTURE',
    path: PATHS.architectureJson,
    schema: TECHNICAL_ARCHITECTURE_SCHEMA,
    rendered: {
      path: PATHS.architecture,
      render: (architecture, projectName) => renderArchitecture(projectName, architecture as TechnicalArchitecture),
    },
  },
  {
    stage: 'BLUEPRINT',
    path: PATHS.blueprint,
    schema: KEPT_BLUEPRINT_SCHEMA,
    check: (blueprint) => [...blueprintFaults(blueprint as Blueprint), ...reservedPathFaults(blueprint as Blueprint)],
  },
  { stage: 'COMMUNICATION_SCHEMA', path: PATHS.communicationSchema, schema: COMMUNICATION_SCHEMA_SCHEMA },
  { stage: 'DIRECTORY_TREE', path: PATHS.directoryTree, schema: DIRECTORY_TREE_SCHEMA },
];

export function stageDocument(stage: StageName, path: string): StageDocument | undefined {
  return STAGE_DOCUMENTS.find((document) => document.stage === stage && document.path === path);
}

/** The document that a rendered one is written from; undefined for any other path. */
export function sourceOfRendered(path: string): string | undefined {
  return STAGE_DOCUMENTS.find((document) => document.rendered?.path === path)?.path;
}

/** Whether stages make a file to read it, or from one that they read: such a file is edited in a fork, not in a repository. */
export function isStageDocument(path: string): boolean {
  return (
    path === PROVENANCE_PATH ||
    path === PATHS.verification ||
    sourceOfRendered(path) !== undefined ||
    STAGE_DOCUMENTS.some((document) => document.path === path)
  );
}

/** Paths that other stages write, on any system; a blueprint that claimed one would have its file overwritten. */
function reservedPathFaults(blueprint: Blueprint): string[] {
  const own = [...new Set(blueprint.files.map(({ path }) => path))];
  const readmes = [...directoryReadmes(own).values()];
  // Where the blueprint's own directories meet each other, that is said already; so would their READMEs.
  const reserved = new Set<string>([...Object.values(PATHS), PROVENANCE_PATH, ...(treeFaults(own).length > 0 ? [] : readmes)]);
  return [
    ...own
      .filter((path) => reserved.has(path) || path.endsWith('/README.md'))
      .map((path) => `files names "${shownPath(path)}", which another stage writes`),
    ...readmes.flatMap((path) => {
      const fault = pathFault(path);
      return fault ? [`files needs "${shownPath(path)}", which another stage writes and which ${fault}`] : [];
    }),
    ...treeFaults([...reserved, ...own.filter((path) => !reserved.has(path))])
      .filter(({ path, other }) => reserved.has(path) || reserved.has(other))
      .map(({ path, message }) => `files names "${shownPath(path)}", which ${message}; another stage writes there`),
  ];
}
