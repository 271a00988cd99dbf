/** `days` count from the day of the start, `hours` from its midnight: { hours: -15 } is yesterday at nine; `n` is the place of a person among the examples of the role, from 0. */
export type SeedValue = string | number | boolean | null | { days: number } | { hours: number } | { person: string; n: number };

export interface SeedTable {
  table: string;
  /** By name of the field; a reference is the number of its row, from 1. */
  rows: Record<string, SeedValue>[];
}
