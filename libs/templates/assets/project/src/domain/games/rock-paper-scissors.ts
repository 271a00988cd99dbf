import { draw } from './draw.js';
import type { GameRules } from './game.ts';

export const HANDS = ['rock', 'paper', 'scissors'] as const;
export type Hand = (typeof HANDS)[number];
export interface HandsState {
  rounds: { yours: Hand; theirs: Hand }[];
  seed: number;
}

/** Rounds won that end the game. */
export const TO_WIN = 3;

export const rockPaperScissors: GameRules<HandsState> = {
  title: 'Rock, paper, scissors',
  how: `Rock breaks scissors, scissors cut paper, paper wraps rock. Whoever first wins ${TO_WIN} rounds wins; keys R, P and S choose.`,
  start: (seed) => ({ rounds: [], seed }),
  move(state, move) {
    const yours = HANDS.find((hand) => hand === move);
    if (!yours || rockPaperScissors.isOver(state)) return undefined;
    const [chance, seed] = draw(state.seed);
    return { rounds: [...state.rounds, { yours, theirs: HANDS[Math.floor(chance * HANDS.length)]! }], seed };
  },
  isOver: (state) => Math.max(...Object.values(wonOf(state))) >= TO_WIN,
  points(state) {
    const { you, they } = wonOf(state);
    return you >= TO_WIN ? you * 10 - they * 5 : 0;
  },
};

/** Who wins a round; nobody where both show the same. */
export function winnerOfRound({ yours, theirs }: { yours: Hand; theirs: Hand }): 'you' | 'they' | 'nobody' {
  const ahead = (HANDS.indexOf(yours) - HANDS.indexOf(theirs) + 3) % 3;
  return ahead === 0 ? 'nobody' : ahead === 1 ? 'you' : 'they';
}

export function wonOf({ rounds }: HandsState): { you: number; they: number } {
  const won = (who: 'you' | 'they'): number => rounds.filter((round) => winnerOfRound(round) === who).length;
  return { you: won('you'), they: won('they') };
}
