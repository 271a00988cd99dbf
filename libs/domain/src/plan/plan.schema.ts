import { listOf, strictObject, text } from '../shared/json-schema.js';

export const DEVELOPMENT_PLAN_SCHEMA = strictObject(
  {
    project_name: text,
    summary: text,
    goals: listOf(text, 1),
    users: listOf(strictObject({ name: text, description: text }), 1),
    features: listOf(strictObject({ name: text, description: text, acceptance: listOf(text, 1) }), 1),
    milestones: listOf(strictObject({ name: text, outcome: text, features: listOf(text) }), 1),
    risks: listOf(strictObject({ risk: text, mitigation: text })),
    open_questions: listOf(text),
  },
  { $id: 'development-plan', title: 'Development plan' },
);
