import type { GameRules } from './game.ts';

interface Square {
  x: number;
  y: number;
}
export interface SnakeState {
  /** The head first. */
  body: Square[];
  heading: 'U' | 'D' | 'L' | 'R';
  apple: Square;
  seed: number;
  isOver: boolean;
}
/** Steps to each side. */
export declare const SIZE: number;
export declare const snake: GameRules<SnakeState>;
