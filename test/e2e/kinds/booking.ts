import { hour, type Kind } from './kind.js';

export const booking: Kind = {
  name: 'booking',
  description:
    "Our village has a community sauna with two cabins, and people should be able to book it online. Each cabin has a name, the number of people who fit in and a price per hour. Guests pick a cabin and a start and end time; two bookings of the same cabin must never overlap. Guests can cancel their own bookings. The keeper sees all bookings in a calendar, marks guests as arrived and blocks nobody else's times. Visitors can look at the cabins before they sign up.",
  behaviours: {
    'shows visitors the cabins, and sends who wants to book to sign in': async (app) => {
      const visitor = app.visitor();
      expect((await visitor.open('/cabins')).text).toMatch(/\d+ cabins/);
      expect((await visitor.open('/bookings/new')).path).toMatch(/^\/sign-in/);
    },
    'books a cabin for hours that are free': async (app) => {
      const ana = await app.join('Ana Kovar');
      const booked = await book(ana, hour(60, 10), hour(60, 12));
      expect(booked.path).toMatch(/^\/bookings\/\d+/);
      expect(booked.text).toContain('Ana Kovar');
    },
    'refuses what overlaps, and allows what follows at once': async (app) => {
      const bo = await app.join('Bo Lind');
      const refused = await book(bo, hour(60, 11), hour(60, 13));
      expect([refused.status, /taken at that time/.test(refused.text)]).toEqual([409, true]);
      expect((await book(bo, hour(60, 9), hour(60, 14))).status).toBe(409);
      expect((await book(bo, hour(60, 12), hour(60, 13))).status).toBe(200);
      expect((await book(bo, hour(61, 12), hour(61, 11))).status).toBe(422);
    },
    'lets guests cancel their own booking alone, which frees the hours': async (app) => {
      const cy = await app.join('Cy Noll');
      const { id } = (await book(cy, hour(62, 10), hour(62, 12))) && (await cy.api('GET', '/bookings')).json.items[0];
      const dan = await app.join('Dan Roth');
      expect((await dan.api('POST', `/bookings/${id}/cancel`)).status).toBe(404);
      expect((await book(dan, hour(62, 10), hour(62, 12))).status).toBe(409);
      await (await cy.open(`/bookings/${id}`)).press('Cancel');
      expect((await cy.api('GET', `/bookings/${id}`)).json.status).toBe('cancelled');
      expect((await book(dan, hour(62, 10), hour(62, 12))).status).toBe(200);
    },
    'shows the keeper all bookings in a calendar, and who has arrived': async (app) => {
      const keeper = await app.as('keeper');
      const list = await keeper.open('/bookings');
      expect(list.text).toContain('Mon Tue Wed Thu Fri Sat Sun');
      const guest = await app.join('Eva Falk');
      const { id } = (await book(guest, hour(63, 10), hour(63, 11))) && (await guest.api('GET', '/bookings')).json.items[0];
      expect((await guest.api('POST', `/bookings/${id}/mark-as-arrived`)).status).toBe(403);
      const arrived = await (await keeper.open(`/bookings/${id}`)).press('Mark as arrived');
      expect(arrived.text).toMatch(/arrived/i);
    },
    'shows guests their own bookings alone': async (app) => {
      const fin = await app.join('Fin Hart');
      expect((await fin.api('GET', '/bookings')).json.total).toBe(0);
      expect((await fin.open('/bookings/1')).status).toBe(404);
    },
  },
};

const book = async (who: Awaited<ReturnType<Parameters<Kind['behaviours'][string]>[0]['join']>>, startsAt: string, endsAt: string) =>
  (await who.open('/bookings/new?cabinId=1')).press('Book cabin', { startsAt, endsAt });
