import { toneOfState } from './state-tones.js';

describe('the tone of a state', () => {
  it.each([
    ['repaired', 'good'],
    ['Paid', 'good'],
    ['waiting for parts', 'warn'],
    ['on_hold', 'warn'],
    ['inProgress', 'info'],
    ['To do', 'info'],
    ['hopeless', 'bad'],
    ['Rejected', 'bad'],
    ['cancelled', 'bad'],
    ['not paid', 'warn'],
    ['blue', 'plain'],
    ['openness', 'plain'],
  ])('of "%s" is %s', (state, tone) => expect(toneOfState(state)).toBe(tone));
});
