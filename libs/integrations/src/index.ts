export { FAULTS, faultOf, type Fault, type FaultCode } from './fault.js';
export { ModelRegistry, type Offer } from './models/index.js';
export { anchorOf } from './models/http/continuation.js';
export { isSameModel } from './models/http/model-list.js';
export { ENGINE_KEY, engineKeyOwner } from './models/engine-key.js';
export { PRICES_AS_OF } from './models/prices.js';
export { mapsFromPairs } from './models/providers/openai/strict-schema.js';
export {
  ModelError,
  type EngineHost,
  type EngineInfo,
  type ModelEngine,
  type ModelFaultCode,
  type ModelEvent,
  type ModelRequest,
  type ModelTask,
  type Prompt,
} from './models/port.js';
export { PacedEngine, readPacedSettings, type PacedSettings } from './models/providers/paced-engine.js';
export { OfflineEngine } from './models/providers/offline/offline-engine.js';
export { createBlobStore } from './blob-store/index.js';
export { BlobDamaged, BlobMissing, type BlobStore } from './blob-store/port.js';
export { FileSystemBlobStore } from './blob-store/providers/file-system.js';
export { RecordStore } from './record-store/record-store.js';
export { recordedEngine, type TakeExchange } from './models/record/recorded-engine.js';
export { recordingEngine, recordedRequest } from './models/record/recording-engine.js';
export { createSigner, signingFolder } from './signer/index.js';
export { SignerFailed, type Signer } from './signer/port.js';
export { FileSigner } from './signer/providers/file-signer.js';
export { VaultSigner } from './signer/providers/vault-signer.js';
export { sealAndKeep, sealLedger, type Sealable } from './signer/seal-ledger.js';
export { signProvenance } from './signer/sign-provenance.js';
export { threeWayMerge, type Merged } from './merge/three-way-merge.js';
export { createMailer } from './mail/index.js';
export { MailFailed, type Mail, type Mailer } from './mail/port.js';
export { GitHubError, type GitHubFaultCode } from './git-host/github/github-error.js';
export { GitHubHost, nextName, type GitHubAccount, type GitHubExport, type GitHubRepository } from './git-host/github/github-host.js';
export { GITHUB, GIT_TOKEN, gitTokenOwner } from './git-host/git-token.js';
export { GitFailed, LocalRepositories } from './git-host/local-repositories.js';
export { DEFAULT_BRANCH, type CommitFile, type CommitRequest } from './git-host/port.js';
export { schemaFaults } from './models/validate-answer.js';
export { commitsOf, type StoredTree } from './git-host/commits-of.js';
export { writeTree, type TreeToWrite } from './git-host/write-tree.js';
