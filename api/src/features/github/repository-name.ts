/** Why GitHub takes no repository of this name; undefined where it does. Goes on from the name of the field. */
export function faultOfRepositoryName(name: string): string | undefined {
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) return 'may hold letters, digits, dots, dashes and underscores, 100 at most';
  if (/^\.+$/.test(name)) return 'is of dots alone, which GitHub takes for a folder: give it a letter or a digit';
  if (/\.(?:git|wiki)$/i.test(name)) return 'ends with .git or .wiki, which GitHub keeps for itself';
  return undefined;
}
