/** A game whose state is data: the same start and the same moves give the same end, wherever they are played. */
export interface GameRules<State> {
  title: string;
  /** How to play it, a sentence or two. */
  how: string;
  /** @param seed whole number from which all follows that chance decides. */
  start: (seed: number) => State;
  /** @returns undefined where the move is not allowed. */
  move: (state: State, move: string) => State | undefined;
  isOver: (state: State) => boolean;
  /** Whole points, from 0; more is better. */
  points: (state: State) => number;
}
