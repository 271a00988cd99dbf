import { readFileSync } from 'node:fs';

/** Served as /script.js. */
export const script = readFileSync(new URL('./browser.js', import.meta.url), 'utf8');
