import { fieldOf } from './field-of.js';
import { usualOf } from './usual.js';
import { matchIn } from '../knowledge/thing-of.js';
import { THINGS } from '../knowledge/things/index.js';
import { SENSES } from '../knowledge/things/senses.js';
import { thingOf } from './lexicon.js';

const names = (name: string, text: string): string[] => usualOf(name, text).map((field) => field.name);
const choices = (name: string, text: string): string[] => usualOf(name, text).flatMap(({ values }) => values ?? []);

describe('usual attributes', () => {
  it.each<[string, string, string]>([
    ['admission', 'A museum sells admissions to shows.', 'event ticket'],
    ['admission', 'A university publishes admissions of applicants.', 'admission'],
    ['game', 'A club lends board games to members.', 'board game'],
    ['game', 'A site where people play games in the browser.', 'game'],
    ['application', 'Candidates send applications for vacancies.', 'job application'],
    ['application', 'Residents file applications for a garden.', 'application'],
    ['resource', 'Teachers share resources with pupils.', 'learning material'],
    ['cloud resource', 'Operators see what each cloud resource costs.', 'resource'],
    ['ticket', 'A help desk where agents close tickets.', 'ticket for support'],
    ['deal', 'A CRM in which leads turn into deals.', 'sales deal'],
    ['deal', 'A supermarket shows the deals of the week.', 'deal'],
    ['stop', 'A list of bus lines and their stops.', 'station'],
    ['project', 'A portfolio of a photographer with projects.', 'portfolio project'],
  ])('of %s follow the words around it: %s', (name, text, key) => {
    expect(matchIn(name, text)?.thing.key).toBe(key);
  });

  it.each<[string, string]>([
    ['call', 'Clerks note calls.'],
    ['wood stove', 'A firm that sells wood stoves.'],
    ['aircraft', 'A game in which players steer an aircraft.'],
    ['file transfer', 'An intranet with file transfers.'],
    ['cost', 'A platform that shows what a cost is.'],
    ['study room', 'Students book study rooms.'],
    ['user request', 'A server that counts user requests.'],
    ['news', 'A company tells its news.'],
    ['service', 'A company presents its services.'],
  ])('of %s have no choices of another trade: %s', (name, text) => {
    expect(choices(name, text)).toEqual([]);
  });

  it('speak of money, lending and nights only where the text does', () => {
    expect(names('product', 'A company shows its products.')).not.toEqual(expect.arrayContaining(['price']));
    expect(names('product', 'A shop that sells products.')).toEqual(expect.arrayContaining(['price', 'stock']));
    expect(names('vehicle', 'A list of the vehicles of a fire brigade.')).not.toContain('daily_rate');
    expect(names('vehicle', 'People rent vehicles.')).toContain('daily_rate');
    expect(names('room', 'A school with rooms.')).not.toContain('price_per_night');
    expect(names('room', 'A hotel with rooms.')).toContain('price_per_night');
  });

  it('leave out what means the same as something stated', () => {
    const stated = ['kind', 'cost', 'image'].map((words) => fieldOf(words));
    const left = usualOf('workshop', 'A school sells workshops.', stated).map((field) => field.name);
    expect(left).toEqual(expect.arrayContaining(['title', 'description', 'starts_at']));
    expect(left.filter((name) => /price|picture/.test(name))).toEqual([]);
  });

  it('are of things that are known by their key', () => {
    for (const senses of Object.values(SENSES))
      for (const [, key] of senses) {
        expect(THINGS.find((thing) => thing.key === key)?.key).toBe(key);
        expect(thingOf(key)?.key).toBe(key);
      }
  });
});
