/**
 * Runs `work` for each item, at most `window` at a time, in the order given.
 * After a failure no further item begins; those in flight are waited for, then the first failure is thrown.
 */
export async function runSideBySide<T>(items: readonly T[], window: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const item = items[next++]!;
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(window, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
}
