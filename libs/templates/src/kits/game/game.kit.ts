import type { GameRule } from '../../design/design.types.js';
import { asset } from '../../writing/assets.js';
import { quote } from '../../writing/code.js';
import { recordOf } from '../../writing/plan.js';
import type { Draft } from '../../writing/project-file.js';
import type { Contribution, Kit } from '../kit.js';
import { gamePages, gameRoutes } from './game-pages.js';
import { gameIndex, gamesOf, PLAY_TABLE, playService, type Games } from './game-service.js';
import { gameTests } from './game-tests.js';

/** Games of a closed set: the server makes each move by their rules, so that a score is there for what was played alone. */
export const gameKit: Kit<GameRule> = {
  name: 'game',
  contribute(rule, plan) {
    if (!plan.pages) return {};
    const found = gamesOf(rule, plan, recordOf(plan, rule.record));
    const [only] = found.games;
    if (!only) return {};
    const isAlone = found.games.length === 1;
    return {
      embedded: [found.score.table],
      tables: [PLAY_TABLE(plan.people)],
      files: filesOf(found),
      routeFunctions: ['addPlayRoutes'],
      navigation: [
        { label: isAlone ? only.title : 'Games', href: isAlone ? `/${found.base}/${only.slug}` : `/${found.base}`, may: 'true' },
      ],
      tiles: found.games
        .slice(0, 4)
        .map(
          ({ slug, title }) =>
            `{ label: ${quote(`Best at ${title}`)}, href: '/${found.base}/${slug}', value: bestScores(database, '${slug}', 1)[0]?.points ?? 0 }`,
        ),
      afterSeed: [examplePoints(found)],
      paths: [
        { method: 'get', path: `/api/${found.base}`, summary: 'Games that can be played' },
        { method: 'get', path: `/api/${found.base}/{game}/scores`, summary: 'The ten best scores of a game' },
      ],
    } satisfies Contribution;
  },
};

/** Points of the examples as each game gives them. */
const EXAMPLES: Record<GameRule['games'][number], (points: string) => string> = {
  'tic-tac-toe': (points) => `2 + 2 * (${points} % 3)`,
  'memory-pairs': (points) => `45 + 5 * (${points} % 10)`,
  snake: (points) => `10 + 10 * (${points} % 25)`,
  '2048': (points) => `400 + 36 * ${points}`,
  hangman: (points) => `25 + ${points} % 50`,
  'rock-paper-scissors': (points) => `20 + 5 * (${points} % 3)`,
};

function examplePoints({ games, score, game, points: { column } }: Games): string {
  const cases = games.map(({ slug }) => `WHEN '${slug}' THEN ${EXAMPLES[slug](column)}`);
  return `UPDATE ${score.sql} SET ${column} = CASE ${game.column} ${cases.join(' ')} ELSE ${column} END`;
}

function filesOf(found: Games): Draft[] {
  const { plan, games, score } = found;
  const fixed = (path: string, purpose: string, role: Draft['role'], component: Draft['component']): Draft => ({
    path,
    purpose,
    role,
    component,
    code: asset(path, plan),
    isWhole: true,
  });
  const made = (path: string, purpose: string, role: Draft['role'], component: Draft['component'], code: string): Draft => ({
    path,
    purpose,
    role,
    component,
    entities: [score.name],
    code,
  });
  const domain = (file: string, purpose: string): Draft => fixed(`src/domain/games/${file}`, purpose, 'model', 'Domain');
  return [
    domain('game.ts', 'What every game has'),
    domain('draw.js', 'Chance that can be repeated'),
    domain('draw.d.ts', 'Its types'),
    ...games.flatMap(({ slug, title, isShared }) =>
      isShared
        ? [domain(`${slug}.js`, `${title}: the rules, for server and browser`), domain(`${slug}.d.ts`, 'Their types')]
        : [domain(`${slug}.ts`, `${title}: the rules`)],
    ),
    { ...made('src/domain/games/index.ts', 'The games that can be played', 'model', 'Domain', gameIndex(found)), isWhole: true },
    ...games.map(({ slug, title }) => fixed(`src/pages/games/${slug}.ts`, `${title}: the board`, 'view', 'Pages')),
    ...[...new Set(games.flatMap(({ needs = [] }) => needs))].map((path) => fixed(path, 'Buttons for four directions', 'view', 'Pages')),
    fixed('src/web/games/games.css', 'How boards look', 'asset', 'Look'),
    fixed('src/web/games/games.js', 'Keys, swipes, moves without loading the page anew', 'asset', 'Look'),
    made('src/services/plays.ts', 'Games that are played, and their scores', 'service', 'Services', playService(found)),
    made('src/pages/plays.ts', 'Pages of the games', 'view', 'Pages', gamePages(found)),
    made('src/routes/plays.ts', 'Addresses of the games', 'controller', 'Routes', gameRoutes(found)),
    ...games.map(({ slug, title }) => fixed(`test/games/${slug}.test.ts`, `${title}: its rules`, 'test', 'Tests')),
    made('test/games/plays.test.ts', 'Games through functions and addresses', 'test', 'Tests', gameTests(found)),
  ];
}
