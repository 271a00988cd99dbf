import type { Meaning } from './palette.js';

const WORDS: Record<Meaning, RegExp> = {
  bad: /\b(overdue|late|reject\w*|refus\w*|declin\w*|fail\w*|cancel\w*|hopeless|lost|broken|blocked|expired|missing|urgent|critical|denied|sold out|no-?show|unpaid|damaged|banned|high)\b/i,
  warn: /\b(wait\w*|pending|on hold|hold|paused|draft|requested|review\w*|due|reserved|medium|low stock|unclaimed|unconfirmed|partly|partial\w*|booked|taken|occupied|lent|on loan|borrowed)\b/i,
  good: /\b(done|complet\w*|finish\w*|paid|approved?|accepted|confirmed|repaired|resolved|solved|delivered|returned|available|free|active|published|won|passed|closed|attended|received|collected|verified|ready|low|healthy|in stock)\b/i,
  info: /\b(open|new|claimed|assigned|in progress|started|doing|scheduled|planned|registered|submitted|sent|shipped|contacted|enrolled|checked (?:in|out)|ordered|qualified|to ?do|upcoming)\b/i,
};

/** What a state means to who reads it, by its words; "plain" where they say nothing of the kind. */
export function toneOfState(state: string): Meaning | 'plain' {
  const words = state.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  if (/\b(not|un|never|no longer)\b/i.test(words)) return /\b(paid|free|available|ready|working)\b/i.test(words) ? 'warn' : 'plain';
  return (Object.keys(WORDS) as Meaning[]).find((meaning) => WORDS[meaning].test(words)) ?? 'plain';
}
