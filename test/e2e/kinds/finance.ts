import type { Visitor } from '../../support/written-app.js';
import { day, type Kind } from './kind.js';

export const finance: Kind = {
  name: 'finance',
  description:
    'An app where our flat shares its money. Flatmates record expenses with an amount in euros, a date, a category (rent, food, power, fun) and who paid. They set a monthly budget for each category. A report shows what was spent by category and month, and whether it is over the budget. Invoices from outside have a due date and are marked as paid; overdue ones are listed. Amounts must be above zero. Only flatmates can see anything, and each may change only the expenses that they recorded.',
  behaviours: {
    'records what was spent': async (app) => {
      const ana = await app.join('Ana Kovar');
      expect((await record(ana, 42.5)).status).toBe(200);
      expect((await ana.open('/expenses')).text).toContain('€42.50');
    },
    'refuses an amount of nothing': async (app) => {
      const bo = await app.join('Bo Lind');
      for (const amount of [0, -5]) {
        const refused = await record(bo, amount);
        expect([refused.status, /At least/.test(refused.text)]).toEqual([422, true]);
      }
    },
    'adds up what was spent over time': async (app) => {
      const cy = await app.join('Cy Noll');
      await record(cy, 10);
      await record(cy, 15.25);
      const weeks: { value: number }[] = (await cy.api('GET', '/expenses-over-time?step=month')).json;
      expect(weeks.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(25.25);
      expect((await cy.open('/expenses-over-time')).status).toBe(200);
    },
    'hides everything from who is no flatmate': async (app) => {
      for (const path of ['/expenses', '/budgets', '/invoices']) expect((await app.visitor().open(path)).path).toBe('/sign-in');
      expect((await app.visitor().api('GET', '/expenses')).status).toBe(401);
    },
    'lets each change the expenses that they recorded alone': async (app) => {
      const [dan, eva] = [await app.join('Dan Roth'), await app.join('Eva Falk')];
      await record(dan, 30);
      const [expense] = (await dan.api('GET', '/expenses')).json.items.filter(({ amount }: { amount: number }) => amount === 30);
      expect((await eva.api('PATCH', `/expenses/${expense.id}`, { amount: 1 })).status).toBeGreaterThanOrEqual(403);
      expect((await dan.api('PATCH', `/expenses/${expense.id}`, { amount: 31 })).json.amount).toBe(31);
    },
    'lists invoices that are overdue': async (app) => {
      const list = await (await app.first()).open('/invoices?only=overdue-invoices');
      expect([list.status, /Overdue invoices/.test(list.text)]).toEqual([200, true]);
    },
  },
};

const record = async (who: Visitor, amount: number) => {
  const form = await who.open('/expenses/new');
  const known: Record<string, string> = { title: 'Market', name: 'Market', date: day(-1), spentOn: day(-1), category: 'food' };
  const asked = [...form.body.matchAll(/<(?:input|select|textarea)[^>]*\bname="(\w+)"/g)].map(([, name]) => name!);
  return await form.press('Record expense', {
    ...Object.fromEntries(asked.flatMap((name) => (known[name] ? [[name, known[name]]] : []))),
    amount,
  });
};
