import type { Kind } from './kind.js';

export const messaging: Kind = {
  name: 'messaging',
  description:
    'A simple place for the parents of a kindergarten to write to each other. Parents send private messages to one another, and only the two of them can read these. Teachers write announcements that all parents see. Groups have a name and members, and every member of a group can write in it; people who are not in the group cannot read it. A parent sees how many messages are unread. The head of the kindergarten invites parents and teachers.',
  behaviours: {
    'sends a message that the two of them read': async (app) => {
      const [ana, bo] = [await app.join('Ana Kovar', 'parent'), await app.join('Bo Lind', 'parent')];
      const to = await id(bo);
      const sent = await (await ana.open(`/conversations/${to}`)).press('Send', { text: 'Shall we share the way?' });
      expect(sent.text).toContain('Shall we share the way?');
      const read = await bo.open(`/conversations/${await id(ana)}`);
      expect(read.text).toContain('Shall we share the way?');
    },
    'hides it from everybody else, who runs the place among them': async (app) => {
      const cy = await app.join('Cy Noll', 'parent');
      for (const other of [cy, await app.first(), await app.as('teacher')]) {
        expect((await other.open('/conversations')).text).not.toContain('Shall we share the way?');
        expect((await other.api('GET', '/messages')).status).toBe(404);
      }
      expect((await app.visitor().open('/conversations')).path).toBe('/sign-in');
    },
    'counts what is unread until it is read': async (app) => {
      const [dan, eva] = [await app.join('Dan Roth', 'parent'), await app.join('Eva Falk', 'parent')];
      await dan.send(`/conversations/${await id(eva)}`, { text: 'The bus is late.' });
      await dan.send(`/conversations/${await id(eva)}`, { text: 'Now it is here.' });
      expect((await eva.open('/')).text).toMatch(/2 Unread messages/);
      await eva.open(`/conversations/${await id(dan)}`);
      expect((await eva.open('/')).text).toMatch(/0 Unread messages/);
    },
    'refuses an empty message, and one to nobody': async (app) => {
      const fin = await app.join('Fin Hart', 'parent');
      const to = await id(await app.as('teacher'));
      expect((await fin.send(`/conversations/${to}`, { text: ' ' })).status).toBe(422);
      expect((await fin.send('/conversations/9999', { text: 'Hello' })).status).toBe(422);
    },
    'lets teachers write announcements that all parents see, and parents none': async (app) => {
      const teacher = await app.as('teacher');
      const made = await (
        await teacher.open('/announcements/new')
      ).press('Write announcement', { title: 'Closed on Monday', text: 'The heating is mended.' });
      const parent = await app.as('parent');
      expect((await parent.open(made.path)).text).toContain('Closed on Monday');
      expect((await parent.send('/announcements', { title: 'Mine' })).status).toBe(403);
    },
    'lets who runs it invite a teacher, and nobody else': async (app) => {
      const address = await app.invitation('gro@example.org', 'teacher');
      const gro = app.visitor();
      const welcome = await (await gro.open(address)).press('Create account', { name: 'Gro Vik', password: 'a long word and another' });
      expect(welcome.text).toContain('Hello Gro');
      expect((await (await app.as('parent')).send('/people/invitations', { email: 'x@example.org', role: 'teacher' })).status).toBe(403);
    },
  },
};

const id = async (who: { api: (method: string, path: string) => Promise<{ json: { id: number } }> }): Promise<number> =>
  (await who.api('GET', '/profile')).json.id;
