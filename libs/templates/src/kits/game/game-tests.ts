import type { Games } from './game-service.js';

/** Moves that play each game to its end with points, whatever chance decides; of those that chance can spoil: a search. */
export function gameTests({ plan, games, player, base }: Games): string {
  const [{ slug }] = games as [Games['games'][number]];
  const isTyped = player.kind !== 'person';
  const viewer = plan.people ? 'viewer, ' : '';
  const nobody = plan.people ? 'undefined, ' : '';
  const make = plan.people ? '  const viewer = firstPerson(database);\n' : '';
  const as = plan.people ? 'as(viewer)' : 'as()';
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

const MOVES = [...'UDLR', ...'abcdefghijklmnopqrstuvwxyz', ...Array.from({ length: 16 }, (_, i) => String(i)), 'rock', 'paper', 'scissors'];

/** Plays at random, by the rules, until a game is over. @returns the seed of its start and its moves, of a game with points. */
function playedWithPoints(game: string): { seed: number; moves: string[] } {
  const rules = rulesOf(game);
  for (let seed = 1; ; seed++) {
    let state = rules.start(seed);
    const moves: string[] = [];
    let chance = seed;
    while (!rules.isOver(state) && moves.length < 3_000) {
      chance = (chance * 48_271) % 2_147_483_647;
      const move = MOVES[chance % MOVES.length]!;
      const after = rules.move(state, move);
      if (after === undefined) continue;
      state = after;
      moves.push(move);
    }
    if (rules.isOver(state) && rules.points(state) > 0) return { seed, moves };
  }
}

for (const game of Object.keys(GAMES))
  test(\`given \${game} is played to its end, its points are ${isTyped ? 'put into the list under a name, once' : 'in the list of the best'}\`, () => {
    const database = freshDatabase();
${make.replace('  ', '    ')}    const { seed, moves } = playedWithPoints(game);
    const { code } = startPlay(database, ${viewer}game, clock, seed);
    for (const move of moves) makeMove(database, ${viewer}game, code, move, clock);
    const play = findPlay(database, ${viewer}game, code);
    assert.equal(play.isOver, true);
${
  isTyped
    ? `    assert.deepEqual(bestScores(database, game), []);
    assert.throws(() => keepPoints(database, ${viewer}game, code, { name: ' ' }, clock), refusedWith(422, 'name'));
    keepPoints(database, ${viewer}game, code, { name: 'Ana' }, clock);
    assert.throws(() => keepPoints(database, ${viewer}game, code, { name: 'Ana' }, clock), refusedWith(409));
    assert.deepEqual(bestScores(database, game).map(({ player, points }) => [player, points]), [['Ana', play.points]]);
`
    : `    assert.deepEqual(bestScores(database, game).map(({ player, points }) => [player, points]), [[viewer.name, play.points]]);
`
}    for (const move of MOVES) assert.throws(() => makeMove(database, ${viewer}game, code, move, clock), refusedWith(409));
  });

test('given a game that is not there, or a move that is none, that is refused', () => {
  const database = freshDatabase();
  assert.throws(() => startPlay(database, ${nobody}'chess', clock), refusedWith(404));
  assert.throws(() => startPlay(database, ${nobody}'constructor', clock), refusedWith(404));
  const { code } = startPlay(database, ${nobody}'${slug}', clock);
  assert.throws(() => makeMove(database, ${nobody}'${slug}', code, 'anything', clock), refusedWith(409));
  assert.throws(() => findPlay(database, ${nobody}'${slug}', 'another'), refusedWith(404));
});
${
  plan.people
    ? `
test('given a game of somebody else, nobody plays on; given nobody is signed in, no points are kept', () => {
  const database = freshDatabase();
  const [viewer, other] = [firstPerson(database), firstPerson(database)];
  const { seed, moves } = playedWithPoints('${slug}');
  const own = startPlay(database, viewer, '${slug}', clock, seed);
  assert.throws(() => makeMove(database, other, '${slug}', own.code, moves[0]!, clock), refusedWith(404));
  assert.throws(() => makeMove(database, undefined, '${slug}', own.code, moves[0]!, clock), refusedWith(404));
  const { code } = startPlay(database, undefined, '${slug}', clock, seed);
  for (const move of moves) makeMove(database, undefined, '${slug}', code, move, clock);
  assert.deepEqual(bestScores(database, '${slug}'), []);
});
`
    : ''
}
test('given more than ten scores, the ten with the most points are listed, the first of equals first', () => {
  const database = freshDatabase();
${make}  const { seed, moves } = playedWithPoints('${slug}');
  for (let n = 0; n < 11; n++) {
    const { code } = startPlay(database, ${viewer}'${slug}', clock, seed);
    for (const move of moves) makeMove(database, ${viewer}'${slug}', code, move, clock);
${isTyped ? `    keepPoints(database, ${viewer}'${slug}', code, { name: \`Player \${n}\` }, clock);\n` : ''}  }
  const best = bestScores(database, '${slug}');
  assert.equal(best.length, 10);
  assert.deepEqual(best.map(({ id }) => id), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('given games that were not touched for a week, they are forgotten', () => {
  const database = freshDatabase();
  const { code } = startPlay(database, ${nobody}'${slug}', clock);
  startPlay(database, ${nobody}'${slug}', () => new Date(NOW.getTime() + 8 * 86_400_000));
  assert.throws(() => findPlay(database, ${nobody}'${slug}', code), refusedWith(404));
});

test('given its pages, each game begins and takes a move', async (t) => {
  const { database, as } = await startApp(t);
${make}  assert.equal((await ${as}.get('/${base}')).status, 200);
  for (const game of Object.keys(GAMES)) {
    assert.equal((await ${as}.get(\`/${base}/\${game}\`)).status, 200);
    const begun = await ${as}.post(\`/${base}/\${game}/plays\`);
    assert.equal(begun.status, 303);
    const path = begun.headers.get('location')!;
    const board = await ${as}.get(path);
    const [, move] = /name="move" value="([^"]+)"/.exec(board.text)!;
    // Of directions one is always possible.
    const moves = [move!, 'L', 'R', 'U', 'D'];
    const answers = [];
    for (const one of moves) answers.push((await ${as}.post(path, { move: one })).status);
    assert.ok(answers.includes(303), game);
    assert.equal((await ${as}.post(path, { move: 'nothing' })).status, 409);
  }
${plan.people ? '' : `  assert.ok(database);\n`}  for (const path of ['/games.css', '/games.js', '/api/${base}', '/api/${base}/${slug}/scores']) assert.equal((await ${as}.get(path)).status, 200);
  assert.equal((await ${as}.get('/${base}/chess')).status, 404);
});
`;
}
