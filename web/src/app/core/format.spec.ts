import { money } from './format';
import { priceOf } from './prices';

it.each([
  [0, '$0.00'],
  [0.0042, '$0.0042'],
  [0.00001, 'under $0.0001'],
  // Not $0.0100 or $0.00: what comes to a cent is one.
  [0.00996, '$0.01'],
  [0.01, '$0.01'],
  [0.125, '$0.13'],
  [1, '$1.00'],
  [1_234.5, '$1,234.50'],
])('writes %d as %s', (usd, text) => expect(money(usd)).toBe(text));

it('leaves a price as it is', () =>
  expect(priceOf({ model: 'm', inputUsdPerMTok: 0.075, cachedInputUsdPerMTok: null, outputUsdPerMTok: 2.5 })).toBe('$0.075 in, $2.50 out'));
