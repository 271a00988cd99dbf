import type { OperationRequest } from '@millwright/contracts';
import type { Actor, EventTable, OperationTable } from '@millwright/domain';
import { defineUpdate, patched, setHandler } from '@temporalio/workflow';
import { refusal } from './refusal.js';

/** The state that operations are judged by: what was accepted counts at once, and no more where it cannot be written down. */
export class Operated<State> {
  private readonly changes = new Set<(state: State) => State>();

  constructor(private readonly begin: State) {}

  get state(): State {
    let state = this.begin;
    for (const change of this.changes) state = change(state);
    return state;
  }

  /** @returns takes it back */
  change(change: (state: State) => State): () => void {
    this.changes.add(change);
    return () => void this.changes.delete(change);
  }
}

/** What an operation does to the workflow itself. */
export interface Effect {
  /** In the moment it is accepted, before it is written down. */
  accepted?(input: Record<string, unknown>): void;
  recorded?(input: Record<string, unknown>): void;
  /** It could not be written down, and did not happen. */
  lost?(): void;
}

export interface Operating<State, Body extends { type: string }> {
  events: EventTable<State, Body>;
  operated: Operated<State>;
  effects: Partial<Record<string, Effect>>;
  /** What begins the stream, where the workflow does so itself: operations are written down after it. */
  begun?: Promise<void>;
  /** @param isFormer as runs did that began before operations were written down by one activity. */
  write(record: { operation: string; actor: Actor; input: Record<string, unknown> }, isFormer: boolean): Promise<void>;
}

/**
 * Takes every operation of a table as an update: refused by its entry before it is accepted, written down one after the
 * other in the order of acceptance.
 */
export function operate<State, Body extends { type: string }>(
  table: OperationTable<NoInfer<State>, Body>,
  { events, operated, effects, write, begun = Promise.resolve() }: Operating<State, Body>,
): void {
  let turn = begun;
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    const before = turn;
    const mine = before.then(work);
    turn = mine.catch(() => undefined);
    await mine;
  };
  for (const [name, operation] of Object.entries(table)) {
    const effect = effects[name] ?? {};
    const perform = async ({ actor, ...input }: OperationRequest): Promise<void> => {
      const isFormer = !patched('operations');
      const body = operation.event(input as never, actor);
      const at = new Date().toISOString();
      const takeBack = operated.change((state) => events[body.type as Body['type']].apply(state, body as never, at));
      effect.accepted?.(input);
      const record = (): Promise<void> => write({ operation: name, actor, input }, isFormer);
      try {
        await (isFormer ? record() : inTurn(record));
      } catch (error) {
        takeBack();
        if (!isFormer) effect.lost?.();
        throw error;
      }
      effect.recorded?.(input);
    };
    setHandler(defineUpdate<void, [OperationRequest]>(name), perform, {
      validator: ({ actor: _actor, ...input }) => {
        const why = operation.refuse(operated.state, input as never);
        if (why) throw refusal(why);
      },
    });
  }
}
