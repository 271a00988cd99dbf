import type { WrittenApp } from '../../support/written-app.js';
import type { Kind } from './kind.js';

export const blog: Kind = {
  name: 'blog and magazine',
  description:
    'I want a small magazine about night trains. Authors write articles with a title, a summary, the text and a cover picture, and keep them as drafts until they publish them. Readers see only published articles, newest first, and can filter them by topic. Readers with an account leave comments under an article and like it. The editor can delete any comment. Every article shows who wrote it and when it was published. There should be an about page that says who we are.',
  behaviours: {
    'keeps an article as a draft that only its author sees': async (app) => {
      const author = await app.as('author');
      const draft = await (
        await author.open('/articles/new')
      ).press('Write article', { title: 'The sleeper to the sea', summary: 'One night, two borders', text: 'It left at nine.' });
      expect(draft.text).toContain('The sleeper to the sea');
      expect((await app.visitor().open(draft.path)).status).toBe(404);
      expect((await (await app.as('reader')).open(draft.path)).status).toBe(404);
      expect((await app.visitor().api('GET', '/articles?search=sleeper+to+the+sea')).json.total).toBe(0);
    },
    'shows everybody what is published, with its author and day': async (app) => {
      const author = await app.as('author');
      const { id } = (await author.api('GET', '/articles?search=sleeper+to+the+sea')).json.items[0];
      await (await author.open(`/articles/${id}`)).press('Publish');
      const { status, text } = await app.visitor().open(`/articles/${id}`);
      expect([status, text.includes('It left at nine.'), /Published on/.test(text)]).toEqual([200, true, true]);
      expect((await app.visitor().api('GET', `/articles/${id}`)).json.publishedAt).toMatch(/^\d{4}-/);
    },
    'lets readers comment and like, and visitors only read': async (app) => {
      const path = await published(app);
      const ana = await app.join('Ana Kovar', 'reader');
      const commented = await (await ana.open(path)).press('Send', { text: 'I took it in May.' });
      expect(commented.text).toContain('I took it in May.');
      await commented.press('Like');
      expect((await ana.open(path)).buttons).not.toContain('Like');
      const visitor = app.visitor();
      expect((await visitor.open(path)).text).toContain('I took it in May.');
      expect((await visitor.send(`${path}/comments`, { text: 'No account' })).path).toBe('/sign-in');
      expect((await ana.send(`${path}/comments`, { text: '  ' })).status).toBe(422);
    },
    'refuses to let readers write articles, or take out what others said': async (app) => {
      const bo = await app.join('Bo Lind', 'reader');
      expect((await bo.send('/articles', { title: 'Mine' })).status).toBe(403);
      const { id } = (await bo.api('GET', '/comments?search=I+took+it')).json.items[0];
      expect((await bo.api('DELETE', `/comments/${id}`)).status).toBe(403);
      expect((await bo.api('PATCH', `/comments/${id}`, { text: 'Changed' })).status).toBe(403);
    },
    'lets who runs it take out any comment': async (app) => {
      const first = await app.first();
      const { id } = (await first.api('GET', '/comments?search=I+took+it')).json.items[0];
      expect((await first.api('DELETE', `/comments/${id}`)).status).toBe(204);
      expect((await app.visitor().open(await published(app))).text).not.toContain('I took it in May.');
    },
    'has a page about the magazine': async (app) => {
      expect((await app.visitor().open('/about')).status).toBe(200);
    },
  },
};

const published = async (app: WrittenApp): Promise<string> =>
  `/articles/${(await app.visitor().api('GET', '/articles?search=sleeper+to+the+sea')).json.items[0].id}`;
