import { rolesWith } from '@millwright/domain';
import { money, numbered } from '../../core/format';
import type { ApprovalsQuery } from '../../core/operations';

type Generation = ApprovalsQuery['generations']['edges'][number]['node'];
type Stage = Generation['stages'][number];

/** What waits for a person's decision: a gate, edits by hand, or a ceiling. */
export interface WaitingDecision {
  id: string;
  generation: string;
  project: { id: string; name: string };
  /** Which of the project's generations it is. */
  numbered: string;
  /** The stage that waits; null: the ceiling. */
  stage: string | null;
  what: string;
  /** The rule that asks for it. */
  rule: string;
  since: string;
  /** Who started the generation. */
  by: string;
  costUsd: number;
  /** What it has cost so far, of what it may. */
  cost: string;
}

/** Who can decide on what waits, in words. */
export const WHO_DECIDES = anyOf(rolesWith('generation.approve'));

/** The decisions that generations wait for, one for each stage that waits. */
export function waitingDecisions(generations: readonly Generation[]): WaitingDecision[] {
  return generations.flatMap((generation): WaitingDecision[] => {
    const waiting = generation.stages.filter((stage) => stage.status === 'AWAITING_INPUT').map(ofStage);
    const all = waiting.length > 0 ? waiting : [ofCeiling(generation)];
    return all.map((decision) => ({
      ...decision,
      id: `${generation.id} ${decision.stage}`,
      generation: generation.id,
      project: generation.project,
      numbered: numbered(generation),
      by: generation.startedBy?.name ?? 'somebody who has left',
      costUsd: generation.usage.costUsd,
      cost: costOf(generation),
    }));
  });
}

type Decision = Pick<WaitingDecision, 'stage' | 'what' | 'rule' | 'since'>;

function ofStage({ name, title, round, approval, conflicts, conflictsSince, finishedAt }: Stage): Decision {
  const what = `${title}${round > 1 ? `, round ${round}` : ''}`;
  const since = approval?.requestedAt ?? conflictsSince ?? finishedAt ?? '';
  if (conflicts.length > 0)
    return {
      stage: name,
      what,
      since,
      rule: `edited by hand and generated anew: ${conflicts.length === 1 ? conflicts[0]! : `${conflicts.length} files`}`,
    };
  const chosen = round > 1 ? 'sent back, and made anew' : 'chosen when it was started';
  return { stage: name, what, since, rule: approval?.reason ?? chosen };
}

function ofCeiling({ budgetUsd, raiseAwaitedSince, createdAt }: Generation): Decision {
  return {
    stage: null,
    what: `The ceiling of ${money(budgetUsd ?? 0)} is reached`,
    rule: 'it asks for more before it goes on',
    since: raiseAwaitedSince ?? createdAt,
  };
}

function costOf({ isPriced, budgetUsd, usage }: Generation): string {
  if (!isPriced) return 'not known';
  return `${money(usage.costUsd)}${budgetUsd === null ? '' : ` of ${money(budgetUsd)}`}`;
}

/** "an owner, admin or editor". */
function anyOf(roles: readonly string[]): string {
  const words = roles.map((role) => role.toLowerCase());
  const [last, before] = [words.at(-1)!, words.slice(0, -1)];
  const article = /^[aeiou]/.test(words[0]!) ? 'an' : 'a';
  return `${article} ${before.length > 0 ? `${before.join(', ')} or ` : ''}${last}`;
}
