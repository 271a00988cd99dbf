const NAME = /^(?:@[a-z0-9~][a-z0-9._~-]{0,99}\/)?[a-z0-9~][a-z0-9._~-]{0,200}$/i;
const TARBALL = /^[a-z0-9~][a-z0-9._~+-]{0,250}\.tgz$/i;

export type Asked = { kind: 'names'; name: string } | { kind: 'tarball'; name: string; file: string };

/**
 * Reads what a package manager asks of a registry: `/NAME` or `/NAME/-/FILE.tgz`.
 *
 * @returns undefined for everything else: queries, other folders, dots, double encoding.
 */
export function readAsked(url: string): Asked | undefined {
  if (!/^\/[\w@.~+/%-]+$/.test(url)) return undefined;
  // Only the slash of a scope may be written as an escape.
  const path = url.replace(/^\/(@[^/%]+)%2f/i, '/$1/');
  if (path.includes('%')) return undefined;
  const [, name, file] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/([^/]+))?$/.exec(path) ?? [];
  if (!name || !NAME.test(name) || name.includes('..')) return undefined;
  if (file === undefined) return { kind: 'names', name };
  return TARBALL.test(file) && !file.includes('..') ? { kind: 'tarball', name, file } : undefined;
}
