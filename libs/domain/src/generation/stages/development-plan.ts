import type { StageDescriptor } from '../stage.types.js';

/** Goals, users, features with acceptance criteria, milestones, risks and open questions. */
export const developmentPlan: StageDescriptor = {
  name: 'DEV_PLAN',
  title: 'Development plan',
  needs: [],
  runsOn: 'engine',
  fansOut: false,
  precedence: 40,
  weight: 10,
  maxOutputTokens: 8000,
};
