import { StrayPollers, type Poller } from './stray-pollers.js';

const poller = (askedAt: number, identity = 'dead'): Poller => ({ identity, queues: ['core'], askedAt });
const names = (list: readonly { identity: string }[]): string[] => list.map(({ identity }) => identity);
const NONE = new Set<string>();

it('finds one that asks for work while no process of its name runs, once it has asked again', () => {
  const pollers = new StrayPollers();
  expect(names(pollers.look([poller(1)], NONE).strays)).toEqual([]);
  expect(names(pollers.look([poller(1)], NONE).strays)).toEqual([]);
  expect(names(pollers.look([poller(2)], NONE).come)).toEqual(['dead']);
  const { strays, come } = pollers.look([poller(2)], NONE);
  expect([names(strays), come]).toEqual([['dead'], []]);
});

it('knows a process that was killed from one that goes on: Temporal names it for minutes', () => {
  const pollers = new StrayPollers();
  pollers.look([poller(1)], new Set(['dead']));
  // It asked once more before its end, and is silent from then on.
  for (let i = 0; i < 30; i++) expect(pollers.look([poller(2)], NONE).strays).toEqual([]);
});

it('takes no process for a stray that runs, whatever the clocks say, nor one that begins', () => {
  const pollers = new StrayPollers();
  const all = (askedAt: number): Poller[] => [poller(askedAt, 'here'), poller(askedAt * 1_000, 'ahead'), poller(askedAt / 1_000, 'behind')];
  for (let i = 1; i < 5; i++) expect(pollers.look(all(i), new Set(['here', 'ahead', 'behind'])).strays).toEqual([]);
  // It polls a moment before it is listed.
  pollers.look([...all(6), poller(1, 'new')], new Set(['here', 'ahead', 'behind']));
  expect(pollers.look([...all(7), poller(2, 'new')], new Set(['here', 'ahead', 'behind', 'new'])).strays).toEqual([]);
});

it('forgives a process one silence, as after an outage of the database', () => {
  const pollers = new StrayPollers();
  pollers.look([poller(1)], new Set(['dead']));
  expect(pollers.look([poller(2)], NONE).strays).toEqual([]);
  expect(pollers.look([poller(3)], new Set(['dead'])).strays).toEqual([]);
  expect(pollers.look([poller(4)], NONE).strays).toEqual([]);
});

it('lets one go that says that it runs, asks no more, or is not named any more', () => {
  const strayed = (): StrayPollers => {
    const pollers = new StrayPollers();
    pollers.look([poller(1)], NONE);
    expect(names(pollers.look([poller(2)], NONE).come)).toEqual(['dead']);
    return pollers;
  };
  expect(names(strayed().look([poller(3)], new Set(['dead'])).gone)).toEqual(['dead']);
  expect(names(strayed().look([], NONE).gone)).toEqual(['dead']);
  const silent = strayed();
  const gone = Array.from({ length: 10 }, () => names(silent.look([poller(2)], NONE).gone)).flat();
  expect(gone).toEqual(['dead']);
});
