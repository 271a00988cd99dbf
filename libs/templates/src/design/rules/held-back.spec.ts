import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

const CLUB = 'A rowing club. Members reserve boats and report damage. Each boat has a name.';

describe('what nobody takes', () => {
  it.each([
    [`${CLUB} A damaged boat cannot be reserved until the boatman has repaired it.`, 'booking', 'damaged', 'boatman'],
    [
      'A tool library. Members borrow tools. Each tool has a name. Broken tools cannot be borrowed until the keeper has fixed them.',
      'loan',
      'broken',
      'keeper',
    ],
  ] as const)('is what is to be repaired, until it is: %s', (text, kit, state, keeper) => {
    const { rule, phrase } = designed(text);
    expect(rule(kit)).toMatchObject({ except: [state] });
    expect(rule('lifecycle')).toMatchObject({
      initial: 'ready',
      steps: [
        { from: ['ready'], to: state, by: { roles: ['member', keeper] } },
        { from: [state], to: 'ready', by: { roles: [keeper] } },
      ],
    });
    expect(phrase('cannot be').outcome).toBe('BUILT');
    expect(phrase('cannot be').evidence.map(({ label }) => label)).toContain(kit === 'loan' ? 'Borrow tool' : 'Book boat');
  });

  it('is what stands in a state of its own', () => {
    const { rule } = designed(
      'A hall rental. Guests book rooms. Rooms that are closed cannot be booked. Each room has a name and a status (open, closed). The caretaker closes rooms.',
    );
    expect(rule('booking')).toMatchObject({ except: ['closed'] });
  });

  it.each([
    ['a state that nothing is ever in', `${CLUB} A haunted boat cannot be reserved.`],
    ['the state that all begin in', 'A hall. Guests book rooms. Open rooms cannot be booked. Each room has a status (open, closed).'],
  ])('is not claimed of %s', (_, text) => {
    const { rule, phrase } = designed(text);
    expect(rule('booking')!.except).toBeUndefined();
    expect(phrase('cannot be').outcome).toBe('NOT_BUILT');
  });
});
