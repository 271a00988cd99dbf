import type { Mood, ProjectKind } from './design.types.js';

/** Words of a description that ask for a manner, else its domain. */
const WORDS: readonly [Mood, RegExp][] = [
  ['playful', /\b(playful|fun|kids?|children|colou?rful|cheerful|toys?|cartoons?|pets?|birthday)\b/i],
  ['editorial', /\b(editorial|magazine|elegant|literary|serif|journal|poetry|newspaper|classic)\b/i],
  ['bold', /\b(bold|striking|music|concert|festival|night ?club|esports?|gaming|dramatic)\b/i],
  ['natural', /\b(natural|garden|farm|plants?|forest|organic|hiking|camping|eco\w*|seeds?|nature|agricultur\w*)\b/i],
  ['calm', /\b(calm|soft|health\w*|clinic|medical|hospital|doctors?|patients?|yoga|meditation|wellness|therap\w+|dental|dentists?)\b/i],
  ['warm', /\b(warm|cosy|cozy|café|cafe|bakery|restaurant|food|recipes?|neighbou?rs?|community|wedding|family|charity|kitchen)\b/i],
  ['crisp', /\b(minimal\w*|clean|crisp|professional|corporate|finance|bank\w*|dashboard|analytics|enterprise|technical|api)\b/i],
];
const BY_KIND: Partial<Record<ProjectKind, Mood>> = {
  blog: 'editorial',
  game: 'playful',
  learning: 'calm',
  events: 'bold',
  shop: 'warm',
  forum: 'warm',
  messaging: 'calm',
  booking: 'calm',
};

/** A manner that is asked for counts wherever it stands; a domain where the text begins with it, or keeps to it. */
const ASKED =
  /\b(playful|fun|colou?rful|cheerful|editorial|elegant|bold|striking|dramatic|natural|calm|soft|warm|cosy|cozy|minimal\w*|clean|crisp|professional)\b/gi;
function isSaid(words: RegExp, text: string): boolean {
  const first = text.split(/(?<=[.!?\n])\s/)[0] ?? text;
  const said = text.match(new RegExp(words.source, 'gi')) ?? [];
  return words.test(first) || said.length > 1 || said.some((word) => word.match(ASKED));
}

export const moodOf = (text: string, kind: ProjectKind): Mood =>
  WORDS.find(([, words]) => isSaid(words, text))?.[0] ?? BY_KIND[kind] ?? 'crisp';
