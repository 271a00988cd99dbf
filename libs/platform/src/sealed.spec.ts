import { SealBroken, seal, unseal } from './sealed.js';

const SECRET = 'a secret of at least thirty-two characters';

it('opens what it sealed, and hides it meanwhile', () => {
  const sealed = seal(SECRET, 'engine-key', 'org/openai', 'sk-very-secret');
  expect(sealed).not.toContain('secret');
  expect(unseal(SECRET, 'engine-key', 'org/openai', sealed)).toBe('sk-very-secret');
  expect(seal(SECRET, 'engine-key', 'org/openai', 'sk-very-secret')).not.toBe(sealed);
});

it('does not open it for another owner, purpose or secret, nor when it was changed', () => {
  const sealed = seal(SECRET, 'engine-key', 'org/openai', 'sk-very-secret');
  const last = sealed.at(-2)!;
  for (const open of [
    () => unseal(SECRET, 'engine-key', 'other/openai', sealed),
    () => unseal(SECRET, 'git', 'org/openai', sealed),
    () => unseal(`${SECRET}!`, 'engine-key', 'org/openai', sealed),
    () => unseal(SECRET, 'engine-key', 'org/openai', `${sealed.slice(0, -2)}${last === 'A' ? 'B' : 'A'}${sealed.at(-1)}`),
    () => unseal(SECRET, 'engine-key', 'org/openai', 'nonsense'),
  ])
    expect(open).toThrow(SealBroken);
});
