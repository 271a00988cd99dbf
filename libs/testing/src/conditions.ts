/** Temporal's `condition`, as workflows see it: after each step all conditions are looked at, and all that hold go on. */
export function conditions(): { until(condition: () => boolean): Promise<void>; step(): void } {
  let waiting: { condition: () => boolean; go: () => void }[] = [];
  return {
    until: (condition) => (condition() ? Promise.resolve() : new Promise((go) => waiting.push({ condition, go }))),
    step: () => {
      const ready = waiting.filter(({ condition }) => condition());
      waiting = waiting.filter((one) => !ready.includes(one));
      for (const { go } of ready) go();
    },
  };
}
