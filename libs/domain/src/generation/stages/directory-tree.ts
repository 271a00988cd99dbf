import type { StageDescriptor } from '../stage.types.js';

/** The tree of the repository and a README.md for each directory; computed. */
export const directoryTree: StageDescriptor = {
  name: 'DIRECTORY_TREE',
  title: 'Directory tree',
  needs: ['BLUEPRINT', 'COMMUNICATION_SCHEMA'],
  runsOn: 'core',
  fansOut: false,
  precedence: 50,
  weight: 2,
  maxOutputTokens: 0,
};
