import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slide, sliding, type SlidingState } from '../../src/domain/games/2048.ts';

const at = (...rows: number[][]): SlidingState => ({ tiles: [0, 1, 2, 3].flatMap((row) => rows[row] ?? [0, 0, 0, 0]), score: 0, seed: 1 });
const count = ({ tiles }: SlidingState): number => tiles.filter((tile) => tile > 0).length;

test('given a start, two tiles lie there', () => {
  for (let seed = 0; seed < 20; seed++) {
    assert.equal(count(sliding.start(seed)), 2);
    assert.ok(sliding.start(seed).tiles.every((tile) => [0, 2, 4].includes(tile)));
  }
});

test('given a direction, equal tiles become one, once a move, and add to the points', () => {
  assert.deepEqual(slide(at([2, 2, 4, 4]), 'L')!.tiles.slice(0, 4), [4, 8, 0, 0]);
  assert.deepEqual(slide(at([2, 2, 4, 4]), 'R')!.tiles.slice(0, 4), [0, 0, 4, 8]);
  assert.deepEqual(slide(at([2, 2, 2, 0]), 'L')!.tiles.slice(0, 4), [4, 2, 0, 0]);
  assert.deepEqual(slide(at([2, 2, 2, 0]), 'R')!.tiles.slice(0, 4), [0, 0, 2, 4]);
  assert.deepEqual(slide(at([4, 0, 2, 2]), 'L')!.tiles.slice(0, 4), [4, 4, 0, 0]);
  assert.equal(slide(at([2, 2, 4, 4]), 'L')!.score, 12);
  const column = at([2], [2], [0], [8]);
  column.tiles = [2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0];
  assert.deepEqual([0, 4, 8, 12].map((i) => slide(column, 'U')!.tiles[i]), [4, 8, 0, 0]);
  assert.deepEqual([0, 4, 8, 12].map((i) => slide(column, 'D')!.tiles[i]), [0, 0, 4, 8]);
});

test('given nothing moves, or no direction, no move is made; else one tile is new', () => {
  assert.equal(sliding.move(at([2, 4, 0, 0]), 'L'), undefined);
  assert.equal(sliding.move(at([2, 4, 0, 0]), 'X'), undefined);
  assert.equal(sliding.move(at([2, 4, 0, 0]), 'constructor'), undefined);
  assert.equal(count(sliding.move(at([2, 4, 0, 0]), 'R')!), 3);
});

test('given no direction moves anything, it is over', () => {
  const full = at([2, 4, 2, 4], [4, 2, 4, 2], [2, 4, 2, 4], [4, 2, 4, 2]);
  assert.equal(sliding.isOver(full), true);
  assert.equal(sliding.isOver({ ...full, tiles: [2, 2, ...full.tiles.slice(2)] }), false);
  assert.equal(sliding.isOver({ ...full, tiles: [0, ...full.tiles.slice(1)] }), false);
  assert.equal(sliding.points({ ...full, score: 128 }), 128);
});
