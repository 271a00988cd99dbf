import type { Kind } from './kind.js';

export const portfolio: Kind = {
  name: 'portfolio and landing page',
  description:
    'A website for a landscape photographer. The start page says who she is and shows her latest projects. Visitors look at a gallery of projects, each with a title, a place, a year, a few lines of text and a photo. There is a page about her, a page with her services and prices, and a contact form with name, email and message. Only the photographer signs in; she adds and changes projects and reads the messages that came in. Use dark green and a light sand background.',
  behaviours: {
    'shows everybody the start page and the projects': async (app) => {
      const visitor = app.visitor();
      const home = await visitor.open('/');
      expect([home.status, home.body.includes('/projects')]).toEqual([200, true]);
      const { items } = (await visitor.api('GET', '/projects')).json;
      expect((await visitor.open(`/projects/${items[0].id}`)).status).toBe(200);
    },
    'takes a message without an account': async (app) => {
      const visitor = app.visitor();
      expect((await visitor.open('/contact')).body).toContain('href="/enquiries/new"');
      const sent = await (
        await visitor.open('/enquiries/new')
      ).press(/^(Send|Write to us)/, { name: 'Ana Kovar', email: 'ana@example.org', message: 'Do you photograph weddings at sea?' });
      expect(sent.status).toBe(200);
      expect(sent.text).not.toContain('weddings at sea');
    },
    'refuses a message without an address, and keeps what was typed': async (app) => {
      const refused = await (
        await app.visitor().open('/enquiries/new')
      ).press(/^(Send|Write to us)/, { name: 'Bo Lind', email: 'nowhere', message: 'Hello there' });
      expect([refused.status, refused.body.includes('Hello there')]).toEqual([422, true]);
    },
    'lets who runs it alone read what came in': async (app) => {
      const first = await app.first();
      expect((await first.open('/enquiries')).text).toContain('weddings at sea');
      expect((await app.visitor().open('/enquiries')).path).toBe('/sign-in');
      expect((await app.visitor().api('GET', '/enquiries')).status).toBe(401);
    },
    'lets who runs it alone add and change projects': async (app) => {
      const first = await app.first();
      const form = await first.open('/projects/new');
      const title = /name="(title|name)"/.exec(form.body)![1]!;
      const made = await form.press('Add project', { [title]: 'Fog on the fell' });
      expect((await app.visitor().open(made.path)).text).toContain('Fog on the fell');
      expect((await app.visitor().send('/projects', { [title]: 'Mine' })).path).toBe('/sign-in');
      expect((await app.visitor().api('PATCH', '/projects/1', { [title]: 'Mine' })).status).toBe(401);
    },
    'has the colours that were asked for': async (app) => {
      const { status, body } = await app.visitor().open('/style.css');
      expect([status, /--accent: #[0-9a-f]{6}/.test(body)]).toEqual([200, true]);
    },
  },
};
