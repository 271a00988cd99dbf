import { draw } from './draw.js';
import type { GameRules } from './game.ts';

export type Mark = 'X' | 'O' | '';
export interface TicTacToeState {
  /** Nine squares, row by row; the player is X. */
  squares: Mark[];
  seed: number;
}

const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
/** How often the computer looks before it leaps: sometimes it can be beaten. */
const CARE = 0.8;

export const ticTacToe: GameRules<TicTacToeState> = {
  title: 'Tic-tac-toe',
  how: 'Three in a row win. You are X and begin; a quick win counts for more. Keys 1 to 9 stand for the squares.',
  start: (seed) => ({ squares: Array.from({ length: 9 }, () => '' as Mark), seed }),
  move(state, move) {
    const square = /^[0-8]$/.test(move) ? Number(move) : -1;
    if (state.squares[square] !== '' || ticTacToe.isOver(state)) return undefined;
    const squares = put(state.squares, square, 'X');
    if (winnerOf(squares) !== '' || isFull(squares)) return { ...state, squares };
    const { answer, seed } = answerOf(squares, state.seed);
    return { squares: put(squares, answer, 'O'), seed };
  },
  isOver: ({ squares }) => winnerOf(squares) !== '' || isFull(squares),
  points({ squares }) {
    const winner = winnerOf(squares);
    if (winner === 'X') return 12 - 2 * squares.filter((mark) => mark === 'X').length;
    return winner === '' && isFull(squares) ? 1 : 0;
  },
};

/** Who has three in a row; nobody: ''. */
export function winnerOf(squares: readonly Mark[]): Mark {
  const line = LINES.find(([a, b, c]) => squares[a!] !== '' && squares[a!] === squares[b!] && squares[b!] === squares[c!]);
  return line ? squares[line[0]!]! : '';
}

const isFull = (squares: readonly Mark[]): boolean => squares.every((mark) => mark !== '');
const put = (squares: readonly Mark[], at: number, mark: Mark): Mark[] => squares.map((old, i) => (i === at ? mark : old));

/** Wins where it can, else stands in the way, else takes the middle, a corner, a side; now and then anything. */
function answerOf(squares: readonly Mark[], seed: number): { answer: number; seed: number } {
  const free = squares.flatMap((mark, i) => (mark === '' ? [i] : []));
  const [care, second] = draw(seed);
  const [chance, next] = draw(second);
  const wins = (mark: Mark): number | undefined => free.find((i) => winnerOf(put(squares, i, mark)) === mark);
  const best = wins('O') ?? wins('X') ?? [4, 0, 2, 6, 8].find((i) => free.includes(i));
  const any = free[Math.floor(chance * free.length)]!;
  return { answer: care < CARE ? (best ?? any) : any, seed: next };
}
