import { cleanName, faultOfName } from './name.js';

it.each(['Ana', 'Ana’s workspace', 'Łódź & Søn (GmbH)', '株式会社', 'x'.repeat(100)])('takes %s', (name) =>
  expect(faultOfName(name)).toBeUndefined(),
);

it.each(['', ' \t ', 'x'.repeat(101), 'a\u202eb', 'a\u200bb', 'a\nb', 'a\u2028b', 'a\u0000b', 'a\u0007b', '\ud800', 'a\ue000'])(
  'refuses %j',
  (name) => expect(faultOfName(name)).toBeDefined(),
);

it('takes what cannot be seen out of names from elsewhere', () => {
  expect(cleanName(' a\u202eb\nc\u0000 ')).toBe('abc');
  expect(faultOfName(cleanName(`${'x'.repeat(300)}\u200b`))).toBeUndefined();
});
