// Rules of snake: plain JavaScript, since the browser plays by them and the server checks the whole play by them again.
import { draw } from './draw.js';

const STEPS = { U: [0, -1], D: [0, 1], L: [-1, 0], R: [1, 0] };
const BACK = { U: 'D', D: 'U', L: 'R', R: 'L' };
const LONGEST_MOVE = 5_000;

/** Steps to each side. */
export const SIZE = 15;

export const snake = {
  title: 'Snake',
  how: 'Steer with the arrow keys, by swiping or with the buttons. Each apple makes the snake longer; walls and its own body end the game.',
  start(seed) {
    const body = [7, 6, 5].map((x) => ({ x, y: 7 }));
    return { body, heading: 'R', isOver: false, ...apple(body, seed) };
  },
  /** One letter for each step: U, D, L, R for where it heads, a full stop for straight on. */
  move(state, move) {
    if (state.isOver || !/^[UDLR.]+$/.test(move) || move.length > LONGEST_MOVE) return undefined;
    let after = state;
    for (const letter of move) {
      if (after.isOver) return undefined;
      after = step(after, letter);
    }
    return after;
  },
  isOver: (state) => state.isOver,
  points: (state) => (state.body.length - 3) * 10,
};

function step(state, letter) {
  const heading = letter === '.' || letter === BACK[state.heading] ? state.heading : letter;
  const [dx, dy] = STEPS[heading];
  const head = { x: state.body[0].x + dx, y: state.body[0].y + dy };
  const eats = head.x === state.apple.x && head.y === state.apple.y;
  // Its end moves on, unless it grows.
  const rest = eats ? state.body : state.body.slice(0, -1);
  const isOver = head.x < 0 || head.y < 0 || head.x >= SIZE || head.y >= SIZE || rest.some(({ x, y }) => x === head.x && y === head.y);
  if (isOver) return { ...state, heading, isOver };
  const body = [head, ...rest];
  return eats ? { ...state, body, heading, ...apple(body, state.seed) } : { ...state, body, heading };
}

/** The next apple, on a free square. */
function apple(body, seed) {
  const [chance, next] = draw(seed);
  const free = [];
  for (let y = 0; y < SIZE; y++) for (let x = 0; x < SIZE; x++) if (!body.some((part) => part.x === x && part.y === y)) free.push({ x, y });
  return { apple: free[Math.floor(chance * free.length)] ?? body[0], seed: next };
}
