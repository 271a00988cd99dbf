import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// From src/models/providers/offline/project and from dist/… it is the same way up.
const FOLDER = new URL('../../../../../assets/offline-project/', import.meta.url);
const cache = new Map<string, string>();

/** A file that is the same in every project, with the parts that its kind leaves out taken out. */
export function asset(path: string, options: { hasPages: boolean }): string {
  let text = cache.get(path);
  if (text === undefined) {
    text = readFileSync(fileURLToPath(new URL(path, FOLDER)), 'utf8');
    cache.set(path, text);
  }
  return withoutOthers(text, options.hasPages);
}

/** Keeps, of lines between `// #if pages`, `// #else` and `// #end`, those that hold. */
function withoutOthers(text: string, hasPages: boolean): string {
  let keep = true;
  return text
    .split('\n')
    .filter((line) => {
      const mark = line.trim();
      if (mark === '// #if pages') keep = hasPages;
      else if (mark === '// #else') keep = !keep;
      else if (mark === '// #end') keep = true;
      else return keep;
      return false;
    })
    .join('\n');
}
