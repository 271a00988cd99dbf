export { createDataSource } from './data-source.js';
export { migrate } from './migrate.js';
export { MIGRATIONS } from './migrations/index.js';
export { FileEditRepository, type FileEdit, type StoredFileEdit } from './file-edit/file-edit.repository.js';
export { Transaction, UnitOfWork, withEdit, type RepositoryTree, type TenantScope } from './unit-of-work.js';
export { decodeKeyset, encodeKeyset, type Keyset, type Page } from './keyset.js';
export { ProjectRow } from './project/project.entity.js';
export { ProjectRepository } from './project/project.repository.js';
export { GenerationRow } from './generation/generation.entity.js';
export { GenerationRepository, type GenerationStarterRow, type NewGeneration } from './generation/generation.repository.js';
export { ArtifactRow } from './artifact/artifact.entity.js';
export { ArtifactRepository } from './artifact/artifact.repository.js';
export { StreamEnded, StreamRepository } from './stream/stream.repository.js';
export { OutputRepository, type OutputChunk } from './output/output.repository.js';
export { DatabaseAway, fromDriver } from './database-away.js';
export { AttemptLogRepository, type LogLine, type LoggedLine } from './attempt-log/attempt-log.repository.js';
export { ModelCallRepository, type ModelCallRow, type NewModelCall } from './engine/model-call.repository.js';
export {
  EngineSettingsRepository,
  type EngineAndModel,
  type EngineKeyRow,
  type EngineSettings,
} from './engine/engine-settings.repository.js';
export {
  RepositoryExportRepository,
  type GitConnection,
  type RepositoryExport,
} from './repository-export/repository-export.repository.js';
export { VerificationRepository, type GenerationVerification, type NewVerification } from './verification/verification.repository.js';
export {
  UsageRepository,
  decodeCostKeyset,
  encodeCostKeyset,
  type ProjectUsage,
  type UsageFilter,
  type UsagePart,
} from './usage/usage.repository.js';
export { MailRow } from './mail/mail.entity.js';
export { MailRepository, type NewMail } from './mail/mail.repository.js';
export { WorkerProcessRepository, type WorkerProcess } from './worker-process/worker-process.repository.js';
export { announceWorker, workerIdentity, type WorkerKind } from './worker-process/announce-worker.js';
export { PostgresListener, type Notification } from './listener.js';
export {
  administrators,
  asOwner,
  claimServer,
  grantAdministrator,
  issueSetupLink,
  revokeAdministrator,
  type Administrator,
  type Queryable,
} from './identity/administrators.js';
