import type { DesignPage, DesignRecord, Field, Rule } from './design.types.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import type { People } from './roles.js';

/** The design while rules are added to it: what rule builders may ask for. */
export interface Plan {
  readonly draft: Draft;
  readonly people: People;
  readonly records: DesignRecord[];
  readonly rules: Rule[];
  readonly pages: DesignPage[];
  /** The record of a name of the text; undefined where it was not kept. */
  find(name: string | undefined): DesignRecord | undefined;
  /** Adds a record that ties or holds what a rule needs; one of the same name is taken as it is. */
  ensure(name: string, make: () => Omit<RecordParts, 'name'>): DesignRecord;
  /** Adds a field where none of the name is there. @returns the field */
  field(record: DesignRecord, field: Field): Field;
  add(rule: Rule, said: Said | undefined): void;
  hasRule(kit: Rule['kit'], record?: string): boolean;
}

export interface RecordParts {
  name: string;
  fields: Field[];
  title: string;
  owner?: string;
  access: DesignRecord['access'];
  view: DesignRecord['view'];
  createLabel: string;
}

export type { RecordDraft };
