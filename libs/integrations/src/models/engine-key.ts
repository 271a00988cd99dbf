/** What keys of engines are encrypted for; see `encrypt`. */
export const ENGINE_KEY = 'engine-key';

/** Whose it is: a row moved to another organization or engine opens no more. */
export function engineKeyOwner(organizationId: string, engine: string): string {
  return `${organizationId}/${engine}`;
}
