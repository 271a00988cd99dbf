import { strongComponents } from '../graph/strong-components.js';
import type { FileGraph } from './analyse-components.js';

/**
 * Orders files so that each follows everything it depends on; files of one cycle stand together.
 *
 * @returns `order` of indices, and `cycles` of two or more files each.
 * Source: condensation by Tarjan (1972), which lists components in reverse topological order.
 */
export function rankComponents(graph: Pick<FileGraph, 'files' | 'edges'>): { order: number[]; cycles: number[][] } {
  const targets: number[][] = graph.files.map(() => []);
  for (const edge of graph.edges) targets[edge.from]!.push(edge.to);
  const components = strongComponents(targets);
  return { order: components.flat(), cycles: components.filter((members) => members.length > 1) };
}
