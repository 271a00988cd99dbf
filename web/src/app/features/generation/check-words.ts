import type { CheckName, VerificationState } from '@millwright/domain';

/** What each check does, for people. */
export const CHECK_TITLES: Record<CheckName, string> = {
  INSTALL: 'Install packages',
  BUILD: 'Build',
  TYPECHECK: 'Check types',
  LINT: 'Check style',
  TEST: 'Run the tests',
  START: 'Start',
  PROBE: 'Ask its addresses',
  WALK: 'Walk its pages',
};

/** What a person can do about a verification as it stands; empty where nothing is to be done. */
export function nextStepOf({ status, checks }: Pick<VerificationState, 'status' | 'checks'>): string {
  if (status === 'RUNNING') return 'Nothing waits for you; the repository follows, whatever comes of it.';
  if (status === 'SKIPPED') return 'The repository is delivered untried. Once that is mended, verify again.';
  if (status === 'CANCELLED') return 'Verify again, once there is a repository.';
  if (status !== 'FAILED') return '';
  const failed = checks.find((check) => check.status === 'FAILED');
  const where = failed?.output ? `Read what “${CHECK_TITLES[failed.name]}” printed, ` : '';
  return `${where ? `${where}edit the file that it names` : 'Edit the files concerned'}, and verify again; or run it again with a change.`;
}
