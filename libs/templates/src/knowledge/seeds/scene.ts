import type { Design, DesignRecord } from '../../design/design.types.js';
import type { Random } from './random.js';
import type { SeedValue } from './seed.types.js';

export type Row = Record<string, SeedValue>;
/** What a rule may read and change. */
export interface Scene {
  design: Design;
  random: Random;
  record: (table: string) => DesignRecord | undefined;
  rows: (table: string) => Row[];
  replace: (table: string, rows: Row[]) => void;
}
