import type { Draft, RecordDraft } from './draft.js';
import type { People } from './roles.js';

export interface RecordContext {
  draft: Draft;
  people: People;
  /** Names of all records that are kept. */
  kept: ReadonlyMap<string, RecordDraft>;
}
