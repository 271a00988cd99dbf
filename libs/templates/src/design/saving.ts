import type { RecordDraft } from './draft.js';

const LOOKING = /^(browse|view|search|search for|read|see|find|watch|explore|discover|listen|listen to|display|show|recommend|collect)$/;
const MAKING = /^(add|create|make|write|edit|upload|generate|record|repair|draw|design|compose|modify|update|draft|convert|load|input|enter)$/;

/**
 * Whether to save such a thing is to mark one that is there: people who browse recipes save some of them. Whoever writes a
 * diary, or has documents that nobody else makes, keeps it by saving.
 */
export function isMarkedBySaving({ acts }: RecordDraft): boolean {
  const savers = new Set(acts.filter(({ verb }) => verb === 'save').flatMap(({ by }) => by));
  const isMaker = acts.some(({ verb, by }) => MAKING.test(verb) && by.some((name) => savers.has(name)));
  return !isMaker && acts.some(({ verb }) => LOOKING.test(verb));
}
