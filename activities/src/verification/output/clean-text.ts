import { findSecretShapes } from '@millwright/domain';
import { stripVTControlCharacters } from 'node:util';

/** Text as it may be shown and kept: no codes of terminals, no signs that a database refuses. */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');

/** Puts a word in the place of what looks like a secret by its shape; see `findSecretShapes` for what is not found. */
export function maskSecrets(text: string): string {
  let masked = '';
  let at = 0;
  for (const { start, value, rule } of findSecretShapes(text)) {
    const end = start + value.length;
    if (end <= at) continue;
    masked += start < at ? '' : `${text.slice(at, start)}[masked: ${rule}]`;
    at = end;
  }
  return masked + text.slice(at);
}
