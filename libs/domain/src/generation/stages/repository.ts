import type { StageDescriptor } from '../stage.types.js';

/** A git repository with everything the stages made. */
export const repository: StageDescriptor = {
  name: 'REPOSITORY',
  title: 'Repository',
  needs: ['MAIN_README', 'DIRECTORY_TREE', 'CODE', 'VERIFY'],
  runsOn: 'git',
  fansOut: false,
  precedence: 90,
  weight: 4,
  maxOutputTokens: 0,
};
