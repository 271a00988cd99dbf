import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryPairs, PAIRS, type MemoryState } from '../../src/domain/games/memory-pairs.ts';

const turn = (state: MemoryState, ...cards: number[]): MemoryState =>
  cards.reduce((before, card) => {
    const after = memoryPairs.move(before, String(card));
    assert.ok(after, `card ${card}`);
    return after;
  }, state);
const places = (state: MemoryState, card: number): [number, number] => state.cards.flatMap((one, i) => (one === card ? [i] : [])) as [number, number];

test('given a start, each of eight lies twice, in an order that the seed decides', () => {
  const { cards } = memoryPairs.start(3);
  assert.deepEqual([...cards].sort((a, b) => a - b), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
  assert.deepEqual(memoryPairs.start(3).cards, cards);
  assert.notDeepEqual(memoryPairs.start(4).cards, cards);
});

test('given a pair, it stays open; given none, both lie open until the next card', () => {
  const start = memoryPairs.start(3);
  const [[a, b], [c]] = [places(start, 0), places(start, 1)];
  const pair = turn(start, a, b);
  assert.deepEqual([pair.isFound[a], pair.isFound[b], pair.open, pair.tries], [true, true, [], 1]);
  const none = turn(start, a, c);
  assert.deepEqual([none.isFound.includes(true), none.open, none.tries], [false, [a, c], 1]);
  assert.deepEqual(turn(none, a).open, [a]);
});

test('given a card that lies open or is found, or no card, no move is made', () => {
  const start = memoryPairs.start(3);
  const [a, b] = places(start, 0);
  assert.equal(memoryPairs.move(turn(start, a), String(a)), undefined);
  assert.equal(memoryPairs.move(turn(start, a, b), String(a)), undefined);
  for (const move of ['16', '-1', 'x', '', '1.5']) assert.equal(memoryPairs.move(start, move), undefined);
});

test('given all pairs are found, it is over, and each try too many costs five points', () => {
  const start = memoryPairs.start(3);
  const all = Array.from({ length: PAIRS }, (_, card) => places(start, card)).flat();
  const best = turn(start, ...all);
  assert.deepEqual([memoryPairs.isOver(best), memoryPairs.points(best)], [true, 100]);
  const [a, c] = [places(start, 0)[0], places(start, 1)[0]];
  const worse = turn(start, a, c, ...all);
  assert.equal(memoryPairs.points(worse), 95);
  assert.equal(memoryPairs.points({ ...worse, tries: 500 }), 10);
  assert.equal(memoryPairs.points(start), 0);
});
