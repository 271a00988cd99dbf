import type { StageDescriptor } from '../stage.types.js';

/** Who talks to whom and how critical each file is; computed, no engine is asked. */
export const communicationSchema: StageDescriptor = {
  name: 'COMMUNICATION_SCHEMA',
  title: 'Communication schema',
  needs: ['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT'],
  runsOn: 'core',
  fansOut: false,
  precedence: 30,
  weight: 2,
  maxOutputTokens: 0,
};
