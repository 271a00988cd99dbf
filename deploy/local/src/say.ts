import { styleText } from 'node:util';

const startedAt = performance.now();

/** One line of progress, with the seconds since the command began. */
export function say(text: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5);
  console.log(`${styleText('gray', `${seconds} s`)}  ${text}`);
}

/** A mistake that a person can mend: shown without a stack. */
export class Plain extends Error {}
