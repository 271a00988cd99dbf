import type { ChaosClient } from './chaos-client.ts';

const TIMES = 4;
/** A machine that has other work is slow for a while; a stack that is slow is slow each time. */
const TIMES_AT_MOST = 40;

/**
 * How long a generation without any provider takes, in milliseconds, by its own ledger: the best of several, which is
 * the one that least depends on what else the machine does. A worker that takes tasks and does none slows each of them.
 *
 * @param enough what is looked for: the first that takes no longer ends the search, which goes on for more without one.
 */
export async function offlinePace(client: ChaosClient, enough?: number): Promise<number> {
  const times: number[] = [];
  const isOver = (): boolean =>
    enough === undefined ? times.length >= TIMES : times.length >= TIMES_AT_MOST || times.some((time) => time <= enough);
  while (!isOver()) {
    const id = await client.start('offline', 0, 'plain');
    await client.untilEnd(id);
    const { generationEvents } = await client.ask<{ generationEvents: { edges: { node: { type: string; at: string } }[] } }>(
      'query ($id: ID!) { generationEvents(generationId: $id, first: 100) { edges { node { type at } } } }',
      { id },
    );
    const at = generationEvents.edges.map(({ node }) => Date.parse(node.at));
    times.push(at.at(-1)! - at[0]!);
  }
  return Math.min(...times);
}
