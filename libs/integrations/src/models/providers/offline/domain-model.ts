import type { FieldType } from '@millwright/domain';

/** What a description says, as data: the offline engine's whole understanding of it. */
export interface DomainModel {
  projectName: string;
  /** Package and image name. */
  slug: string;
  /** A web application, an API without pages, or a landing page with an enquiry form. */
  kind: 'app' | 'api' | 'site';
  summary: string;
  sentences: string[];
  entities: Entity[];
  /** Kinds of people who sign in; empty where the description has none. */
  actors: string[];
  style: Style;
  /** Files that a person took out of the blueprint. */
  without?: ReadonlySet<string>;
}

export interface Entity {
  /** Singular, in title case, e.g. "Appointment". */
  name: string;
  plural: string;
  /** Identifier in code, e.g. "orderItem". */
  variable: string;
  /** Class name, e.g. "OrderItem". */
  className: string;
  /** Table, snake case, singular. */
  table: string;
  /** In addresses and file names: kebab case. */
  path: string;
  file: string;
  fields: Field[];
  actions: Action[];
  createLabel: string;
  isActor: boolean;
}

export interface Field {
  name: string;
  label: string;
  kind: FieldType;
  required: boolean;
  values: string[];
  /** Table of the entity that a reference points to. */
  references?: string;
}

export interface Action {
  /** Verb, e.g. "cancel". */
  name: string;
  label: string;
  /** Past participle, e.g. "cancelled": the status after it. */
  status: string;
}

export interface Style {
  /** CSS colour. */
  accent: string;
  isDark: boolean;
  isRounded: boolean;
  isSerif: boolean;
}
