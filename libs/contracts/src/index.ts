export { CORE_QUEUE, DEFAULT_NAMESPACE, GIT_QUEUE, RETENTION_DAYS, WORKFLOW_QUEUE, engineQueue, queueOf } from './queues.js';
export {
  ALLOWANCE_USED,
  CANCEL_GENERATION,
  DESCRIBE_GENERATION,
  ENGINE_TROUBLE,
  GENERATE_PROJECT,
  PAUSE_GENERATION,
  RESUME_GENERATION,
  SEARCH_ATTRIBUTES,
  generationWorkflowId,
  type ControlRecord,
  type ControlRequest,
  type EndGenerationInput,
  type EngineChoice,
  type FailureDetails,
  type GenerateProjectInput,
  type GenerateProjectResult,
  type PerformStageInput,
  type PerformStageResult,
  type PlanItemsResult,
  type StageActivities,
} from './generation.workflow.js';
export { IDENTITY_CHANNEL, LEDGER_CHANNEL, OUTPUT_CHANNEL, ledgerPayload, readPayload } from './notifications.js';
export { EXPORT_REPOSITORY, exportWorkflowId, type ExportActivities, type ExportRepositoryInput } from './export.workflow.js';
