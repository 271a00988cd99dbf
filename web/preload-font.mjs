// The font that every page is set in is asked for by the index itself: known only from the styles, it came late, and moved what was read.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('dist/browser/', import.meta.url).pathname;
const font = readdirSync(join(folder, 'media')).find((name) => /^inter-ui-.*\.woff2$/.test(name));
if (!font) throw new Error('The font that pages are set in was not built');
const index = join(folder, 'index.html');
const link = `<link rel="preload" href="media/${font}" as="font" type="font/woff2" crossorigin>`;
writeFileSync(index, readFileSync(index, 'utf8').replace('</head>', `${link}</head>`));
