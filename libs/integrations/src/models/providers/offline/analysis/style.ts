import type { Style } from '../domain-model.js';
import { COLOURS } from './lexicon.js';

const DEFAULT_ACCENT = '#0f5f6b';

/** Colours and manner that a description asks for. A colour counts where it stands beside a word of appearance. */
export function styleOf(description: string): Style {
  const lower = description.toLowerCase();
  const hex = /#([0-9a-f]{6})\b/.exec(lower)?.[0];
  const names = Object.keys(COLOURS).join('|');
  const beside = new RegExp(
    `\\b(${names})(?:ish)?\\b[\\w\\s,-]{0,30}\\b(?:theme|themed|colou?rs?|accents?|style|styled|design|look|palette|background|header|buttons?|branding|tones?)\\b`,
  ).exec(lower)?.[1];
  const after = new RegExp(
    `\\b(?:themes?|colou?rs?|accents?|style|styled|palette|branding|tones?|in)\\b[^.\\n]{0,20}\\b(${names})\\b`,
  ).exec(lower)?.[1];
  const name = beside ?? after;
  return {
    accent: hex ?? (name ? COLOURS[name]! : DEFAULT_ACCENT),
    isDark: /\bdark (mode|theme|design|style|look|background|ui|colou?rs?)\b|\bdark-themed\b/.test(lower),
    isRounded: /\b(rounded|playful|friendly|soft|bubbly)\b/.test(lower),
    isSerif: /\b(serif|elegant|classic|literary|editorial|traditional)\b/.test(lower) && !/sans[- ]serif/.test(lower),
  };
}
