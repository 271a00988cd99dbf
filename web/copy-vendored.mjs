// What a browser loads by its address is put beside the console's own files, as its makers ship it: the graph layout, which
// runs in a worker, and Mermaid, whose hundred diagrams would take longer to bundle than everything of ours.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const target = new URL('public/', import.meta.url).pathname;

copyFileSync(resolve('elkjs/lib/elk-worker.min.js'), join(target, 'elk-worker.min.js'));

const mermaid = dirname(resolve('mermaid'));
rmSync(join(target, 'mermaid'), { recursive: true, force: true });
for (const path of ['mermaid.esm.min.mjs', 'chunks/mermaid.esm.min'])
  cpSync(join(mermaid, path), join(target, 'mermaid', path), { recursive: true, filter: (file) => !file.endsWith('.map') });
