import { day, type Kind } from './kind.js';

export const dashboard: Kind = {
  name: 'dashboard',
  description:
    'A dashboard for the energy use of the buildings of a small town. Technicians enter meter readings for a building with a date, the kilowatt hours and the cost. The mayor sees how much energy each building used by month, which buildings use the most, and the total cost, as charts. Buildings have a name, an address, a type (school, town hall, sports hall) and a floor area in m². Only technicians may enter readings; the mayor just looks. Readings that are above 5000 kilowatt hours are listed as unusual.',
  behaviours: {
    'lets technicians enter readings of a building': async (app) => {
      const technician = await app.as('technician');
      const [{ id, name }] = (await technician.api('GET', '/buildings')).json.items;
      const made = await technician.api('POST', '/meter-readings', { ...READING, buildingId: id });
      expect([made.status, made.json.cost]).toEqual([201, 412.4]);
      expect((await technician.open(`/meter-readings/${made.json.id}`)).text).toContain(name);
    },
    'refuses a reading of no building, or of a cost below nothing': async (app) => {
      const technician = await app.as('technician');
      expect((await technician.api('POST', '/meter-readings', { ...READING, buildingId: 9999 })).status).toBe(422);
      const refused = await technician.api('POST', '/meter-readings', { ...READING, cost: -1 });
      expect([refused.status, Object.keys(refused.json.fields)]).toEqual([422, ['cost']]);
    },
    'keeps the types of buildings to those that are named': async (app) => {
      const first = await app.first();
      const made = { name: 'Old school', type: 'school', address: 'Mill Lane 1', floorArea: 840.5 };
      expect((await first.api('POST', '/buildings', made)).json.floorArea).toBe(840.5);
      expect((await first.api('POST', '/buildings', { ...made, type: 'castle' })).status).toBe(422);
    },
    'lets technicians alone enter readings, and nobody outside see them': async (app) => {
      expect((await (await app.as('technician')).api('POST', '/buildings', { name: 'Mine', type: 'school' })).status).toBe(403);
      expect((await app.visitor().open('/meter-readings')).path).toBe('/sign-in');
      expect((await app.visitor().api('POST', '/meter-readings', READING)).status).toBe(401);
    },
    'lists readings that are above 5000 kilowatt hours': async (app) => {
      const technician = await app.as('technician');
      const [{ id }] = (await technician.api('GET', '/buildings')).json.items;
      for (const kilowattHours of [5000, 5001])
        await technician.api('POST', '/meter-readings', { ...READING, kilowattHours, buildingId: id });
      const home = await technician.open('/');
      const [, path] = /href="(\/meter-readings\?only=[^"]*5000[^"]*)"/.exec(home.body)!;
      const listed: { kilowattHours: number }[] = (await technician.api('GET', path!.replaceAll('&#38;', '&'))).json.items;
      expect(listed.map(({ kilowattHours }) => kilowattHours)).toContain(5001);
      expect(listed.every(({ kilowattHours }) => kilowattHours > 5000)).toBe(true);
    },
    'adds up energy and cost of each building by month': async (app) => {
      const report = await (await app.as('technician')).open('/meter-readings-by-building');
      expect([report.status, /Old school|Energy|Cost/.test(report.text)]).toEqual([200, true]);
    },
  },
};

const READING = { date: day(-2), kilowattHours: 1200, cost: 412.4 };
