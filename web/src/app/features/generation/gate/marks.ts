/** What became of a part of a document since the version that it is compared with. */
export type Mark = 'new' | 'changed' | '';

/**
 * Marks the members of a list by their keys: one that was not there is new, one that reads otherwise is changed.
 *
 * @param before the list as it was; undefined: there is nothing to compare with, and nothing is marked.
 * @returns a mark for each member of `now`, and the keys of those that are gone.
 */
export function marksOf<T>(
  before: readonly T[] | undefined,
  now: readonly T[],
  keyOf: (one: T) => string,
): { marks: Mark[]; gone: string[] } {
  if (!before) return { marks: now.map(() => ''), gone: [] };
  const was = new Map(before.map((one) => [keyOf(one), JSON.stringify(one)]));
  const keys = new Set(now.map(keyOf));
  return {
    marks: now.map((one) => {
      const known = was.get(keyOf(one));
      return known === undefined ? 'new' : known === JSON.stringify(one) ? '' : 'changed';
    }),
    gone: [...was.keys()].filter((key) => !keys.has(key)),
  };
}
