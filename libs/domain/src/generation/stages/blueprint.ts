import type { StageDescriptor } from '../stage.types.js';

/** The project in data: entities, endpoints, events, and every file that CODE will write. */
export const blueprint: StageDescriptor = {
  name: 'BLUEPRINT',
  title: 'Blueprint',
  needs: ['DEV_PLAN', 'TECH_ARCHITECTURE'],
  runsOn: 'engine',
  fansOut: false,
  precedence: 10,
  weight: 14,
  maxOutputTokens: 16000,
};
