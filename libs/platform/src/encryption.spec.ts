import { DecryptionFailed, encrypt, encryptBytes, encryptPacked, decrypt, decryptBytes, decryptPacked } from './encryption.js';

const SECRET = 'a secret of at least thirty-two characters';

it('opens what it encrypted, and hides it meanwhile', () => {
  const encrypted = encrypt(SECRET, 'engine-key', 'org/openai', 'sk-very-secret');
  expect(encrypted).not.toContain('secret');
  expect(decrypt(SECRET, 'engine-key', 'org/openai', encrypted)).toBe('sk-very-secret');
  expect(encrypt(SECRET, 'engine-key', 'org/openai', 'sk-very-secret')).not.toBe(encrypted);
});

it('does not open it for another owner, purpose or secret, nor when it was changed', () => {
  const encrypted = encrypt(SECRET, 'engine-key', 'org/openai', 'sk-very-secret');
  const last = encrypted.at(-2)!;
  for (const open of [
    () => decrypt(SECRET, 'engine-key', 'other/openai', encrypted),
    () => decrypt(SECRET, 'git', 'org/openai', encrypted),
    () => decrypt(`${SECRET}!`, 'engine-key', 'org/openai', encrypted),
    () => decrypt(SECRET, 'engine-key', 'org/openai', `${encrypted.slice(0, -2)}${last === 'A' ? 'B' : 'A'}${encrypted.at(-1)}`),
    () => decrypt(SECRET, 'engine-key', 'org/openai', 'nonsense'),
  ])
    expect(open).toThrow(DecryptionFailed);
});

describe('content encrypted', () => {
  const secret = 'a secret of this test alone, and of no other';
  const content = Buffer.from([0, 255, 1, 2, 3]);

  it('comes back to the byte, and is never the same twice', () => {
    const [one, other] = [1, 2].map(() => encryptBytes(secret, 'records', 'org-a', content));
    expect(one).not.toEqual(other);
    expect(decryptBytes(secret, 'records', 'org-a', one!)).toEqual(content);
  });

  it('is packed before it is encrypted, where that is asked for', async () => {
    const text = 'grain '.repeat(1_000);
    const encrypted = await encryptPacked(secret, 'answers', 'org-a', text);
    expect(encrypted.length).toBeLessThan(200);
    expect((await decryptPacked(secret, 'answers', 'org-a', encrypted)).toString('utf8')).toBe(text);
    await expect(decryptPacked(secret, 'answers', 'org-b', encrypted)).rejects.toThrow(DecryptionFailed);
  });

  it('opens for its organization and its purpose alone, and not where a byte was changed', () => {
    const encrypted = encryptBytes(secret, 'records', 'org-a', content);
    const changed = Buffer.from(encrypted);
    changed[30]! ^= 1;
    for (const [purpose, organization, given] of [
      ['records', 'org-b', encrypted],
      ['payloads', 'org-a', encrypted],
      ['records', 'org-a', changed],
      ['records', 'org-a', Buffer.alloc(3)],
    ] as const)
      expect(() => decryptBytes(secret, purpose, organization, given)).toThrow(DecryptionFailed);
  });
});
