import type { WrittenApp } from '../../support/written-app.js';
import { day, type Kind } from './kind.js';

export const events: Kind = {
  name: 'events and tickets',
  description:
    'A site for the concerts of our wind band. The organiser creates concerts with a title, a date, a hall and the number of seats. Anyone can see what is coming up. Visitors register and get a ticket for a concert, one ticket per person, until it is sold out. They can give the ticket back. The door staff check tickets in when people arrive. The organiser sees how many tickets are taken for each concert, and a concert that is over takes no more sign-ups.',
  behaviours: {
    'shows everybody the concerts that the organiser alone creates': async (app) => {
      const { path } = await concert(app, 'Spring brass', 30, 2);
      const shown = await app.visitor().open(path);
      expect([shown.status, shown.text.includes('Spring brass')]).toEqual([200, true]);
      expect((await (await app.as('visitor')).send('/concerts', { title: 'Mine', seats: 1 })).status).toBe(403);
    },
    'gives each person one ticket': async (app) => {
      const { path } = await concert(app, 'Summer night', 40, 20);
      const ana = await app.join('Ana Kovar');
      const got = await (await ana.open(path)).press(/get/i);
      expect(got.text).toContain('1 of 20');
      expect((await ana.send(`${path}/get`, {})).status).toBe(409);
      expect((await ana.api('GET', '/tickets')).json.total).toBe(1);
    },
    'refuses a ticket when the concert is sold out, until one is given back': async (app) => {
      const { path } = await concert(app, 'Chamber evening', 50, 1);
      const [bo, cy] = [await app.join('Bo Lind'), await app.join('Cy Noll')];
      await bo.send(`${path}/get`, {});
      const refused = await cy.send(`${path}/get`, {});
      expect([refused.status, /full/.test(refused.text)]).toEqual([409, true]);
      await (await bo.open(path)).press('Leave');
      expect((await cy.send(`${path}/get`, {})).status).toBe(200);
    },
    'takes nobody in for a concert that is over': async (app) => {
      const { path } = await concert(app, 'Last autumn', -3, 50);
      const dan = await app.join('Dan Roth');
      expect((await dan.open(path)).buttons).not.toContain('Get');
      const refused = await dan.send(`${path}/get`, {});
      expect([refused.status, /over/.test(refused.text)]).toEqual([409, true]);
    },
    'lets the door staff check a ticket in, once, and nobody else': async (app) => {
      const { path } = await concert(app, 'Winter brass', 20, 30);
      const eva = await app.join('Eva Falk');
      await eva.send(`${path}/get`, {});
      const { id } = (await eva.api('GET', '/tickets')).json.items[0];
      expect((await eva.api('POST', `/tickets/${id}/check-in`)).status).toBe(403);
      const staff = await app.as('door-staff');
      expect((await (await staff.open(`/tickets/${id}`)).press('Check in')).text).toMatch(/checked in/i);
      expect((await staff.api('POST', `/tickets/${id}/check-in`)).status).toBe(409);
    },
    'tells the organiser how many tickets are taken, and visitors only of their own': async (app) => {
      const organiser = await app.as('organiser');
      const [taken] = (await organiser.api('GET', '/concerts?search=Winter+brass')).json.items;
      expect(taken.ticketCount).toBe(1);
      expect((await organiser.open(`/concerts/${taken.id}`)).text).toContain('1 of 30');
      expect((await (await app.join('Fin Hart')).open('/tickets/1')).status).toBe(404);
    },
  },
};

async function concert(app: WrittenApp, title: string, days: number, seats: number): Promise<{ path: string }> {
  const form = await (await app.as('organiser')).open('/concerts/new');
  return await form.press('Create concert', { title, date: day(days), hall: 'Town hall', seats });
}
