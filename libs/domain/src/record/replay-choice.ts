import type { StageName } from '../generation/stage.types.js';

/** How a generation is replayed. */
export interface ReplayChoice {
  /** Of the record's content. */
  record: string;
  /** The generation that was recorded. */
  generationId: string;
  /** Today's code may ask otherwise than was recorded: it gets the answer to the same question of the same file. */
  withCode: boolean;
  /** The last stage that is done again; absent: all. */
  until?: StageName;
}
