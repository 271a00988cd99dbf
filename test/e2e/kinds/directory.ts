import type { Kind } from './kind.js';

export const directory: Kind = {
  name: 'listing and directory',
  description:
    "A directory of repair shops and menders in the valley. Visitors search for a business by name, trade and village, and read its opening hours, phone number and website without an account. Business owners register and add a listing for their own business, and they may correct it later, but not somebody else's. Visitors who sign up can rate a business from one to five stars with a few words, once for each business, and save favourites. The administrator approves new listings before they appear and removes wrong ones.",
  behaviours: {
    'lets everybody search and read without an account': async (app) => {
      const visitor = app.visitor();
      const [first] = (await visitor.api('GET', '/businesses')).json.items;
      const found = await visitor.open(`/businesses?search=${encodeURIComponent(first.name)}`);
      expect([found.status, found.text.includes(first.name)]).toEqual([200, true]);
      expect((await visitor.open(`/businesses/${first.id}`)).status).toBe(200);
    },
    'lets owners add a business, and visitors none': async (app) => {
      const owner = await app.as('business-owner');
      const made = await (await owner.open('/businesses/new')).press(/^Add/, { name: 'Valley clocks' });
      expect(made.text).toContain('Valley clocks');
      expect((await app.visitor().send('/businesses', { name: 'Mine' })).path).toBe('/sign-in');
      expect((await (await app.as('visitor')).send('/businesses', { name: 'Mine' })).status).toBe(403);
    },
    'takes one rating from each person, and shows the mean': async (app) => {
      const [ana, bo] = [await app.join('Ana Kovar', 'visitor'), await app.join('Bo Lind', 'visitor')];
      const { id } = (await ana.api('GET', '/businesses?search=Valley+clocks')).json.items[0];
      const review = (rating: number) => ({ businessId: id, title: 'Well mended', rating, text: 'It ticks.' });
      expect((await ana.api('POST', '/reviews', review(5))).status).toBe(201);
      expect((await bo.api('POST', '/reviews', review(2))).status).toBe(201);
      const again = await ana.api('POST', '/reviews', review(1));
      expect([again.status, (await bo.api('POST', '/reviews', review(6))).status]).toEqual([409, 422]);
      expect((await app.visitor().open(`/businesses/${id}`)).text).toContain('3.5 of 5 stars');
    },
    'lets nobody change what another has said': async (app) => {
      const bo = await app.as('visitor');
      const [theirs] = (await bo.api('GET', '/reviews?search=Well+mended')).json.items;
      expect((await bo.api('PATCH', `/reviews/${theirs.id}`, { rating: 1 })).status).toBe(403);
      expect((await bo.api('DELETE', `/reviews/${theirs.id}`)).status).toBe(403);
    },
    "lets owners correct their own business and nobody else's": async (app) => {
      const [ana, owner] = [await app.join('Nora Field', 'business-owner'), await app.as('business-owner')];
      const { id } = (await owner.api('GET', '/businesses?search=Valley+clocks')).json.items[0];
      expect((await ana.api('PATCH', `/businesses/${id}`, { name: 'Mine' })).status).toBe(403);
      expect((await owner.api('PATCH', `/businesses/${id}`, { village: 'Upper Mill', phoneNumber: '+44 20 7946 0001' })).status).toBe(200);
      expect((await app.visitor().open(`/businesses/${id}`)).text).toContain('Upper Mill');
    },
    'lets the administrator remove what is wrong': async (app) => {
      const first = await app.first();
      const { id } = (await first.api('GET', '/businesses?search=Valley+clocks')).json.items[0];
      expect((await (await app.as('visitor')).api('DELETE', `/businesses/${id}`)).status).toBe(403);
      expect(
        (await first.api('DELETE', `/reviews/${(await first.api('GET', '/reviews?search=Well+mended')).json.items[0].id}`)).status,
      ).toBe(204);
    },
  },
};
