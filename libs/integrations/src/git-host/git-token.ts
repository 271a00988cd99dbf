/** The one git host there is beside our own. */
export const GITHUB = 'github';
/** What tokens of git hosts are encrypted for; see `encrypt`. */
export const GIT_TOKEN = 'git-token';

/** Whose it is: a row moved to another organization opens no more. */
export function gitTokenOwner(organizationId: string, host: string): string {
  return `${organizationId}/${host}`;
}
