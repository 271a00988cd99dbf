import type { SurveyRule } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import { names, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';

/** A survey with its questions and responses, and the fields that matter. */
export interface Survey {
  rule: SurveyRule;
  plan: Plan;
  survey: RecordPlan;
  question: RecordPlan;
  response: RecordPlan;
  /** Of a question: its survey, what is asked, what can be chosen and what a choice counts for. */
  ofSurvey: FieldPlan;
  asked: FieldPlan;
  options: SurveyOption[];
  /** Of a response: its survey, its code, whose it is. */
  toSurvey: FieldPlan;
  code: FieldPlan;
  person: FieldPlan | undefined;
  /** Choices lead to records of this kind; the response keeps the one that most led to. */
  leads: { of: RecordPlan; field: FieldPlan } | undefined;
  /** Choices have points; with so many of them, the survey says something. */
  points: { field: FieldPlan; from: FieldPlan; says: FieldPlan } | undefined;
  /** Of a form's question: what is written there, and whether it is needed. */
  typed: { kind: FieldPlan; needed: FieldPlan } | undefined;
  /** Slugs of whoever answers; empty: everybody, without an account. */
  answering: string[];
}

export interface SurveyOption {
  text: FieldPlan;
  leads?: FieldPlan;
  points?: FieldPlan;
}

/** An expression: whether a viewer is one of these; nobody is left out where there are none. */
export const isOneOf = (viewer: string, slugs: readonly string[]): string =>
  slugs.length === 0 ? 'true' : `hasRole(${viewer}, ${slugs.map(quote).join(', ')})`;

export const findOf = (survey: RecordPlan, plan: Plan): string => `${names(survey).find}(database, ${plan.people ? 'viewer, ' : ''}id)`;
