import { SealBroken, seal, sealBytes, sealPacked, unseal, unsealBytes, unsealPacked } from './sealed.js';

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

describe('content under seal', () => {
  const secret = 'a secret of this test alone, and of no other';
  const content = Buffer.from([0, 255, 1, 2, 3]);

  it('comes back to the byte, and is never the same twice', () => {
    const [one, other] = [1, 2].map(() => sealBytes(secret, 'records', 'org-a', content));
    expect(one).not.toEqual(other);
    expect(unsealBytes(secret, 'records', 'org-a', one!)).toEqual(content);
  });

  it('is packed before it is sealed, where that is asked for', async () => {
    const text = 'grain '.repeat(1_000);
    const sealed = await sealPacked(secret, 'answers', 'org-a', text);
    expect(sealed.length).toBeLessThan(200);
    expect((await unsealPacked(secret, 'answers', 'org-a', sealed)).toString('utf8')).toBe(text);
    await expect(unsealPacked(secret, 'answers', 'org-b', sealed)).rejects.toThrow(SealBroken);
  });

  it('opens for its organization and its purpose alone, and not where a byte was changed', () => {
    const sealed = sealBytes(secret, 'records', 'org-a', content);
    const changed = Buffer.from(sealed);
    changed[30]! ^= 1;
    for (const [purpose, organization, given] of [
      ['records', 'org-b', sealed],
      ['payloads', 'org-a', sealed],
      ['records', 'org-a', changed],
      ['records', 'org-a', Buffer.alloc(3)],
    ] as const)
      expect(() => unsealBytes(secret, purpose, organization, given)).toThrow(SealBroken);
  });
});
