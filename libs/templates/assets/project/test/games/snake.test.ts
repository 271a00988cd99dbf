import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, snake, type SnakeState } from '../../src/domain/games/snake.js';

const START: SnakeState = { ...snake.start(1), apple: { x: 0, y: 0 } };
const after = (moves: string, state = START): SnakeState => {
  const moved = snake.move(state, moves);
  assert.ok(moved, moves);
  return moved;
};

test('given steps, the head goes where it heads and the end follows', () => {
  assert.deepEqual(after('.').body, [{ x: 8, y: 7 }, { x: 7, y: 7 }, { x: 6, y: 7 }]);
  assert.deepEqual(after('U').body[0], { x: 7, y: 6 });
  assert.deepEqual(after('D').body[0], { x: 7, y: 8 });
  assert.deepEqual(after('UL').body[0], { x: 6, y: 6 });
});

test('given it is turned right back, it goes straight on', () => {
  assert.deepEqual(after('L').body[0], { x: 8, y: 7 });
});

test('given an apple, it grows and the next one lies on a free square', () => {
  const fed = after('.', { ...START, apple: { x: 8, y: 7 } });
  assert.equal(fed.body.length, 4);
  assert.equal(snake.points(fed), 10);
  assert.ok(!fed.body.some(({ x, y }) => x === fed.apple.x && y === fed.apple.y));
  assert.deepEqual(after('.', { ...START, apple: { x: 8, y: 7 } }).apple, fed.apple);
});

test('given a wall or its own body, it is over, and nothing moves any more', () => {
  const last = '.'.repeat(SIZE - 8);
  assert.equal(snake.isOver(after(last)), false);
  const over = after(`${last}.`);
  assert.equal(snake.isOver(over), true);
  assert.equal(snake.move(over, 'U'), undefined);
  assert.equal(snake.move(START, `${last}..`), undefined);
  const long = { ...START, body: [7, 6, 5, 4, 3].map((x) => ({ x, y: 7 })) };
  assert.equal(snake.isOver(after('DLU', long)), true);
  // Its end has moved on by then.
  assert.equal(snake.isOver(after('DLU', { ...long, body: long.body.slice(0, 4) })), false);
});

test('given what is no step, or too many, no move is made', () => {
  for (const move of ['', 'X', 'U U', '.'.repeat(5_001)]) assert.equal(snake.move(START, move), undefined);
});
