/** Whom something is allowed; slugs of roles. `own`: only what is theirs. */
export type CorrectionAudience = 'everyone' | 'signed-in' | { roles: string[] } | { own: string[] };
export const RECORD_ACTS = ['read', 'create', 'change', 'remove'] as const;
export type RecordAct = (typeof RECORD_ACTS)[number];

/**
 * One change that a person makes to what was understood. Records are named by `key` of their view, fields, roles and
 * rules likewise, each as it stands after the corrections before it.
 */
export type Correction =
  | { do: 'add-record'; name: string }
  | { do: 'rename-record'; record: string; name: string }
  | { do: 'drop-record'; record: string }
  | { do: 'set-title'; record: string; field: string }
  | { do: 'set-view'; record: string; view: string }
  | { do: 'set-access'; record: string; act: RecordAct; to: CorrectionAudience }
  | { do: 'add-field'; record: string; label: string; kind: string; required?: boolean; choices?: string[] }
  | { do: 'rename-field'; record: string; field: string; label: string }
  | { do: 'set-kind'; record: string; field: string; kind: string }
  | { do: 'set-required'; record: string; field: string; required: boolean }
  | { do: 'drop-field'; record: string; field: string }
  /** `to`: its place among the fields, from 0. */
  | { do: 'move-field'; record: string; field: string; to: number }
  | { do: 'add-choice'; record: string; field: string; choice: string }
  | { do: 'rename-choice'; record: string; field: string; choice: string; name: string }
  | { do: 'drop-choice'; record: string; field: string; choice: string }
  | { do: 'add-relation'; record: string; to: string; required?: boolean }
  | { do: 'add-role'; name: string; joins: 'invited' | 'open' }
  | { do: 'rename-role'; role: string; name: string }
  | { do: 'set-joins'; role: string; joins: 'invited' | 'open' }
  | { do: 'drop-role'; role: string }
  | { do: 'drop-rule'; rule: string }
  | { do: 'add-lifecycle'; record: string; states: string[] }
  | { do: 'add-step'; rule: string; label: string; from: string[]; to: string; by: CorrectionAudience }
  | { do: 'drop-step'; rule: string; step: string }
  | { do: 'add-booking'; record: string }
  | { do: 'add-review'; record: string }
  | { do: 'add-comments'; record: string }
  | { do: 'add-favourites'; record: string }
  | { do: 'add-view'; record: string; title: string; field: string; is: string[] }
  /** Colours as #rrggbb; null: the mood decides. */
  | { do: 'set-look'; mood?: string; background?: string | null; component?: string | null; isDark?: boolean };
export type CorrectionKind = Correction['do'];

/** A correction that cannot be followed: it changes nothing, and those after it are followed all the same. */
export interface CorrectionFault {
  /** Its number among the corrections, from 0. */
  correction: number;
  /** Of the editor: "records/book/fields/title/label", "roles/member/name", "rules/bookPlot", "look/background". */
  place: string;
  message: string;
  /** What would put it right. */
  remedy: string;
}

/** One sentence about what a correction changes, in words of people. */
export interface CorrectionChange {
  correction: number;
  text: string;
}

/** What corrections make of a blueprint. */
export interface Corrected<B> {
  blueprint: B;
  design: DesignView;
  changes: CorrectionChange[];
  faults: CorrectionFault[];
}

/** The design of a blueprint as people read and correct it. */
export interface DesignView {
  name: string;
  records: RecordView[];
  roles: RoleView[];
  rules: RuleView[];
  look: LookView;
  /** What can be chosen. */
  kinds: string[];
  moods: string[];
}

export interface RecordView {
  key: string;
  name: string;
  plural: string;
  /** Key of the field that stands for it. */
  title: string;
  view: string;
  /** Ways to list it that its fields allow. */
  views: string[];
  access: Record<RecordAct, CorrectionAudience>;
  fields: FieldView[];
  /** Where it stands in blueprint.json, as a JSON pointer. */
  pointer: string;
}

export interface FieldView {
  key: string;
  label: string;
  kind: string;
  required: boolean;
  /** Of a choice, in order; else empty. */
  choices: string[];
  /** Of a reference: key of the record. Of a person: of the role, where it is one. */
  refersTo: string | null;
  /** No form asks for it: the server or a rule sets it. */
  isSet: boolean;
  /** Titles of the rules that count on it. */
  usedBy: string[];
}

export interface RoleView {
  key: string;
  name: string;
  plural: string;
  joins: 'first' | 'invited' | 'open';
}

export interface RuleView {
  key: string;
  kit: string;
  title: string;
  /** What it does, one sentence. */
  sentence: string;
  /** Keys of the records that it is about. */
  records: string[];
  /** Of a lifecycle: its states in order and who brings a record from one to another. */
  states: string[];
  steps: { key: string; label: string; from: string[]; to: string; who: string }[];
  /** Where it stands in blueprint.json, as a JSON pointer. */
  pointer: string;
}

export interface LookView {
  mood: string;
  /** null: the mood decides. */
  background: string | null;
  component: string | null;
  isDark: boolean;
}
