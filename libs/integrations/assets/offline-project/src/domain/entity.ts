import type { FieldSpec } from './fields.ts';

/** Something that may be done to a record besides changing it: it sets the status. */
export interface ActionSpec {
  name: string;
  label: string;
  /** Value that `status` gets. */
  status: string;
}

export interface EntitySpec {
  /** Table name. */
  table: string;
  /** Name in addresses. */
  path: string;
  singular: string;
  plural: string;
  fields: readonly FieldSpec[];
  actions: readonly ActionSpec[];
  /** Label of the button that makes one. */
  createLabel: string;
}
