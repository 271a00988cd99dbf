import type { StageDescriptor } from '../stage.types.js';

/** The repository's README.md. */
export const mainReadme: StageDescriptor = {
  name: 'MAIN_README',
  title: 'README',
  needs: ['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT'],
  runsOn: 'engine',
  fansOut: false,
  precedence: 60,
  weight: 10,
  maxOutputTokens: 8000,
};
