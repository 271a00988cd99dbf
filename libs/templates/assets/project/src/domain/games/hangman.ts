import { draw } from './draw.js';
import type { GameRules } from './game.ts';

export interface HangmanState {
  word: string;
  /** Letters in the order in which they were tried. */
  tried: string[];
}

export const LIVES = 7;
/** Words that most people know, each with letters worth thinking about. */
export const WORDS = `anchor balloon blanket bridge button candle carpet castle chimney compass cottage curtain desert dolphin dragon feather forest
  garden giraffe guitar hammer harbour harvest honey island jacket journey kettle ladder lantern lemon library lobster meadow mirror morning mountain
  mushroom orchard oyster paddle pepper picnic pillow planet pocket rabbit railway raincoat ribbon saddle sailor shadow shelter singer spider squirrel
  station summer teapot thunder tunnel turtle umbrella village violin walnut weather whistle window winter yellow zebra`.split(/\s+/);

export const hangman: GameRules<HangmanState> = {
  title: 'Hangman',
  how: `Guess the word letter by letter, with the keys or the buttons. ${LIVES} wrong letters end the game.`,
  start: (seed) => ({ word: WORDS[Math.floor(draw(seed)[0] * WORDS.length)]!, tried: [] }),
  move(state, move) {
    const letter = move.toLowerCase();
    if (!/^[a-z]$/.test(letter) || state.tried.includes(letter) || hangman.isOver(state)) return undefined;
    return { ...state, tried: [...state.tried, letter] };
  },
  isOver: (state) => isGuessed(state) || livesOf(state) === 0,
  points: (state) => (isGuessed(state) ? livesOf(state) * 10 + state.word.length : 0),
};

export const livesOf = ({ word, tried }: HangmanState): number => Math.max(0, LIVES - tried.filter((letter) => !word.includes(letter)).length);
export const isGuessed = ({ word, tried }: HangmanState): boolean => [...word].every((letter) => tried.includes(letter));
