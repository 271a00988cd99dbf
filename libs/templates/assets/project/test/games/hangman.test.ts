import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hangman, LIVES, livesOf, WORDS, type HangmanState } from '../../src/domain/games/hangman.ts';

const after = (letters: string, word = 'lemon'): HangmanState =>
  [...letters].reduce<HangmanState>((state, letter) => {
    const moved = hangman.move(state, letter);
    assert.ok(moved, letter);
    return moved;
  }, { word, tried: [] });

test('given a start, a word of the list is to be guessed, which the seed decides', () => {
  const words = Array.from({ length: 50 }, (_, seed) => hangman.start(seed).word);
  assert.ok(words.every((word) => WORDS.includes(word)));
  assert.ok(new Set(words).size > 10);
  assert.ok(WORDS.every((word) => /^[a-z]{4,12}$/.test(word)));
});

test('given letters, only wrong ones cost a life', () => {
  assert.equal(livesOf(after('lx')), LIVES - 1);
  assert.equal(livesOf(after('lem')), LIVES);
});

test('given a letter twice, or none, no move is made; capitals are letters too', () => {
  assert.equal(hangman.move(after('l'), 'l'), undefined);
  assert.equal(hangman.move(after('l'), 'L'), undefined);
  for (const move of ['', '1', 'ab', 'é']) assert.equal(hangman.move(after(''), move), undefined);
  assert.deepEqual(hangman.move(after(''), 'E')!.tried, ['e']);
});

test('given the word is guessed or no life is left, it is over, with points for lives and letters', () => {
  const guessed = after('xlemon');
  assert.deepEqual([hangman.isOver(guessed), hangman.points(guessed)], [true, 65]);
  const lost = after('abcdfgh');
  assert.deepEqual([hangman.isOver(lost), hangman.points(lost)], [true, 0]);
  assert.equal(hangman.move(lost, 'l'), undefined);
  assert.equal(hangman.isOver(after('lemo')), false);
});
