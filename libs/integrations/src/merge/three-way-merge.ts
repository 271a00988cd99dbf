import { diff3Merge } from 'node-diff3';

export interface Merged {
  text: string;
  /** Places where both sides changed the same lines; in the text each stands between marks, as git writes them. */
  conflicts: number;
}

const [OURS, BASE, THEIRS] = ['edited by hand', 'as it was generated before', 'generated now'];

/**
 * Puts a person's changes and newly generated ones together, line by line. Where both changed the same lines, neither is
 * taken: the place is marked, and a person decides.
 *
 * @param base what was generated last. @param ours what a person made of it. @param theirs what is generated now.
 * Source: S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", 2007, by node-diff3.
 */
export function threeWayMerge(base: string, ours: string, theirs: string): Merged {
  let conflicts = 0;
  const lines = diff3Merge(ours.split('\n'), base.split('\n'), theirs.split('\n'), { excludeFalseConflicts: true }).flatMap((region) => {
    if (region.ok) return region.ok;
    const { a, o, b } = region.conflict!;
    conflicts++;
    return [`<<<<<<< ${OURS}`, ...a, `||||||| ${BASE}`, ...o, '=======', ...b, `>>>>>>> ${THEIRS}`];
  });
  return { text: lines.join('\n'), conflicts };
}
