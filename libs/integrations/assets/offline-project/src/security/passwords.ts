import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** scrypt's N: how much work a guess is. */
const COST = 16_384;

/** scrypt with a salt of its own; the stored text holds all that is needed to check a password. */
export function hashPassword(password: string, cost = COST): string {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64')}$${scryptSync(password, salt, 32, { cost }).toString('base64')}$${cost}`;
}

export function isPassword(password: string, stored: string): boolean {
  const [kind, salt, hash, cost = COST] = stored.split('$');
  if (kind !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'base64'), expected.length, { cost: Number(cost) }), expected);
}
