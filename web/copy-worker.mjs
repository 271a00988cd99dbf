// The graph layout runs in a worker, which a browser loads by its address: it is put beside the console's own files.
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';

copyFileSync(createRequire(import.meta.url).resolve('elkjs/lib/elk-worker.min.js'), new URL('public/elk-worker.min.js', import.meta.url));
