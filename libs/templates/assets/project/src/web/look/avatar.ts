import { html, type Html } from '../html.ts';
import { randomFrom } from './random.ts';

/** A person's initials on one of six grounds; the same name always has the same. */
export function avatar(name: string): Html {
  const ground = Math.floor(randomFrom(name)() * 6);
  return html`<svg class="avatar avatar-${ground}" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
  <circle cx="20" cy="20" r="20"/>
  <text x="20" y="25.5" text-anchor="middle" font-size="15.5" font-weight="600">${initialsOf(name)}</text>
</svg>`;
}

/** "Ana de la Cruz" has AC, "Ana" has A. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toUpperCase()).join('') || '?';
}
