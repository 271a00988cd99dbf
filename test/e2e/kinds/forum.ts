import type { WrittenApp } from '../../support/written-app.js';
import type { Kind } from './kind.js';

export const forum: Kind = {
  name: 'forum and community',
  description:
    "A forum for people who keep sourdough starters. Members open topics in a category such as flour, baking or troubles, and others reply. Everyone may read along, but only members write. A member can edit their own replies and nobody else's. Members like helpful replies. Moderators close a topic so that nobody can reply any more, and delete replies that are rude. The newest topics stand at the top.",
  behaviours: {
    'lets members open topics, and everybody read them': async (app) => {
      const ana = await app.join('Ana Kovar');
      const topic = await (await ana.open('/topics/new')).press(/topic$/, { title: 'It does not rise', text: 'Three days now.' });
      expect(topic.text).toContain('It does not rise');
      expect((await app.visitor().open(topic.path)).status).toBe(200);
      expect((await app.visitor().send('/topics', { title: 'No account' })).path).toBe('/sign-in');
    },
    'puts replies under the topic, oldest first': async (app) => {
      const path = await topicPath(app);
      const bo = await app.join('Bo Lind');
      await (await bo.open(path)).press('Send', { text: 'Feed it twice a day.' });
      const both = await (await bo.open(path)).press('Send', { text: 'And keep it warm.' });
      expect(both.text.indexOf('Feed it twice')).toBeLessThan(both.text.indexOf('And keep it warm'));
      expect((await app.visitor().send(`${path}/replies`, { text: 'No account' })).path).toBe('/sign-in');
    },
    "lets members change their own replies and nobody else's": async (app) => {
      const cy = await app.join('Cy Noll');
      const path = await topicPath(app);
      await cy.send(`${path}/replies`, { text: 'Use rye.' });
      const [mine] = (await cy.api('GET', '/replies?search=Use+rye')).json.items;
      const [theirs] = (await cy.api('GET', '/replies?search=Feed+it+twice')).json.items;
      expect((await cy.api('PATCH', `/replies/${mine.id}`, { text: 'Use rye flour.' })).status).toBe(200);
      expect((await cy.api('PATCH', `/replies/${theirs.id}`, { text: 'Nonsense' })).status).toBe(403);
      expect((await cy.api('DELETE', `/replies/${theirs.id}`)).status).toBe(403);
    },
    'refuses replies to a topic that a moderator has closed': async (app) => {
      const path = await topicPath(app);
      const dan = await app.join('Dan Roth');
      expect((await dan.send(`${path}/close`, {})).status).toBe(403);
      const moderator = await app.as('moderator');
      await (await moderator.open(path)).press('Close');
      expect((await dan.open(path)).buttons).not.toContain('Send');
      expect((await dan.send(`${path}/replies`, { text: 'One more' })).status).toBe(409);
      expect((await dan.open(path)).text).not.toContain('One more');
    },
    'lets moderators delete a reply that is rude': async (app) => {
      const moderator = await app.as('moderator');
      const [reply] = (await moderator.api('GET', '/replies?search=Use+rye')).json.items;
      expect((await moderator.api('DELETE', `/replies/${reply.id}`)).status).toBe(204);
      expect((await app.visitor().open(await topicPath(app))).text).not.toContain('Use rye');
    },
  },
};

const topicPath = async (app: WrittenApp): Promise<string> =>
  `/topics/${(await app.visitor().api('GET', '/topics?search=It+does+not+rise')).json.items[0].id}`;
