import type { DesignRecord, GameName, Field } from '../design.types.js';
import type { Clause, Sentence } from '../../reading/reading.types.js';
import type { Plan } from '../plan.types.js';
import { titleCode } from './parts.js';

/** What people call the games that are written. */
const KNOWN: readonly [GameName, RegExp][] = [
  ['tic-tac-toe', /\btic[- ]?tac[- ]?toe\b|\bnoughts and crosses\b|\bthree in a row\b/i],
  [
    'memory-pairs',
    /\bmemory\b(?=.{0,24}\b(game|pairs?|cards?|match\w*)\b)|\b(card|pair)s?[- ]matching\b|\bmatching pairs\b|\bpairs of cards\b|\bgame of memory\b/i,
  ],
  ['snake', /\bsnake(?! (oil|bite|species|plant)s?\b)\b(?!s)/i],
  ['2048', /\b2048\b/],
  ['hangman', /\bhangman\b/i],
  ['rock-paper-scissors', /\brock[-, ]+(paper|scissors)[-, ]+(and[- ])?(paper|scissors)\b/i],
];

/** Games that are asked for by name and that nothing here writes. */
const OTHERS =
  /\b(chess|checkers|draughts|tetris|sudoku|solitaire|minesweeper|pong|pac-?man|breakout|asteroids|space invaders|flappy \w+|battleships?|connect four|reversi|othello|backgammon|poker|blackjack|bingo|crosswords?|wordle|platformer|shooter|racing game|role[- ]playing game|mahjong|tower defen[cs]e|pinball|whack-a-mole|bubble shooter|billiards|ludo|dominoes?|scrabble|uno)\b/i;
const PLAYING = /\b(play(s|ed|ing|ers?|able)?|games?|against|levels?|puzzles?|arcade)\b/i;
/** Games that things are borrowed, sold or talked about rather than played here. */
const ABOUT =
  /\b(board games?|video games?|sell|shop|store|borrow|lend|rent|library|review|tournament|match(es)?|club|league|rules of|fans?)\b/i;
export const LEFT = 'Of games there are tic-tac-toe, memory, snake, 2048, hangman and rock, paper, scissors; another one is not built';

/** Whether words name a game that nothing here writes. */
export const isOtherGame = (words: string): boolean => OTHERS.test(words) && !ABOUT.test(words);

/** Whether a text wants something of the closed set to be played, whatever else it keeps. */
export const namesGame = (text: string): boolean => PLAYING.test(text) && KNOWN.some(([, words]) => words.test(text));

/** Games of the closed set that a description wants to be played; another one is said to be not built. */
export function addGames(plan: Plan): void {
  const { draft } = plan;
  const build = draft.reading.sentences.filter(({ topic }) => topic === 'build' || topic === 'talk');
  const whole = build.map(({ text }) => text).join(' ');
  if (!PLAYING.test(whole) && !/\b(snake|tetris|2048|hangman|tic[- ]?tac[- ]?toe)\b/i.test(build[0]?.text ?? '')) return;
  for (const sentence of build)
    if (
      (PLAYING.test(sentence.text) || KNOWN.some(([, words]) => words.test(sentence.text))) &&
      OTHERS.test(sentence.text) &&
      !ABOUT.test(sentence.text)
    )
      draft.account.notBuilt(clauseAt(sentence, OTHERS.exec(sentence.text)!.index), LEFT);
  const found = KNOWN.flatMap(([game, words]) => {
    const sentence =
      build.find(({ text }) => words.test(text) && !ABOUT.test(text)) ??
      // "Hangman, memory and snake": beside another game it is one.
      (game === 'memory-pairs'
        ? build.find(({ text }) => /\bmemory\b/i.test(text) && KNOWN.some(([, other]) => other.test(text)))
        : undefined);
    return sentence ? [{ game, sentence, at: (words.exec(sentence.text) ?? /memory/i.exec(sentence.text)!).index }] : [];
  });
  if (found.length === 0 || draft.shape === 'api') return;
  const score = scoreRecord(
    plan,
    found.map(({ game }) => game),
  );
  const isPersonal = keepsOwn(plan);
  plan.add(
    {
      kit: 'game',
      name: found.length === 1 ? 'playGame' : 'playGames',
      by: 'everyone',
      games: found.map(({ game }) => game),
      record: score.table,
      game: 'game',
      points: 'points',
      player: isPersonal ? 'player_id' : 'player',
      at: 'played_at',
    },
    undefined,
  );
  const { name } = plan.rules.at(-1)!;
  for (const { sentence, at } of found) draft.account.built(clauseAt(sentence, at), { kind: 'rule', name });
  accountFor(plan, name);
}

/** Scores are what games leave; what the text says of games and scores is theirs, and no list that somebody types. */
function scoreRecord(plan: Plan, games: GameName[]): DesignRecord {
  const { records, people } = plan;
  for (let i = records.length - 1; i >= 0; i--) {
    const { name, fields } = records[i]!;
    const isStated =
      fields.filter(({ origin, name: field }) => origin === 'stated' && !/score|point|level|result|player|game/.test(field)).length > 1;
    if (OF_GAMES.test(name.toLowerCase()) && !isStated) records.splice(i, 1);
  }
  for (const role of people.roles) role.fields = role.fields.filter(({ name }) => !/^(high_?)?(score|points?|result)s?$/.test(name));
  const first = people.roles[0] ? { roles: [people.roles[0].slug] } : ('everyone' as const);
  const ruled = (name: string, label: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
    name,
    label,
    kind,
    required: true,
    isRuled: true,
    origin: 'stated',
    ...more,
  });
  const player = keepsOwn(plan) ? ruled('player_id', 'Player', 'person') : ruled('player', 'Player', 'text');
  return plan.ensure('score', () => ({
    fields: [
      titleCode(),
      ruled('game', 'Game', 'enum', { values: games }),
      ruled('points', 'Points', 'integer', { min: 0 }),
      player,
      { name: 'played_at', label: 'Played', kind: 'datetime', required: true, setTo: 'now', origin: 'assumed' },
    ],
    title: 'reference',
    access: { read: 'everyone', create: first, change: first, remove: first },
    view: 'table',
    createLabel: 'Add score',
  }));
}

/** Whether players have accounts of their own; else a name is typed for the list. */
const keepsOwn = ({ people }: Plan): boolean => people.roles.some(({ joins }) => joins === 'open');

/** Names under which a reading keeps what the games themselves are made of. */
const OF_GAMES =
  /^((\w+ )?games?|scores?|(high|best|game|top)[- ]scores?|high-score list|leader ?boards?|rankings?|players?|levels?|rounds?|moves?|boards?|cards?|pairs?|snakes?|tiles?|words?|letters?|opponents?|computers?|apples?|foods?|grids?|squares?|results?|points?|memory|tic-tac-toe|difficult\w*)$/;

/** What every such game has: keys, touch, scores with the best of them, scores for what was played alone. */
const HAS =
  /\b(scores?|points?|leader ?boards?|rank(ing|ed)?s?|high-?score|keyboard|arrow keys|touch|swip\w+|without having played|having played|against the computer|restart|play again|new game)\b/i;

function accountFor(plan: Plan, name: string): void {
  for (const sentence of plan.draft.reading.sentences)
    for (const clause of sentence.clauses) {
      const words = plan.draft.reading.text.slice(clause.from, clause.to);
      if (HAS.test(words) && !OTHERS.test(words)) plan.draft.account.built(clause, { kind: 'rule', name });
    }
}

/** The clause in which a position of the sentence's text lies. */
function clauseAt(sentence: Sentence, at: number): Clause | Sentence {
  return (
    [...sentence.clauses].sort((a, b) => b.from - a.from).find(({ from }) => from <= sentence.from + at) ?? sentence.clauses[0] ?? sentence
  );
}
