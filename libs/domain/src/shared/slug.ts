// Letters of Latin script that no normalization takes apart.
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n' };

/**
 * A name as part of an address: a to z, 0 to 9 and single hyphens, 1 to `max` characters. "project" where no letter of
 * the name can stand in one (Hindi, Thai, emoji): whoever keeps it makes it unique with a number behind it.
 */
export function slugOf(name: string, max = 48): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħŋ]/g, (letter) => LETTERS[letter]!);
  const slug = folded
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, max)
    .replace(/-+$/, '');
  return slug || 'project';
}
