import { usesClock } from './code.js';

describe('usesClock', () => {
  it.each(['isOverdue(loan, clock())', 'freePlots(database, clock)', 'seed(clock, database)', '{ database, clock }'])(
    'sees that %s asks for the time',
    (code) => {
      expect(usesClock(code)).toBe(true);
    },
  );

  it.each(["{ label: 'Clock in', href: '/clock-ins' }", "caption: 'All clocks'", 'listClocks(database)'])(
    'sees that %s only speaks of clocks',
    (code) => {
      expect(usesClock(code)).toBe(false);
    },
  );
});
