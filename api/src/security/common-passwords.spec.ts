import { isCommonPassword } from './common-passwords.js';

it.each(['1234567890', 'password123', 'Qwertyuiop1', 'iloveyou2024!', 'aaaaaaaaaaaa', 'SUNSHINE2026'])('knows %s', (password) =>
  expect(isCommonPassword(password)).toBe(true),
);

it.each(['correct horse battery', 'Tr0ub4dor&3 and more', 'vK9-mQ2xLp7w'])('does not know %s', (password) =>
  expect(isCommonPassword(password)).toBe(false),
);
