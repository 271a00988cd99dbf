import { eld } from 'eld/medium';

// Below this, a few names decide, and any guess is a coin toss.
const SHORTEST = 40;

/** Whether a text is English; short ones count as English unless they hold other scripts. */
export function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin / letters < 0.6) return false;
  if (letters < SHORTEST) return true;
  const guess = eld.detect(text.slice(0, 5_000));
  return guess.language === 'en' || !guess.isReliable();
}
