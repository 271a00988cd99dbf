import type { StageDescriptor } from '../stage.types.js';

/** Components, stack with reasons, data stores, protocols, security, deployment, a diagram. */
export const technicalArchitecture: StageDescriptor = {
  name: 'TECH_ARCHITECTURE',
  title: 'Architecture',
  needs: ['DEV_PLAN'],
  runsOn: 'engine',
  fansOut: false,
  precedence: 70,
  weight: 12,
  maxOutputTokens: 8000,
};
