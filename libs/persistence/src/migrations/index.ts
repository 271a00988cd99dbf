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
import { OneRoleForEachMember1795200012000 } from './1795200012000-one-role-for-each-member.js';
import { CreateWorkerProcesses1795200013000 } from './1795200013000-create-worker-processes.js';
import { CloseDoors1795200014000 } from './1795200014000-close-doors.js';
import { OrderLists1795200020000 } from './1795200020000-order-lists.js';
import { CountRows1795200021000 } from './1795200021000-count-rows.js';
import { NoteWhatIsDue1795200022000 } from './1795200022000-note-what-is-due.js';
import { SearchProjects1795200023000 } from './1795200023000-search-projects.js';
import { KeysEndWithMembership1795200024000 } from './1795200024000-keys-end-with-membership.js';
import { CreateStreams1795200050000 } from './1795200050000-create-streams.js';
import { CountUsage1795200060000 } from './1795200060000-count-usage.js';
import { NumberGenerations1795200070000 } from './1795200070000-number-generations.js';
import { ListArchivedProjects1795200070100 } from './1795200070100-list-archived-projects.js';
import { DeleteProjects1795200070200 } from './1795200070200-delete-projects.js';
import { ExportsAreStreams1795200080000 } from './1795200080000-exports-are-streams.js';
import { VerifyGenerations1795200081000 } from './1795200081000-verify-generations.js';

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
  OneRoleForEachMember1795200012000,
  CreateWorkerProcesses1795200013000,
  CloseDoors1795200014000,
  OrderLists1795200020000,
  CountRows1795200021000,
  NoteWhatIsDue1795200022000,
  SearchProjects1795200023000,
  KeysEndWithMembership1795200024000,
  CreateStreams1795200050000,
  CountUsage1795200060000,
  NumberGenerations1795200070000,
  ListArchivedProjects1795200070100,
  DeleteProjects1795200070200,
  ExportsAreStreams1795200080000,
  VerifyGenerations1795200081000,
];
