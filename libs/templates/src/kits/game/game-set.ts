import type { GameName } from '../../design/design.types.js';

/** What the fixed files of a game are called, and what they export. */
export interface KnownGame {
  slug: GameName;
  /** As people say it; also stands in its rules. */
  title: string;
  /** Of its rules and its board in the written code. */
  rules: string;
  board: string;
  /** Its rules are plain JavaScript, since the browser plays by them too. */
  isShared?: boolean;
  /** Further fixed files that its board needs. */
  needs?: string[];
}

const ARROWS = ['src/pages/games/arrows.ts'];

export const GAME_SET: readonly KnownGame[] = [
  { slug: 'tic-tac-toe', title: 'Tic-tac-toe', rules: 'ticTacToe', board: 'ticTacToe' },
  { slug: 'memory-pairs', title: 'Memory', rules: 'memoryPairs', board: 'memoryPairs' },
  { slug: 'snake', title: 'Snake', rules: 'snake', board: 'snake', isShared: true, needs: ARROWS },
  { slug: '2048', title: '2048', rules: 'sliding', board: 'sliding', needs: ARROWS },
  { slug: 'hangman', title: 'Hangman', rules: 'hangman', board: 'hangman' },
  { slug: 'rock-paper-scissors', title: 'Rock, paper, scissors', rules: 'rockPaperScissors', board: 'rockPaperScissors' },
];
