import type { ChaosClient } from './chaos-client.ts';

const TIMES = 7;

/**
 * How long a generation without any provider takes, in milliseconds, by its own ledger: the best of several, which is
 * the one that least depends on what else the machine does. A worker that takes tasks and does none slows each of them.
 */
export async function offlinePace(client: ChaosClient): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
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
