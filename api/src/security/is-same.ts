import { createHash, timingSafeEqual } from 'node:crypto';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that says nothing of how much of them is. */
export const isSame = (given: string, expected: string): boolean => timingSafeEqual(digestOf(given), digestOf(expected));
