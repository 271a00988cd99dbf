import { fieldOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { GameRule } from '../../design/design.types.js';
import { GAME_SET, type KnownGame } from './game-set.js';

/** A set of games with their scores. */
export interface Games {
  plan: Plan;
  games: KnownGame[];
  score: RecordPlan;
  game: FieldPlan;
  points: FieldPlan;
  player: FieldPlan;
  at: FieldPlan;
  /** First part of the addresses; records that are called games have theirs. */
  base: string;
}

export function gamesOf(rule: GameRule, plan: Plan, score: RecordPlan): Games {
  return {
    plan,
    games: GAME_SET.filter(({ slug }) => rule.games.includes(slug)),
    score,
    game: fieldOf(score, rule.game),
    points: fieldOf(score, rule.points),
    player: fieldOf(score, rule.player),
    at: fieldOf(score, rule.at),
    base: plan.records.some(({ path }) => path === 'games') ? 'play' : 'games',
  };
}

export const PLAY_TABLE = (hasPeople: boolean): string => `CREATE TABLE game_play (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  game TEXT NOT NULL,
  state TEXT NOT NULL,
  moves INTEGER NOT NULL DEFAULT 0,
  is_kept INTEGER NOT NULL DEFAULT 0,
${hasPeople ? '  person_id INTEGER REFERENCES person_account (id) ON DELETE CASCADE,\n' : ''}  started_at TEXT NOT NULL
) STRICT;`;

/** src/domain/games/index.ts */
export function gameIndex({ games }: Games): string {
  const imports = games.map(({ slug, rules, isShared }) => `import { ${rules} } from './${slug}.${isShared ? 'js' : 'ts'}';`).sort();
  return `import type { GameRules } from './game.ts';
${imports.join('\n')}

const known = <State>(rules: GameRules<State>): GameRules<unknown> => rules as unknown as GameRules<unknown>;

/** The games that can be played, by the name in their address. */
export const GAMES = {
${games.map(({ slug, rules }) => `  '${slug}': known(${rules}),`).join('\n')}
};
export type GameSlug = keyof typeof GAMES;
`;
}

/** src/services/plays.ts */
export function playService({ plan, score, game, points, player, at }: Games): string {
  const viewer = plan.people ? 'viewer: Viewer | undefined, ' : '';
  const pass = plan.people ? 'viewer, ' : '';
  const code = score.fields.find(({ setTo }) => setTo === 'code');
  const columns = [code, game, points, player, at].flatMap((field) => field?.column ?? []).concat(score.hasCreatedAt ? ['created_at'] : []);
  const who = player.kind === 'person' ? 'viewer.id' : 'name';
  const when = at.kind === 'date' ? 'dayOf(now)' : 'now.toISOString()';
  const values = [
    ...(code ? ['freeCode(database)'] : []),
    'play.game',
    'play.points',
    who,
    when,
    ...(score.hasCreatedAt ? ['now.toISOString()'] : []),
  ];
  const name = player.kind === 'person' ? `(SELECT name FROM person_account WHERE id = ${score.sql}.${player.column})` : player.column;
  const insert = `database.prepare('INSERT INTO ${score.sql} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})').run(${values.join(', ')});
  database.prepare('UPDATE game_play SET is_kept = 1 WHERE id = ?').run(play.id);`;
  return `import { randomBytes, randomInt } from 'node:crypto';

/** A game that somebody plays, or has played. */
export interface Play {
  id: number;
  /** In its address: whoever has it plays on. */
  code: string;
  game: GameSlug;
  state: unknown;
  moves: number;
  isOver: boolean;
  points: number;
  /** Its points are in the list. */
  isKept: boolean;
}

export interface BestScore {
  id: number;
  player: string;
  points: number;
  at: string;
}

const KEPT_DAYS = 7;

/** @throws Refusal 404 for a game that is not there. */
export function rulesOf(game: string): GameRules<unknown> {
  if (!Object.hasOwn(GAMES, game)) throw notFound('There is no such game');
  return GAMES[game as GameSlug];
}

/** Begins a game. @param seed whole number from which all follows that chance decides. */
export function startPlay(database: Database, ${viewer}game: string, clock: Clock, seed = randomInt(2 ** 31)): Play {
  const rules = rulesOf(game);
  const now = clock();
  // Nobody goes on with these.
  database.prepare('DELETE FROM game_play WHERE started_at < ?').run(new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString());
  const code = randomBytes(12).toString('base64url');
  database
    .prepare('INSERT INTO game_play (code, game, state${plan.people ? ', person_id' : ''}, started_at) VALUES (?, ?, ?${plan.people ? ', ?' : ''}, ?)')
    .run(code, game, JSON.stringify(rules.start(seed)), ${plan.people ? 'viewer?.id ?? null, ' : ''}now.toISOString());
  return findPlay(database, ${pass}game, code);
}

/** @throws Refusal 404${plan.people ? ", also for another's" : ''}. */
export function findPlay(database: Database, ${viewer}game: string, code: string): Play {
  const rules = rulesOf(game);
  const row = database.prepare('SELECT * FROM game_play WHERE code = ? AND game = ?').get(code, game);
  if (!row${plan.people ? ' || (row.person_id !== null && row.person_id !== viewer?.id)' : ''}) throw notFound('This game is not there any more');
  const state: unknown = JSON.parse(row.state as string);
  return {
    id: row.id as number,
    code,
    game: game as GameSlug,
    state,
    moves: row.moves as number,
    isOver: rules.isOver(state),
    points: rules.points(state),
    isKept: row.is_kept === 1,
  };
}

/** Makes a move by the rules${player.kind === 'person' ? '; the last one puts the points of who is signed in into the list' : ''}. @throws Refusal 409 where it is not allowed. */
export function makeMove(database: Database, ${viewer}game: string, code: string, move: string, clock: Clock): Play {
  const { id, state, moves } = findPlay(database, ${pass}game, code);
  const after = rulesOf(game).move(state, move);
  if (after === undefined) throw conflict('That move is not possible now');
  return transaction(database, () => {
    // Of two moves at the same moment the second would be made on a board that is gone.
    const { changes } = database.prepare('UPDATE game_play SET state = ?, moves = moves + 1 WHERE id = ? AND moves = ?').run(JSON.stringify(after), id, moves);
    if (changes === 0) throw conflict('That move is not possible now');
    const play = findPlay(database, ${pass}game, code);
${
  player.kind === 'person'
    ? `    if (!play.isOver || play.points === 0 || !viewer) return play;
    keepPoints(database, viewer, play, clock());
    return { ...play, isKept: true };
  });
}

function keepPoints(database: Database, viewer: Viewer, play: Play, now: Date): void {
  ${insert}
}`
    : `    return play;
  });
}

/** Puts the points of a game that is over into the list, once. @throws Refusal 409, 422 without a name. */
export function keepPoints(database: Database, ${viewer}game: string, code: string, input: Input, clock: Clock): void {
  const play = findPlay(database, ${pass}game, code);
  if (!play.isOver || play.points === 0 || play.isKept) throw conflict('There are no points to keep');
  const read = new Reader(input);
  const parsed = read.result({ name: read.text('name', { max: 40 }) });
  if ('faults' in parsed) throw invalid(parsed.faults);
  const { name } = parsed.values;
  const now = clock();
  ${insert}
}`
}

/** The most points first; of equals who had them first. */
export function bestScores(database: Database, game: string, count = 10): BestScore[] {
  const rows = database
    .prepare('SELECT id, ${name} AS player, ${points.column} AS points, ${at.column} AS at FROM ${score.sql} WHERE ${game.column} = ? ORDER BY ${points.column} DESC, ${at.column}, id LIMIT ?')
    .all(game, count);
  return rows.map((row) => ({ id: row.id as number, player: row.player as string, points: row.points as number, at: row.at as string }));
}
${
  code
    ? `
function freeCode(database: Database): string {
  let code = newCode();
  while (database.prepare('SELECT 1 FROM ${score.sql} WHERE ${code.column} = ?').get(code)) code = newCode();
  return code;
}
`
    : ''
}`;
}
