/** How many pieces of work were done since the event loop last turned, at most. */
export function countTurns(): { done(): void; most(): number } {
  let [now, most] = [0, 0];
  const turn = (): void => {
    now = 0;
    setImmediate(turn).unref();
  };
  turn();
  return { done: () => void (most = Math.max(most, ++now)), most: () => most };
}
