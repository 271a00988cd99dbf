import type { Kind } from './kind.js';

export const calculator: Kind = {
  name: 'calculator and tool',
  description:
    'A few calculators for people who renovate a house. A paint calculator gives the litres of paint from the wall area in m², the number of coats and the coverage of 10 m² per litre. A loan calculator works out the monthly payment from the amount, the yearly interest rate and the years. A BMI calculator is there for fun. Nobody needs an account. Numbers that make no sense, like a negative area, are refused with a sentence that says why.',
  behaviours: {
    'shows each calculator to everybody, without an account': async (app) => {
      const visitor = app.visitor();
      const home = await visitor.open('/');
      for (const path of ['/paint', '/monthly-payment', '/body-mass-index']) {
        expect(home.body).toContain(`href="${path}"`);
        expect((await visitor.open(path)).status).toBe(200);
      }
      expect((await visitor.open('/sign-in')).status).toBe(404);
    },
    'gives the litres of paint': async (app) => {
      const result = await (await app.visitor().open('/paint')).press('Calculate', { area: 55, coats: 2, coverage: 10 });
      expect(result.text).toMatch(/Paint 11 l\b/);
      expect((await app.visitor().api('POST', '/paint', { area: 10, coats: 3, coverage: 8 })).json).toEqual({ litres: 3.75 });
    },
    'works out what a loan costs each month': async (app) => {
      const { payment, total } = (await app.visitor().api('POST', '/monthly-payment', { amount: 12000, rate: 6, years: 1 })).json;
      expect(payment).toBeCloseTo(1032.8, 1);
      expect(total).toBeCloseTo(12 * payment, 6);
    },
    'gives the body mass index': async (app) => {
      const result = await (await app.visitor().open('/body-mass-index')).press('Calculate', { weight: 81, height: 180 });
      expect(result.text).toContain('25 kg/m²');
    },
    'refuses numbers that make no sense, and says why beside the field': async (app) => {
      const refused = await (await app.visitor().open('/paint')).press('Calculate', { area: -4, coats: 2, coverage: 10 });
      expect([refused.status, /At least 0\.1/.test(refused.text)]).toEqual([422, true]);
      expect(refused.body).toContain('value="-4"');
      const none = await app.visitor().api('POST', '/paint', { area: 'wall', coats: 1, coverage: 0 });
      expect([none.status, Object.keys(none.json.fields)]).toEqual([422, ['area', 'coverage']]);
    },
  },
};
