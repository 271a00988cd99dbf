import { faultOf } from '../plain-path.js';
import type { SandboxEntry } from '../port.js';
import { BadFrame } from '../problems.js';
import { quoted } from './command-line.js';

const KINDS: Record<string, SandboxEntry['kind']> = { f: 'file', d: 'folder', l: 'link' };

export interface Found extends SandboxEntry {
  isExecutable: boolean;
  /** Why its name is no plain path; undefined where it is one. */
  fault: string | undefined;
}

/** A line of the shell that tells what is below a folder of the current one, links as themselves. */
export function findLine(
  below: string,
  { depth, without = [], maxEntries }: { depth?: number; without?: readonly string[]; maxEntries: number },
): string {
  const from = depth === 0 ? '-maxdepth 0' : '-mindepth 1';
  // A folder that is left out is told, and not entered.
  const print = `-printf '%y\\t%s\\t%m\\t%p\\0'`;
  const pruned = without.map((name) => `-type d -name ${quoted(name)} -prune`).join(' -o ');
  // The part on the way may be a link out of the folder: what it leads to is judged, not what it is called.
  const real = `case "$(realpath -- "$(dirname -- ${quoted(below)})")/" in "$(realpath .)"/*) ;; *) exit 1;; esac`;
  const folder = depth === 0 || below === '.' ? 'true' : `[ ! -L ${quoted(below)} ] && [ -d ${quoted(below)} ]`;
  const tests = pruned ? `\\( ${pruned} -o -true \\)` : '-true';
  const list = `find ${quoted(below)} ${from} ${tests} ${print}`;
  return `${below === '.' ? 'true' : real}; ${folder} || exit 1; { ${list} || exit 1; } | head -z -n ${maxEntries}`;
}

/** @throws BadFrame where it has another form: what is told from inside is a claim. */
export function readFound(text: string, maxEntries: number): Found[] {
  const rows = text.split('\0').filter(Boolean);
  if (rows.length > maxEntries) throw new BadFrame('More entries than were asked for');
  return rows.map((row) => {
    const [, kind, size, mode, name] = /^(\w)\t(\d{1,15})\t([0-7]{1,5})\t([\s\S]*)$/.exec(row) ?? [];
    if (kind === undefined) throw new BadFrame('An entry has an unknown form');
    const path = name!.replace(/^\.\//, '');
    const isFile = kind === 'f';
    return {
      ...{ path, kind: KINDS[kind] ?? 'other', bytes: isFile ? Number(size) : 0, fault: faultOf(path) },
      isExecutable: (Number.parseInt(mode!, 8) & 0o100) !== 0,
    };
  });
}

/** @returns why a file is not read; undefined where it may be. */
export function refusalOf({ kind, bytes }: Found, maxBytes: number): string | undefined {
  if (kind !== 'file') return 'It is no ordinary file';
  return bytes > maxBytes ? `It is larger than ${maxBytes} bytes` : undefined;
}
