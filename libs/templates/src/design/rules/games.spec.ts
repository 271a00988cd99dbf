import { designOf } from '../design-of.js';

const read = (text: string) => {
  const { design, understanding } = designOf('Games', text);
  const rule = design.rules.find(({ kit }) => kit === 'game');
  return { design, games: rule?.kit === 'game' ? rule.games : [], phrases: understanding.phrases };
};

it.each([
  ['A page where children play hangman and noughts and crosses.', ['tic-tac-toe', 'hangman']],
  ['A memory game with pairs of cards for my grandmother.', ['memory-pairs']],
  ['A game of 2048 with a list of the best scores.', ['2048']],
  ['People play rock-paper-scissors against the computer.', ['rock-paper-scissors']],
  ['A library that lends board games such as snake and hangman to members. Every game has a title.', []],
  ['A shop for cameras with much memory. Every camera has a name and a price.', []],
  ['A diary about my snakes. I log feedings with a date.', []],
])('reads of "%s" the games %j', (text, games) => expect(read(text).games).toEqual(games));

it('says of a game outside of the set that it is not built', () => {
  const { games, phrases } = read('A site to play hangman and tetris. Players sign up and keep their scores.');
  expect(games).toEqual(['hangman']);
  expect(phrases.some(({ reason }) => /another one is not built/.test(reason ?? ''))).toBe(true);
  expect(read('A chess game where players play against each other and see their rating.').phrases[0]).toMatchObject({
    outcome: 'NOT_BUILT',
  });
});

it('keeps scores that nobody types, of players with accounts or by name', () => {
  const score = (text: string) => read(text).design.records.filter(({ name }) => /score|game|player/i.test(name));
  const own = score('Players sign up and play snake. A leaderboard shows their best scores. The owner removes scores.');
  expect(own.map(({ name }) => name)).toEqual(['Score']);
  expect(own[0]!.fields.find(({ name }) => name === 'player_id')).toMatchObject({ kind: 'person', isRuled: true });
  expect(score('A snake game with a leaderboard.')[0]!.fields.find(({ name }) => name === 'player')).toMatchObject({ kind: 'text' });
});
