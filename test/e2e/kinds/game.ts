import type { Answer, Visitor, WrittenApp } from '../../support/written-app.js';
import type { Kind } from './kind.js';

export const game: Kind = {
  name: 'small games',
  description:
    "A little games corner for our waiting room. Visitors play tic-tac-toe against the computer, a memory game with pairs of cards, and snake, with the keyboard or by touch. Players who sign up keep their scores, and a high-score list shows the ten best scores of each game with the player's name. Nobody can enter a score without having played. The owner can remove a score that looks wrong. Please make it colourful and friendly.",
  behaviours: {
    'lets anybody play tic-tac-toe to its end': async (app) => {
      const end = await playTicTacToe(app.visitor());
      expect(end.text).toMatch(/You win|The computer wins|Nobody wins/);
      expect(end.buttons).toContain('Play again');
    },
    'keeps the points of who is signed in, with the name': async (app) => {
      const ana = await app.join('Ana Kovar');
      const kept = await untilPoints(ana);
      expect(kept.text).toMatch(/kept in the list/);
      expect((await scores(app, 'tic-tac-toe')).some(({ player }) => player === 'Ana Kovar')).toBe(true);
      expect((await app.visitor().open('/games/tic-tac-toe')).text).toContain('Ana Kovar');
    },
    'keeps no points of a visitor, and none that nobody played for': async (app) => {
      const before = await scores(app, 'tic-tac-toe');
      await untilPoints(app.visitor());
      const bo = await app.join('Bo Lind');
      const made = { game: 'tic-tac-toe', points: 999 };
      for (const path of ['/scores', '/high-scores', '/games/tic-tac-toe/scores'])
        expect((await bo.send(path, made)).status).toBeGreaterThanOrEqual(404);
      expect((await bo.api('POST', '/scores', made)).status).toBe(404);
      const { path } = await bo.send('/games/tic-tac-toe/plays', {});
      expect((await bo.send(path, { move: '0', steps: 'won', points: 999 })).status).toBe(409);
      expect(await scores(app, 'tic-tac-toe')).toEqual(before);
    },
    'hides the cards of memory until they are turned': async (app) => {
      const cy = app.visitor();
      const { path, body } = await cy.send('/games/memory-pairs/plays', {});
      expect(body.match(/face down/g)).toHaveLength(16);
      const first = await cy.send(path, { move: 3 });
      expect(first.body.match(/face down/g)).toHaveLength(15);
      expect((await cy.send(path, { move: 3 })).status).toBe(409);
      expect((await cy.send(path, { move: 4 })).text).toContain('1 try so far');
    },
    'has the steps of a snake made by the rules': async (app) => {
      const dan = await app.join('Dan Roth');
      const { path, body } = await dan.send('/games/snake/plays', {});
      expect(body).toContain('data-snake');
      expect((await app.visitor().open('/games/rules/snake.js')).status).toBe(200);
      expect((await dan.send(path, { steps: 'U'.repeat(30) })).status).toBe(409);
      expect((await dan.send(path, { steps: 'U'.repeat(8) })).text).toContain('That was the end');
      expect((await dan.send(path, { steps: 'L' })).status).toBe(409);
    },
    'lets nobody go on with a game of somebody else': async (app) => {
      const eva = await app.join('Eva Falk');
      const { path } = await eva.send('/games/snake/plays', {});
      expect((await app.visitor().open(path)).status).toBe(404);
      expect((await (await app.as('player')).send(path, { move: 'U' })).status).toBe(404);
    },
    'lets the owner alone take a score out': async (app) => {
      const all = await scores(app, 'tic-tac-toe');
      const { id } = all[0]!;
      expect((await (await app.as('player')).send(`/high-scores/${id}/remove`, {})).status).toBe(403);
      expect((await app.visitor().send(`/high-scores/${id}/remove`, {})).path).toBe('/sign-in');
      const owner = await app.as('owner');
      await (await owner.open('/games/tic-tac-toe')).press('Remove');
      expect((await scores(app, 'tic-tac-toe')).some((one) => one.id === id)).toBe(false);
    },
  },
};

const scores = async (app: WrittenApp, slug: string): Promise<{ id: number; player: string; points: number }[]> =>
  (await app.visitor().api('GET', `/games/${slug}/scores`)).json;

/** Plays the first square that is free, again and again. */
async function playTicTacToe(who: Visitor): Promise<Answer> {
  let board = await (await who.open('/games/tic-tac-toe')).press('Play');
  while (!board.buttons.includes('Play again')) {
    const [, square] = /value="(\d)"(?![^>]*disabled)[^>]*aria-label="Square \d: free"/.exec(board.body)!;
    board = await who.send(board.path, { move: square! });
  }
  return board;
}

async function untilPoints(who: Visitor): Promise<Answer> {
  for (;;) {
    const end = await playTicTacToe(who);
    if (!end.text.includes(' 0 points')) return end;
  }
}
