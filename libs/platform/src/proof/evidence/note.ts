import { z } from 'zod';
import { canonicalJson } from '../canonical.js';
import { misfit } from '../shapes.js';
import type { EvidenceFile } from './write-evidence.js';

/** Where a repository keeps evidence about its commits; `git clone` does not bring it along. */
export const EVIDENCE_REF = 'refs/notes/millwright';
const LONGEST = 4 * 1024 ** 2;
const NOTE = z.record(z.string(), z.string());

/** All evidence about a commit as the text of one note. */
export const writeEvidenceNote = (files: readonly EvidenceFile[]): string =>
  `${canonicalJson(Object.fromEntries(files.map(({ file, text }) => [file, text])))}\n`;

/** @returns texts by the names of their files. @throws TypeError in a sentence for what is no such note */
export function readEvidenceNote(text: string): Map<string, string> {
  if (text.length > LONGEST) throw new TypeError('The note is larger than notes of ours are');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TypeError('The note is not JSON', { cause });
  }
  const read = NOTE.safeParse(value);
  if (!read.success) throw new TypeError(`The note is not of the form that ours have (${misfit(read.error)})`);
  if (`${canonicalJson(read.data)}\n` !== text) throw new TypeError('The note is not written as it was');
  return new Map(Object.entries(read.data));
}
