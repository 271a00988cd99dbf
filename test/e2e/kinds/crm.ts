import { day, type Kind } from './kind.js';

export const crm: Kind = {
  name: 'CRM',
  description:
    'A CRM for a family business that sells wood stoves. Salespeople keep contacts with a name, an email, a phone number and the town. For every contact they write down deals with a value and a stage: new, offered, won or lost. They also note calls and visits with a date and what was said, and set follow-up tasks with a due date. Each salesperson moves only their own deals on. The manager sees a report of deals by stage with the sum of their values, and a list of overdue tasks.',
  behaviours: {
    'lets salespeople keep contacts': async (app) => {
      const ana = await app.as('salesperson');
      const made = await (
        await ana.open('/contacts/new')
      ).press(/^(Add|Keep)/, { name: 'Mill farm', email: 'mill@example.org', town: 'Upper Mill' });
      expect(made.text).toContain('Upper Mill');
      expect((await ana.api('GET', '/contacts?search=mill+farm')).json.total).toBe(1);
    },
    'refuses an address that is none': async (app) => {
      const refused = await (await app.as('salesperson')).api('POST', '/contacts', { name: 'Nobody', email: 'no address' });
      expect([refused.status, Object.keys(refused.json.fields)]).toEqual([422, ['email']]);
    },
    'keeps everything from who does not work there': async (app) => {
      for (const path of ['/contacts', '/deals', '/tasks']) expect((await app.visitor().open(path)).path).toBe('/sign-in');
      expect((await app.visitor().api('POST', '/contacts', { name: 'Mine' })).status).toBe(401);
      expect(
        (await app.visitor().send('/sign-up', { name: 'Eve', email: 'eve@example.org', password: 'a long word and another' })).status,
      ).toBe(403);
    },
    'adds up the values of deals by stage for the manager': async (app) => {
      const manager = await app.as('manager');
      const won = async (): Promise<number> => {
        const rows: { name: string; value: number }[] = (await manager.api('GET', '/deals-by-stage')).json;
        return rows.find(({ name }) => name === 'won')?.value ?? 0;
      };
      const before = await won();
      const deal = { title: 'Stove for the hall', value: 2400, stage: 'won' };
      expect((await (await app.as('salesperson')).api('POST', '/deals', deal)).status).toBe(201);
      expect((await won()) - before).toBe(2400);
      expect((await (await app.as('salesperson')).api('POST', '/deals', { ...deal, stage: 'somewhere' })).status).toBe(422);
    },
    'lists tasks that are overdue': async (app) => {
      const manager = await app.as('manager');
      const form = await manager.open('/tasks/new');
      for (const [title, days] of [
        ['Ring the mill', -2],
        ['Ring the farm', 9],
      ] as const)
        await form.press(/^(Add|Set)/, { title, dueOn: day(days) });
      const listed: { title: string }[] = (await manager.api('GET', '/tasks?only=overdue-tasks')).json.items;
      expect(listed.map(({ title }) => title)).toContain('Ring the mill');
      expect(listed.map(({ title }) => title)).not.toContain('Ring the farm');
    },
  },
};
