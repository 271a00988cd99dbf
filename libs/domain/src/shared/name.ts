/** Longest name of a person or an organization. */
export const NAME_MAX = 100;

// Control, format (bidirectional overrides, zero width) and private characters, lone surrogates, line separators.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Why a text cannot be a name; undefined where it can. Joiners within emoji count as unseen too. */
export function faultOfName(name: string, max = NAME_MAX): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return 'must not be empty';
  if ([...trimmed].length > max) return `must have at most ${max} characters`;
  if (UNSEEN.test(trimmed)) return 'must not contain line breaks or invisible characters';
  return undefined;
}

/** The same from another system, which keeps to no rule of ours: without what cannot be seen, and cut. May be empty. */
export function cleanName(name: string, max = NAME_MAX): string {
  return [...name.replace(new RegExp(UNSEEN, 'gu'), '').trim()].slice(0, max).join('').trim();
}
