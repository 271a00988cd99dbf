/** A name as part of an address: a to z, 0 to 9 and single hyphens, 1 to `max` characters. */
export function slugOf(name: string, max = 48): string {
  const folded = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const slug = folded
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '');
  return slug || 'project';
}
