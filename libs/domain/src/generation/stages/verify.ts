import type { StageDescriptor } from '../stage.types.js';

/** What the repository will hold, tried in a sandbox: installed, built, tested, started. */
export const verify: StageDescriptor = {
  name: 'VERIFY',
  title: 'Verification',
  needs: ['MAIN_README', 'DIRECTORY_TREE', 'CODE'],
  runsOn: 'sandbox',
  fansOut: false,
  precedence: 85,
  weight: 10,
  maxOutputTokens: 0,
};
