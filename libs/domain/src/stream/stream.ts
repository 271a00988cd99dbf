import type { Permission } from '../access/roles.js';

/** One row of a ledger: `seq` starts at 1 and has no gaps within a stream; `at` is ISO 8601, UTC. */
export interface StreamEvent<Body> {
  seq: number;
  at: string;
  body: Body;
}

/** What every state has: how far it has read, and where it stands. */
export interface StreamState {
  seq: number;
  status: string;
}

/** What one type of event changes, and says. A kind may know more of its types besides. */
export interface EventEntry<State, Body> {
  apply(state: State, body: Body, at: string): State;
  /** In one sentence for people: the same words in the console, the API and the log. */
  describe(body: Body): string;
}

/** One entry for each type of event of a kind. */
export type EventTable<State, Body extends { type: string }> = {
  [Type in Body['type']]: EventEntry<State, Extract<Body, { type: Type }>>;
};

/** A kind of recorded work: its state is its events, reduced, and nothing else. */
export interface StreamDefinition<State extends StreamState, Body extends { type: string }> {
  /** As the ledger names it: lower case, once and for ever. */
  readonly kind: string;
  /** Who may read what happened in it. */
  readonly reading: Permission;
  readonly empty: State;
  readonly events: EventTable<State, Body>;
  /** Whether it takes no further events. */
  isFinal(state: State): boolean;
  /** What follows from the state as a whole, after each event. */
  settle?(state: State, before: State): State;
}

/**
 * The next state of a stream. Pure: the server folds it into the projection, the browser into what is on the screen, and
 * both come to the same.
 *
 * An event already seen (its `seq` is not past the state's) changes nothing, so that a reconnect may repeat. Of a type that
 * a later release has added, only the number is taken.
 */
export function reduceStream<State extends StreamState, Body extends { type: string }>(
  definition: StreamDefinition<State, Body>,
  state: State,
  { seq, at, body }: StreamEvent<Body>,
): State {
  if (seq <= state.seq) return state;
  const counted = { ...state, seq };
  const entry = entryOf(definition, body);
  if (!entry) return counted;
  const next = entry.apply(counted, body, at);
  return definition.settle ? definition.settle(next, state) : next;
}

/** An event in one sentence for people. */
export function describeIn<State extends StreamState, Body extends { type: string }>(
  definition: StreamDefinition<State, Body>,
  body: Body,
): string {
  return entryOf(definition, body)?.describe(body) ?? body.type.toLowerCase().replaceAll('_', ' ');
}

function entryOf<State extends StreamState, Body extends { type: string }>(
  { events }: StreamDefinition<State, Body>,
  body: Body,
): EventEntry<State, Body> | undefined {
  return Object.hasOwn(events, body.type) ? (events[body.type as Body['type']] as EventEntry<State, Body>) : undefined;
}
