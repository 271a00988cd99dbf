import type { StageDescriptor } from '../stage.types.js';

/** Every file of the blueprint, side by side. */
export const code: StageDescriptor = {
  name: 'CODE',
  title: 'Code',
  needs: ['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT', 'DIRECTORY_TREE'],
  runsOn: 'engine',
  fansOut: true,
  precedence: 20,
  weight: 46,
  maxOutputTokens: 16000,
};
