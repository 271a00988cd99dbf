import { readModelList } from './model-list.js';

const ASK_MS = 1_500;
const BELONGS_BEHIND = /\/(chat\/completions|completions|responses|messages|models)$/;

/**
 * Looks for the address that was meant, where the given one answers as no endpoint does: the addresses beside it on the
 * same server at which models are listed.
 *
 * @param headers that the wire asks with.
 * @param suffix of the list of models, behind the base address.
 */
export async function findAddress(baseUrl: string, suffix: string, headers: Record<string, string>): Promise<string | undefined> {
  const bare = baseUrl.replace(BELONGS_BEHIND, '');
  const root = bare.replace(/\/v1$/, '');
  const candidates = new Set([bare, `${bare}/v1`, root, `${root}/v1`, `${root}/api/v1`, `${root}/openai/v1`]);
  candidates.delete(baseUrl);
  const found = await Promise.all([...candidates].map(async (one) => ((await listsModels(`${one}${suffix}`, headers)) ? one : undefined)));
  return found.find((one) => one !== undefined);
}

async function listsModels(url: string, headers: Record<string, string>): Promise<boolean> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(ASK_MS), redirect: 'error' });
    if (response.ok) readModelList(await response.text(), '');
    // A key that it does not take is refused where there is something to be refused.
    return response.ok || response.status === 401 || response.status === 403;
  } catch {
    return false;
  }
}

/** An address as it can be shown: without a name and password in it, and without a query. */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
