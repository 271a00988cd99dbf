import type { DecisionRequest } from '@millwright/contracts';
import type { StageName } from '@millwright/domain';
import { refusal } from './refusal.js';

/** A yes or no, and what was said with it. */
export type Decision = Pick<DecisionRequest, 'isApproved' | 'comment' | 'items'>;

interface Gate {
  round: number;
  /** People were asked; whoever is quick may answer before the workflow knows of it. */
  isAsked: boolean;
  /** A decision is being written down; no other may come between. */
  isDeciding: boolean;
  decision?: DecisionRequest;
}

/**
 * Where a generation waits for a person's yes. A gate stands from the moment it is asked for; only a decision on the
 * round that stands opens it, and only once it is written down.
 */
export class Gates {
  private readonly gates = new Map<StageName, Gate>();

  /** @param until resolves once the condition holds; in a workflow, Temporal's own. */
  constructor(private readonly until: (condition: () => boolean) => Promise<unknown>) {}

  get waiting(): StageName[] {
    return [...this.gates].filter(([, gate]) => gate.isAsked && !gate.decision).map(([stage]) => stage);
  }

  /**
   * Closes the way after a stage: people are asked, then somebody decides on this round of it.
   *
   * @param ask whether anybody has to decide at all, or what was decided before.
   * @returns the decision; undefined where nobody has to.
   */
  async pass(stage: StageName, round: number, ask: () => Promise<boolean | Decision>): Promise<Decision | undefined> {
    const gate: Gate = { round, isAsked: false, isDeciding: false };
    this.gates.set(stage, gate);
    try {
      const asked = await ask();
      if (!asked) return undefined;
      if (asked !== true) return asked;
      gate.isAsked = true;
      await this.until(() => gate.decision !== undefined);
      return gate.decision;
    } finally {
      this.gates.delete(stage);
    }
  }

  /** For validators. */
  requireWaiting({ stage, round }: Pick<DecisionRequest, 'stage' | 'round'>): void {
    const gate = this.gates.get(stage);
    if (!gate) throw refusal('This stage does not wait for approval');
    if (gate.decision) throw refusal('This stage has been decided on already');
    if (gate.isDeciding) throw refusal('Somebody else is deciding on this stage right now');
    if (gate.round !== round) throw refusal('This stage was made anew since you looked at it: look at it again');
  }

  /** Takes a decision: written down first, then in force. One that cannot be written down leaves the gate as it was. */
  async decide(decision: DecisionRequest, writeDown: () => Promise<void>): Promise<void> {
    const gate = this.gates.get(decision.stage)!;
    gate.isDeciding = true;
    try {
      await this.until(() => gate.isAsked || !this.stands(gate));
      if (!this.stands(gate)) throw refusal('This stage does not wait for approval');
      await writeDown();
      gate.decision = decision;
    } finally {
      gate.isDeciding = false;
    }
  }

  private stands(gate: Gate): boolean {
    return [...this.gates.values()].includes(gate);
  }
}
