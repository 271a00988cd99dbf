import { readFileSync } from 'node:fs';
import { RAISED_USD, type ChaosClient, type Kind } from './chaos-client.ts';
import { Plain } from './say.ts';

export interface LedgerLine {
  cursor: string;
  node: { type: string; stage: string | null; at: string };
}

/**
 * Whether a generation is whole: complete, every artifact once, one repository, a ledger without gaps, every gate opened
 * once, within its ceiling, and no call begun more often than there were kills.
 *
 * @returns its ledger. @throws Plain naming what is not
 */
export async function check(
  client: ChaosClient,
  id: string,
  { kind, files, journal, kills }: { kind: Kind; files: number; journal: string; kills: number },
): Promise<LedgerLine[]> {
  const { generation } = await client.ask<{
    generation: {
      status: string;
      failure: object | null;
      budgetUsd: number | null;
      usage: { costUsd: number };
      artifacts: { edges: { node: { stage: string; path: string } }[] };
      project: { repository: object | null };
    };
  }>(
    'query ($id: ID!) { generation(id: $id) { status budgetUsd usage { costUsd } failure { stage message attempts } artifacts(first: 100) { edges { node { stage path } } } project { repository { headCommit } } } }',
    { id },
  );
  const require = (isFine: boolean, what: string): void => {
    if (!isFine) throw new Plain(`Generation ${id}: ${what}`);
  };
  require(generation.status === 'COMPLETE', `ended as ${generation.status}: ${JSON.stringify(generation.failure)}`);
  require(generation.project.repository !== null, 'has no repository');
  const paths = generation.artifacts.edges.map(({ node }) => `${node.stage} ${node.path}`);
  require(new Set(paths).size === paths.length, 'has an artifact twice');
  require(paths.filter((path) => path.startsWith('CODE ')).length === files, `has ${paths.length} artifacts`);
  const events: LedgerLine[] = [];
  for (let after = '0'; ;) {
    const page = await client.ask<{ generationEvents: { edges: LedgerLine[]; pageInfo: { hasNextPage: boolean } } }>(
      'query ($id: ID!, $after: String) { generationEvents(generationId: $id, first: 100, after: $after) { pageInfo { hasNextPage } edges { cursor node { type stage at } } } }',
      { id, after },
    );
    events.push(...page.generationEvents.edges);
    if (!page.generationEvents.pageInfo.hasNextPage) break;
    after = events.at(-1)!.cursor;
  }
  require(events.every((event, i) => event.cursor === String(i + 1)), 'has a gap in its ledger');
  for (const type of ['GENERATION_STARTED', 'GENERATION_COMPLETED'])
    require(events.filter(({ node }) => node.type === type).length === 1, `has ${type} not once`);
  const repositories = events.filter(({ node }) => node.type === 'STAGE_COMPLETED' && node.stage === 'REPOSITORY').length;
  require(repositories === 1, `made ${repositories} repositories`);
  const count = (type: string): number => events.filter(({ node }) => node.type === type).length;
  if (kind === 'gates') require(count('APPROVAL_REQUESTED') === 2 && count('STAGE_APPROVED') === 2, 'did not pass its two gates once each');
  if (kind === 'fork') require(count('STAGE_REUSED') === 6, `reused ${count('STAGE_REUSED')} stages`);
  if (kind === 'budget') {
    require(count('BUDGET_AWAITED') === 1 && count('BUDGET_RAISED') === 1, 'did not stop at its ceiling once');
    require(generation.usage.costUsd <= RAISED_USD, 'passed its ceiling');
  }
  const begun = new Map<string, number>();
  for (const line of readFileSync(journal, 'utf8').split('\n')) {
    const [what, call] = line.split(' ');
    if (what === 'begin' && call?.startsWith(id)) begun.set(call, (begun.get(call) ?? 0) + 1);
  }
  for (const [call, times] of begun) require(times <= kills + 1, `began the call ${call} ${times} times with ${kills} kills`);
  return events;
}
