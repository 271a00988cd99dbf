import { bullets, document, plain } from '../shared/markdown.js';
import type { DevelopmentPlan } from './plan.types.js';

/** The plan as `docs/development-plan.md`. */
export function renderPlan(plan: DevelopmentPlan): string {
  return document([
    `# Development plan: ${plain(plan.project_name)}`,
    plain(plan.summary),
    '## Goals',
    bullets(plan.goals.map(plain)),
    '## Users',
    bullets(plan.users.map((user) => `**${plain(user.name)}**: ${plain(user.description)}`)),
    '## Features',
    ...plan.features.flatMap((feature) => [
      `### ${plain(feature.name)}`,
      plain(feature.description),
      'Acceptance criteria:',
      bullets(feature.acceptance.map((criterion) => `[ ] ${plain(criterion)}`)),
    ]),
    '## Milestones',
    plan.milestones
      .map((milestone, i) => `${i + 1}. **${plain(milestone.name)}**: ${plain(milestone.outcome)}${featureList(milestone.features)}`)
      .join('\n'),
    '## Risks',
    bullets(plan.risks.map(({ risk, mitigation }) => `${plain(risk)} *Mitigation:* ${plain(mitigation)}`)),
    '## Open questions',
    bullets(plan.open_questions.map(plain)),
  ]);
}

function featureList(features: string[]): string {
  return features.length === 0 ? '' : ` (${features.map(plain).join(', ')})`;
}
