import type { StageState } from '@millwright/domain';

/** From so many files on, those of a stage are put together by folder. */
const MANY = 12;

export interface FileGroup<T> {
  title: string;
  items: T[];
}

/** Files under the titles of the stages that made them, in the order of the stages; of a stage with many, by folder. */
export function groupFiles<T extends { stage: string; path: string }>(
  stages: readonly Pick<StageState, 'name' | 'title'>[],
  files: readonly T[],
): FileGroup<T>[] {
  return stages.flatMap(({ name, title }) => {
    const own = files.filter((file) => file.stage === name);
    if (own.length === 0) return [];
    if (own.length < MANY) return [{ title, items: own }];
    const byFolder = Map.groupBy(own, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    return [...byFolder]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([folder, items]) => ({ title: folder ? `${title}: ${folder}` : title, items }));
  });
}
