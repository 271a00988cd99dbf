export * from './shared/problem.js';
export * from './shared/json-schema.js';
export { bullets, codeSpan, document, plain, table } from './shared/markdown.js';
export { InputCheck, characterFault, characterFaults } from './shared/check-input.js';
export { slugOf } from './shared/slug.js';
export { suggestName } from './shared/suggest-name.js';
export { NAME_MAX, cleanName, faultOfName } from './shared/name.js';
export { duration } from './shared/duration.js';
export { cutText, storable, textEnd, wholeLength } from './shared/text.js';
export { LIMITS } from './plans/usage-limits.js';
export {
  ROLES,
  PERMISSIONS,
  isAllowed,
  parseRole,
  rolesWith,
  weaker,
  type Permission,
  type Requirement,
  type Role,
} from './access/roles.js';
export { DAYS_UNTIL_PURGED, PROJECT_STATES, type ProjectState } from './project/project-state.js';
export { STAGES, inSentence, pinStages, shapeOf, stageDescriptor, stagesOf } from './generation/stages.js';
export {
  FINAL_STATUSES,
  GENERATION_STATUSES,
  OPEN_STATUSES,
  STAGE_HOSTS,
  STAGE_NAMES,
  STAGE_STATUSES,
  type GenerationStatus,
  type PinnedStage,
  type StageDescriptor,
  type StageHost,
  type StageLoop,
  type StageName,
  type StageShape,
  type StageStatus,
} from './generation/stage.types.js';
export {
  NO_USAGE,
  addUsage,
  restOfUsage,
  affordableOutput,
  costOf,
  worstCostOf,
  type TokenCount,
  type TokenPrice,
  type Usage,
} from './generation/usage.js';
export { fitsBudget, openBudget, raiseCeiling, reserveBudget, settleBudget, type Budget } from './generation/budget.js';
export { PAUSE_MODES, type PauseMode } from './generation/events/bodies.js';
export type {
  Actor,
  ArtifactEdit,
  ArtifactRef,
  AttemptError,
  EditConflict,
  GenerationEvent,
  GenerationEventBody,
  GenerationEventType,
  StageVerification,
  GenerationFailure,
  GenerationStats,
  Parentage,
} from './generation/events/bodies.js';
export { GENERATION, describeEvent, reduceGeneration } from './generation/state.js';
export { GENERATION_OPERATIONS, refuseEnded, type GenerationOperation, type OperatedState } from './generation/operations.js';
export {
  givenName,
  operationOf,
  readInput,
  requireOperation,
  type InputOf,
  type Operation,
  type OperationField,
  type OperationFields,
  type OperationTable,
} from './operation/operation.js';
export { EMPTY_STATE, type GenerationState, type StageState } from './generation/generation-state.js';
export {
  describeIn,
  reduceStream,
  type EventEntry,
  type EventTable,
  type StreamDefinition,
  type StreamEvent,
  type StreamState,
} from './stream/stream.js';
export { estimateGeneration, type GenerationEstimate } from './generation/estimate.js';
export { listAttempts, type Attempt } from './generation/attempts.js';
export { PATHS, STAGE_DOCUMENTS, isStageDocument, sourceOfRendered, stageDocument, type StageDocument } from './generation/documents.js';
export {
  BUILD_TYPE,
  PREDICATE_TYPE,
  PROVENANCE_PATH,
  STATEMENT_TYPE,
  provenanceStatement,
  type FileOrigin,
  type ProvenanceOf,
  type ProvenanceStatement,
} from './provenance/provenance.js';
export { timelineOf, type Span, type SpanKind, type Timeline, type TimelineRow } from './generation/timeline.js';
export {
  NOT_RECORDED,
  RECORD_FORMAT,
  asRecorded,
  compareReplay,
  type Exchange,
  type GenerationRecord,
  type RecordedArtifact,
  type RecordedEdit,
  type RecordedRequest,
  type RecordSummary,
  type Redaction,
  type ReplayDifference,
  type ReplayVerdict,
  type SecretSearch,
} from './record/record.js';
export type { ReplayChoice } from './record/replay-choice.js';
export { NOT_LOOKED_FOR, SECRET_RULES, findSecretShapes, type SecretRule, type SecretShape } from './record/secret-shapes.js';
export { afterAttempts } from './generation/events/entry.js';
export { hasFailed } from './generation/events/attempts.js';
export { outsideFault, pathFault, requireSafePath, requireSafeTree, shownPath, treeFaults, type TreeFault } from './files/safe-path.js';
export { foldedName } from './files/file-names.js';
export { hasConflictMarks } from './files/conflict-marks.js';
export { treeOf } from './files/tree-of.js';
export { countLines, mediaTypeOf } from './files/media-type.js';
export { directoriesOf, fileName, parentDirectory } from './files/directories.js';
export { directoryReadmes } from './files/directory-readmes.js';
export type { DevelopmentPlan } from './plan/plan.types.js';
export { DEVELOPMENT_PLAN_SCHEMA } from './plan/plan.schema.js';
export { renderPlan } from './plan/render-plan.js';
export type { ArchitectureComponent, TechnicalArchitecture } from './architecture/architecture.types.js';
export { TECHNICAL_ARCHITECTURE_SCHEMA } from './architecture/architecture.schema.js';
export { mermaidOf, renderArchitecture } from './architecture/render-architecture.js';
export {
  FIELD_TYPES,
  FILE_ROLES,
  type Blueprint,
  type BlueprintCriterion,
  type BlueprintEndpoint,
  type BlueprintEntity,
  type BlueprintField,
  type BlueprintFile,
  type BlueprintPackage,
  type BlueprintPage,
  type BlueprintTable,
  type FieldType,
  type FileRole,
  type NamedValue,
} from './blueprint/blueprint.types.js';
export { BLUEPRINT_SCHEMA, KEPT_BLUEPRINT_SCHEMA } from './blueprint/blueprint.schema.js';
export { criteriaOf, type PlanCriterion } from './blueprint/criteria-of.js';
export { blueprintFaults } from './blueprint/check-blueprint.js';
export type {
  CommunicationMatrix,
  CommunicationSchema,
  DependencyPriority,
  DirectoryConfig,
  EventFlow,
  FileConfig,
} from './communication-schema/communication-schema.types.js';
export { COMMUNICATION_SCHEMA_SCHEMA } from './communication-schema/communication-schema.schema.js';
export { generateCommunicationSchema } from './communication-schema/generate-communication-schema.js';
export { communicationSchemaFaults } from './communication-schema/validate-communication-schema.js';
export { DIRECTORY_TREE_SCHEMA, directoryTreeOf, type DirectoryTree, type TreeNode } from './directory-tree/directory-tree.js';
export { renderDirectoryReadme } from './directory-tree/render-directory-readme.js';
export {
  EVIDENCE_KINDS,
  PHRASE_OUTCOMES,
  type EvidenceKind,
  type Phrase,
  type PhraseEvidence,
  type PhraseOutcome,
  type Understanding,
} from './understanding/understanding.types.js';
export { correctionSchema } from './understanding/correction.schema.js';
export {
  RECORD_ACTS,
  type Corrected,
  type Correction,
  type CorrectionAudience,
  type CorrectionChange,
  type CorrectionFault,
  type CorrectionKind,
  type DesignView,
  type FieldView,
  type LookView,
  type RecordAct,
  type RecordView,
  type RoleView,
  type RuleView,
} from './understanding/correction.types.js';
export { addStreamKind, findStreamKind, streamDefinition, type AnyStream } from './stream/kinds.js';
export {
  CHECK_NAMES,
  VERIFICATION,
  VERIFICATION_STATUSES,
  type CheckName,
  type CheckOutcome,
  type CheckResult,
  type CheckState,
  type KeptOutput,
  type TestCounts,
  type VerificationEventBody,
  type VerificationIsolation,
  type VerificationState,
  type VerificationStatus,
} from './verification/verification.js';
export { markReadme } from './verification/mark-readme.js';
export {
  VERIFICATION_FORMAT,
  verificationReport,
  verificationSummary,
  type VerificationReportFile,
} from './verification/verification-report.js';
export { verifiedFiles } from './verification/verified-files.js';
export { EXPORT, type ExportEventBody, type ExportState, type ExportStatus } from './export/repository-export.js';
export { ORGANIZATION, type Member, type OrganizationEventBody, type OrganizationState } from './organization/organization.js';
