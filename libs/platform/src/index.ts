export { InvalidConfiguration, describeConfig, readConfig, type Config } from './config.js';
export { canonicalJson } from './proof/canonical.js';
export { treeDigest } from './proof/tree-digest.js';
export { uuidFrom } from './proof/uuid-from.js';
export { STATEMENT_MEDIA_TYPE, preAuthEncoding, signStatement, type DsseEnvelope } from './proof/dsse.js';
export { hashEntry, ledgerName, onlyName, type LedgerName } from './proof/hash-entry.js';
export { keyIdOf, keySetOf, readPublicKeys, signatureFault, type KeySet, type VerifyingKey } from './proof/keys.js';
export {
  ledgerFaults,
  readLedger,
  sealMessage,
  writeLedger,
  type ExportedLedger,
  type GenerationLedger,
  type LedgerEntryProof,
  type LedgerHead,
  type LedgerSeal,
} from './proof/ledger-proof.js';
export { EVIDENCE_REF, readEvidenceNote, writeEvidenceNote } from './proof/evidence/note.js';
export { writeEvidence, type EvidenceFile, type EvidenceOf } from './proof/evidence/write-evidence.js';
export { verifyEvidence, type EvidenceToVerify, type EvidenceVerdict } from './proof/evidence/verify-evidence.js';
export { type EvidenceStatement, type EvidenceSubjects, type Suite } from './proof/evidence/statements.js';
export { verifyProject, type ProjectToVerify, type Verdict } from './proof/verify-project.js';
export { JsonTooLarge, parseBounded, type JsonBounds } from './bounded-json.js';
export { readRecordApart } from './record/read-record-apart.js';
export { hashOf, readRecord, requestIdentity, writeRecord, type FullRecord } from './record/record-file.js';
export { DecryptionFailed, decrypt, decryptBytes, decryptPacked, encrypt, encryptBytes, encryptPacked } from './encryption.js';
export { exposures } from './exposure.js';
export { LOCAL_USER, derivedSecret, serverSecret } from './secret.js';
export { APP_ROLE, AUTH_ROLE, databaseUrls, rolePasswords, type DatabaseUrls } from './database-urls.js';
export { temporalConnection } from './temporal-connection.js';
export { payloadsOf, ENCRYPTED_FAILURES } from './payloads/data-converter.js';
export { OrganizationCodec, organizationOf } from './payloads/organization-codec.js';
export { buildIdOf, bundleFile } from './workflow-code.js';
export { VERSION } from './version.js';
export { createLogger, type Logger } from './logging.js';
export { beginProcess } from './process/begin.js';
export { Gauge, metrics, openSubscriptions, stageAttempts, uncaughtErrors } from './metrics.js';
