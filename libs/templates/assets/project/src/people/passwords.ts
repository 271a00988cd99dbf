import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

const SHORTEST = 10;
const LONGEST = 200;
/** The first that are tried. */
const COMMON = new Set(['1234567890', 'password12', 'password123', 'qwertyuiop', 'iloveyou123', 'passwordpassword', '0123456789', 'abcdefghij']);

/** scrypt's N: what a guess costs. */
const COST = 16_384;

/** @returns what is wrong with a new password, or undefined. */
export function passwordFault(password: string, email: string): string | undefined {
  if (password.length < SHORTEST) return `At least ${SHORTEST} characters`;
  if (password.length > LONGEST) return `At most ${LONGEST} characters`;
  if (COMMON.has(password.toLowerCase()) || new Set(password).size < 4) return 'This is one of the first that are tried; choose another';
  if (email !== '' && password.toLowerCase().includes(email.split('@')[0]!.toLowerCase()) && email.split('@')[0]!.length > 3) return 'Choose one without your email address';
  return undefined;
}

/** scrypt with a salt of its own; the text holds all that is needed to check a password. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `scrypt$${COST}$${salt.toString('base64')}$${scryptSync(password, salt, 32, { cost: COST }).toString('base64')}`;
}

export function isPassword(password: string, stored: string): boolean {
  const [kind, cost, salt, hash] = stored.split('$');
  if (kind !== 'scrypt' || !cost || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'base64'), expected.length, { cost: Number(cost) }), expected);
}
