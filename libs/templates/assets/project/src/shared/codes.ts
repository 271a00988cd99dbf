import { randomInt } from 'node:crypto';

// Without those that are taken for another on the telephone or on paper: I and 1, O and 0.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Six letters that can be told on the telephone. */
export const newCode = (): string => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
