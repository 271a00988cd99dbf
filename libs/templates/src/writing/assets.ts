import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// From src/writing and from dist/writing it is the same way up.
const FOLDER = new URL('../../assets/project/', import.meta.url);
const cache = new Map<string, string>();

/** Parts of fixed files that not every project has. */
export interface Features {
  pages: boolean;
  people: boolean;
  uploads: boolean;
  /** Pages show what others do as soon as it is done. */
  live: boolean;
}

/** A file that is the same in every project, without the parts that this one has no use for. */
export function asset(path: string, features: Features): string {
  let text = cache.get(path);
  if (text === undefined) {
    text = readFileSync(fileURLToPath(new URL(path, FOLDER)), 'utf8');
    cache.set(path, text);
  }
  return path.endsWith('.ts') ? withoutOthers(text, features) : text;
}

/** Paths of the files in a folder of the fixed ones, sorted. */
export function assetsIn(folder: string): string[] {
  const base = fileURLToPath(new URL(folder, FOLDER));
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.spec.'))
    .map((entry) => `${folder}${`${entry.parentPath}/${entry.name}`.slice(base.length).replaceAll('\\', '/').replace(/^\//, '')}`)
    .sort();
}

/** Keeps, of lines between `// #if feature`, `// #else` and `// #end`, those that hold; these may stand in each other. */
function withoutOthers(text: string, features: Features): string {
  const holds: boolean[] = [];
  return text
    .split('\n')
    .filter((line) => {
      const [, mark, names = ''] = /^\s*\/\/ #(if|else|end) ?(\S*)$/.exec(line) ?? [];
      if (mark === 'if') holds.push(names.split('-').every((name) => features[name as keyof Features]));
      else if (mark === 'else') holds.push(!holds.pop());
      else if (mark === 'end') holds.pop();
      else return holds.every(Boolean);
      return false;
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}
