import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rockPaperScissors, winnerOfRound, type Hand, type HandsState } from '../../src/domain/games/rock-paper-scissors.ts';

const rounds = (...all: [Hand, Hand][]): HandsState => ({ rounds: all.map(([yours, theirs]) => ({ yours, theirs })), seed: 1 });

test('given two hands, each beats one and is beaten by one', () => {
  const won = (yours: Hand, theirs: Hand) => winnerOfRound({ yours, theirs });
  assert.deepEqual([won('rock', 'scissors'), won('scissors', 'paper'), won('paper', 'rock')], ['you', 'you', 'you']);
  assert.deepEqual([won('scissors', 'rock'), won('paper', 'scissors'), won('rock', 'paper')], ['they', 'they', 'they']);
  assert.equal(won('rock', 'rock'), 'nobody');
});

test('given a hand, the computer shows one that chance decides, the same for the same seed', () => {
  const first = Array.from({ length: 60 }, (_, seed) => rockPaperScissors.move(rockPaperScissors.start(seed), 'rock')!.rounds[0]!.theirs);
  assert.deepEqual([...new Set(first)].sort(), ['paper', 'rock', 'scissors']);
  assert.deepEqual(rockPaperScissors.move(rockPaperScissors.start(5), 'rock'), rockPaperScissors.move(rockPaperScissors.start(5), 'rock'));
});

test('given three won rounds, it is over, and each lost one costs five points', () => {
  const won = rounds(['rock', 'scissors'], ['rock', 'paper'], ['rock', 'rock'], ['rock', 'scissors'], ['rock', 'scissors']);
  assert.deepEqual([rockPaperScissors.isOver(won), rockPaperScissors.points(won)], [true, 25]);
  const lost = rounds(['rock', 'paper'], ['rock', 'paper'], ['rock', 'paper']);
  assert.deepEqual([rockPaperScissors.isOver(lost), rockPaperScissors.points(lost)], [true, 0]);
  assert.equal(rockPaperScissors.isOver(rounds(['rock', 'scissors'], ['rock', 'scissors'])), false);
});

test('given no hand, or the game is over, no move is made', () => {
  assert.equal(rockPaperScissors.move(rounds(), 'well'), undefined);
  assert.equal(rockPaperScissors.move(rounds(['rock', 'scissors'], ['rock', 'scissors'], ['rock', 'scissors']), 'rock'), undefined);
});
