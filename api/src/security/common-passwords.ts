import { dictionary } from '@zxcvbn-ts/language-common';

// 49,000 passwords that leaked most often, in lower case.
const COMMON = new Set(dictionary['passwords-common'] as readonly string[]);

/** Whether a password is among those that everybody tries first, alone or with the usual year or mark behind it. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  return COMMON.has(lower) || COMMON.has(lower.replace(/[\d\W_]{1,6}$/, '')) || /^(.)\1*$/u.test(lower);
}
