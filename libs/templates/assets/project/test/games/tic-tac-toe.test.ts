import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticTacToe, winnerOf, type Mark, type TicTacToeState } from '../../src/domain/games/tic-tac-toe.ts';

const at = (squares: string, seed = 1): TicTacToeState => ({ squares: [...squares].map((mark) => (mark === '.' ? '' : mark)) as Mark[], seed });
const said = (state: TicTacToeState | undefined): string | undefined => state?.squares.map((mark) => mark || '.').join('');

test('given three in a row, a column or a diagonal, who has them wins', () => {
  for (const squares of ['XXX.OO...', '...XXXOO.', 'X.OX.OX..', '.X..X.OXO', 'X.O.XO..X', '..XOXOX..']) assert.equal(winnerOf(at(squares).squares), 'X');
  assert.equal(winnerOf(at('OOOXX.X..').squares), 'O');
  assert.equal(winnerOf(at('XOXXOOOXX').squares), '');
});

test('given a square that is taken, no square, or a game that is over, no move is made', () => {
  assert.equal(ticTacToe.move(at('X........'), '0'), undefined);
  assert.equal(ticTacToe.move(at('.........'), '9'), undefined);
  assert.equal(ticTacToe.move(at('.........'), ''), undefined);
  assert.equal(ticTacToe.move(at('XXX.OO...'), '8'), undefined);
});

test('given a move, the computer answers once, unless the game is over', () => {
  const after = ticTacToe.move(ticTacToe.start(7), '4')!;
  assert.equal(after.squares.filter((mark) => mark === 'X').length, 1);
  assert.equal(after.squares.filter((mark) => mark === 'O').length, 1);
  assert.equal(said(ticTacToe.move(at('XX..OO...'), '2')), 'XXX.OO...');
  assert.equal(said(ticTacToe.move(at('XOXXOOO.X'), '7')), 'XOXXOOOXX');
});

test('given it looks, the computer wins where it can, else stands in the way', () => {
  const answers = (squares: string, move: string) => Array.from({ length: 200 }, (_, seed) => said(ticTacToe.move(at(squares, seed), move)));
  const share = (all: (string | undefined)[], wanted: string) => all.filter((one) => one === wanted).length / all.length;
  assert.ok(share(answers('OO.X.....', '8'), 'OOOX....X') > 0.7);
  const blocked = share(answers('X........', '1'), 'XXO......');
  assert.ok(blocked > 0.7 && blocked < 1);
});

test('given the end, a quick win counts most, a draw one, a defeat nothing', () => {
  assert.equal(ticTacToe.points(at('XXX.OO...')), 6);
  assert.equal(ticTacToe.points(at('XXXXOO.OO')), 4);
  assert.equal(ticTacToe.points(at('XOXXOOOXX')), 1);
  assert.equal(ticTacToe.points(at('OOOXX.X..')), 0);
  assert.equal(ticTacToe.points(at('X........')), 0);
});
