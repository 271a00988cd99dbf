import { CreateIdentity1795200000000 } from './1795200000000-create-identity.js';
import { CreateGenerations1795200001000 } from './1795200001000-create-generations.js';
import { AnnounceIdentityChanges1795200002000 } from './1795200002000-announce-identity-changes.js';
import { CreateEngines1795200003000 } from './1795200003000-create-engines.js';
import { CreateDecisions1795200004000 } from './1795200004000-create-decisions.js';
import { CreateSeals1795200005000 } from './1795200005000-create-seals.js';
import { CreateFileEdits1795200006000 } from './1795200006000-create-file-edits.js';
import { CreateRecords1795200007000 } from './1795200007000-create-records.js';
import { CreateKeptRecords1795200008000 } from './1795200008000-create-kept-records.js';
import { SealAnswers1795200009000 } from './1795200009000-seal-answers.js';
import { CreateAttemptLog1795200010000 } from './1795200010000-create-attempt-log.js';
import { CloseDoors1795200020000 } from './1795200020000-close-doors.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateIdentity1795200000000,
  CreateGenerations1795200001000,
  AnnounceIdentityChanges1795200002000,
  CreateEngines1795200003000,
  CreateDecisions1795200004000,
  CreateSeals1795200005000,
  CreateFileEdits1795200006000,
  CreateRecords1795200007000,
  CreateKeptRecords1795200008000,
  SealAnswers1795200009000,
  CreateAttemptLog1795200010000,
  CloseDoors1795200020000,
];
