import type { FileRole } from '../blueprint/blueprint.types.js';
import { countReaching } from '../graph/count-reaching.js';
import type { FileGraph } from './analyse-components.js';

export interface Criticality {
  /** 1 to 10. */
  score: number;
  why: { reason: string; points: number }[];
}

/** Files that nothing in production runs: however many lean on them, losing one stops no user. */
const SUPPORTING: ReadonlySet<FileRole> = new Set<FileRole>(['test', 'docs', 'asset', 'script']);
const SUPPORTING_LIMIT = 4;
const DATA_ROLES: ReadonlySet<FileRole> = new Set<FileRole>(['model', 'migration', 'repository']);

/**
 * Criticality of each file, from the graph alone; names play no part, so a rename changes nothing.
 *
 * 1 for being there, plus
 * - up to 6 for the files that reach it through dependencies, against the file with the most of them,
 *   as a square root: the first dependents tell more than the fiftieth;
 * - 5 for an entry point: nothing starts without it;
 * - 2 for owning data: a fault there can be lasting;
 * - 3 for identity, permissions or secrets;
 * rounded, at most 10; tests, documents, assets and scripts at most 4.
 * Tests are not counted as dependents, since every file has some.
 *
 * Source: reachability as impact from Bohner and Arnold, "Software Change Impact Analysis" (1996);
 * use relations as significance from Inoue et al., "Ranking significance of software components
 * based on use relations", IEEE TSE 2005. The weights are ours.
 */
export function criticalityOf(graph: FileGraph): Criticality[] {
  const isTest = graph.files.map((file) => file.role === 'test');
  const targets: number[][] = graph.files.map(() => []);
  for (const edge of graph.edges) if (!isTest[edge.from]) targets[edge.from]!.push(edge.to);
  const reaching = countReaching(targets);
  const most = Math.max(1, ...reaching);

  return graph.files.map((file, i) => {
    const why: { reason: string; points: number }[] = [];
    const dependents = reaching[i]!;
    if (dependents > 0)
      why.push({
        reason: `${dependents} ${dependents === 1 ? 'file depends' : 'files depend'} on it`,
        points: round1(6 * Math.sqrt(dependents / most)),
      });
    if (file.role === 'entry') why.push({ reason: 'it is an entry point', points: 5 });
    if (DATA_ROLES.has(file.role) && file.entities.length > 0) why.push({ reason: `it owns ${listNames(file.entities)} data`, points: 2 });
    if (graph.isSecurity[i]) why.push({ reason: 'it guards identity or permissions', points: 3 });
    const sum = Math.min(10, Math.round(1 + why.reduce((total, { points }) => total + points, 0)));
    const isSupporting = SUPPORTING.has(file.role);
    if (isSupporting && sum > SUPPORTING_LIMIT) why.push({ reason: 'it does not run in production', points: SUPPORTING_LIMIT - sum });
    if (why.length === 0) why.push({ reason: 'no file depends on it', points: 0 });
    return { score: isSupporting ? Math.min(SUPPORTING_LIMIT, sum) : sum, why: why.sort((a, b) => b.points - a.points) };
  });
}

function listNames(names: readonly string[]): string {
  return names.length <= 3 ? names.join(' and ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more kinds of`;
}

const round1 = (value: number): number => Math.round(value * 10) / 10;
