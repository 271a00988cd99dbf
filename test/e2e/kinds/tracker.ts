import type { Visitor } from '../../support/written-app.js';
import { day, type Kind } from './kind.js';

export const tracker: Kind = {
  name: 'tracker',
  description:
    'An app to track how I train for a marathon. Runners log runs with a date, a distance in km, how many minutes it took and how it felt (easy, fine, hard). A chart shows the kilometres of each week, with a weekly goal of 40 km. Every runner sees only their own runs. Runs with a distance of zero make no sense and are refused. I also want to see the total distance of the month, and to import older runs from a CSV file.',
  behaviours: {
    'logs a run': async (app) => {
      const ana = await app.join('Ana Kovar');
      await log(ana, 12.5);
      expect((await ana.open('/runs')).text).toContain('12.5');
      expect((await ana.api('GET', '/runs')).json.total).toBe(1);
    },
    'refuses a run of no distance': async (app) => {
      const bo = await app.join('Bo Lind');
      for (const distance of [0, -3]) {
        const refused = await bo.api('POST', '/runs', { name: 'None', date: day(-1), minutes: 60, feeling: 'fine', distance });
        expect([refused.status, Object.keys(refused.json.fields)]).toEqual([422, ['distance']]);
      }
      expect((await bo.api('GET', '/runs')).json.total).toBe(0);
    },
    'draws the kilometres of each week against the goal': async (app) => {
      const cy = await app.join('Cy Noll');
      await log(cy, 10);
      await log(cy, 7.5);
      const chart = await cy.open('/runs-over-time');
      expect([chart.status, chart.text.includes('17.5'), /goal 40/i.test(chart.text)]).toEqual([200, true, true]);
      const weeks: { value: number }[] = (await cy.api('GET', '/runs-over-time?step=week')).json;
      expect(weeks.map(({ value }) => value)).toEqual([17.5]);
    },
    'shows every runner their own runs alone': async (app) => {
      const dan = await app.join('Dan Roth');
      expect((await dan.api('GET', '/runs')).json.total).toBe(0);
      expect((await dan.open('/runs/1')).status).toBe(404);
      expect((await dan.api('DELETE', '/runs/1')).status).toBe(404);
      expect((await app.visitor().open('/runs')).path).toBe('/sign-in');
    },
    'adds up the distance of the month': async (app) => {
      const eva = await app.join('Eva Falk');
      await log(eva, 21.1, 0);
      const report = await eva.open('/monthly-runs');
      expect([report.status, report.text.includes('21.1')]).toEqual([200, true]);
    },
    'imports older runs from a CSV file, row by row': async (app) => {
      const fin = await app.join('Fin Hart');
      const rows = (hills: number): string => `Date,Distance,Minutes,Feeling\n${day(-30)},8.2,52,easy\n${day(-29)},${hills},44,hard\n`;
      expect((await fin.send('/runs/import', { rows: rows(0), isChecked: 'yes' })).status).toBe(422);
      expect((await fin.api('GET', '/runs')).json.total).toBe(0);
      const checked = await fin.send('/runs/import', { rows: rows(6.4) });
      expect([checked.status, checked.text.includes('8.2')]).toEqual([200, true]);
      expect((await fin.send('/runs/import', { rows: rows(6.4), isChecked: 'yes' })).path).toBe('/runs');
      expect((await fin.api('GET', '/runs')).json.total).toBe(2);
    },
  },
};

const log = async (who: Visitor, distance: number, days = 0) =>
  (await who.open('/runs/new')).press('Log run', { date: day(-days), distance, minutes: 60, feeling: 'fine' });
