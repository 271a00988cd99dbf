import type { Visitor, WrittenApp } from '../../support/written-app.js';
import type { Kind } from './kind.js';

export const api: Kind = {
  name: 'API only',
  description:
    'A REST API for a lending library of board games, without any pages. Clients sign in with a token. Each game has a title, a number of players, an age and a condition (new, good, worn). Librarians add, change and delete games. Members list games, search them by title and borrow a game for 14 days; a game that is out cannot be borrowed again until it is back. Members see only their own loans, and librarians see all of them and the overdue ones.',
  behaviours: {
    'signs clients in with a token, and has no pages': async (app) => {
      const { status, json } = await app.visitor().api('POST', '/sign-in', { email: 'member@example.org', password: 'wrong password' });
      expect([status, json.token]).toEqual([401, undefined]);
      expect((await ask(app, 'member', 'GET', '/profile')).json.role).toBe('member');
      expect((await app.visitor().api('GET', '/profile')).status).toBe(401);
      expect((await app.visitor().open('/sign-in')).status).toBe(404);
      expect((await app.visitor().open('/openapi.json')).json.paths['/api/games']).toBeDefined();
    },
    'lets librarians add and change games, each field checked': async (app) => {
      const made = await ask(app, 'librarian', 'POST', '/games', { title: 'Harbour night', players: 4, age: 8, condition: 'new' });
      expect(made.status).toBe(201);
      const changed = await ask(app, 'librarian', 'PATCH', `/games/${made.json.id}`, { condition: 'worn' });
      expect([changed.json.condition, changed.json.title]).toEqual(['worn', 'Harbour night']);
      const refused = await ask(app, 'librarian', 'POST', '/games', { title: '', players: -1, condition: 'lost' });
      expect([refused.status, Object.keys(refused.json.fields).sort()]).toEqual([422, ['condition', 'players', 'title']]);
      expect((await app.visitor().api('POST', '/games', { title: 'Mine' })).status).toBe(401);
    },
    'finds games by title': async (app) => {
      const { total, items } = (await app.visitor().api('GET', '/games?search=harbour+night')).json;
      expect([total, items[0].title]).toEqual([1, 'Harbour night']);
    },
    'lends a game for 14 days': async (app) => {
      const loan = await borrow(app, 'member');
      expect(loan.status).toBe(201);
      const days = (Date.parse(loan.json.dueOn) - Date.parse(loan.json.lentOn)) / 86_400_000;
      expect([days, loan.json.returnedOn]).toEqual([14, null]);
    },
    'refuses a game that is out, until it is back': async (app) => {
      expect((await borrow(app, 'librarian')).status).toBe(409);
      const [loan] = (await ask(app, 'member', 'GET', '/loans?sort=-id')).json.items;
      expect((await ask(app, 'member', 'POST', `/loans/${loan.id}/return`)).status).toBe(200);
      expect((await borrow(app, 'member')).status).toBe(201);
    },
    'shows members their own loans alone, and librarians all of them': async (app) => {
      const fresh = (
        await app.visitor().api('POST', '/sign-up', {
          name: 'Ana Kovar',
          email: 'ana.kovar@example.org',
          password: 'a long word and another',
          role: 'member',
        })
      ).status;
      expect(fresh).toBe(201);
      const { token } = (
        await app.visitor().api('POST', '/sign-in', { email: 'ana.kovar@example.org', password: 'a long word and another' })
      ).json;
      const mine = await app.visitor().api('GET', '/loans', undefined, { authorization: `Bearer ${token}` });
      expect(mine.json.total).toBe(0);
      expect((await app.visitor().api('GET', '/loans/1', undefined, { authorization: `Bearer ${token}` })).status).toBe(404);
      expect((await ask(app, 'librarian', 'GET', '/loans')).json.total).toBeGreaterThan(5);
      expect((await app.visitor().api('GET', '/loans')).status).toBe(401);
    },
  },
};

const tokens = new WeakMap<WrittenApp, Map<string, string>>();

/** Asks as somebody of a role, by a token. */
async function ask(app: WrittenApp, role: string, method: string, path: string, body?: unknown) {
  const known = tokens.get(app) ?? new Map<string, string>();
  tokens.set(app, known);
  const visitor: Visitor = app.visitor();
  if (!known.has(role))
    known.set(role, (await visitor.api('POST', '/sign-in', { email: `${role}@example.org`, password: 'try it out 2026' })).json.token);
  return await visitor.api(method, path, body, { authorization: `Bearer ${known.get(role)!}` });
}

async function borrow(app: WrittenApp, role: string) {
  const [{ id }] = (await app.visitor().api('GET', '/games?search=harbour+night')).json.items;
  return await ask(app, role, 'POST', '/loans', { gameId: id });
}
