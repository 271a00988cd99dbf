/**
 * Whether a name may be one of a package in npm's registry.
 *
 * Source: the rules of npm's package.json documentation.
 */
export function isPackageName(name: string): boolean {
  if (name.length === 0 || name.length > 214) return false;
  return /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/.test(name) && !['node_modules', 'favicon.ico'].includes(name);
}

/** Whether a text is a version, a range of versions or a tag, as npm takes it; no address. */
export const isVersionRange = (text: string): boolean => text.length > 0 && text.length < 200 && /^[\w.^~<>=*|+\- ]+$/.test(text);
