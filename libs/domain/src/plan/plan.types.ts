/** What DEV_PLAN makes, beside its Markdown rendering. Property names are those of the published JSON Schema. */
export interface DevelopmentPlan {
  project_name: string;
  summary: string;
  goals: string[];
  users: { name: string; description: string }[];
  features: { name: string; description: string; acceptance: string[] }[];
  milestones: { name: string; outcome: string; features: string[] }[];
  risks: { risk: string; mitigation: string }[];
  open_questions: string[];
}
