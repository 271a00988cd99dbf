import type { ProjectFiles, Recipe } from './recipe.js';

const MAX_PAGES = 20;

/** Serves the work folder's files: nothing of the project runs in it. */
const SERVER = `
const { createServer } = require('node:http');
const { createReadStream, realpathSync, statSync } = require('node:fs');
const { extname, join, sep } = require('node:path');
const root = realpathSync(process.argv[1] || '.');
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp' };
createServer((request, response) => {
  try {
    let path = realpathSync(join(root, decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    if (path !== root && !path.startsWith(root + sep)) throw new Error('outside');
    if (statSync(path).isDirectory()) path = join(path, 'index.html');
    if (!statSync(path).isFile()) throw new Error('no file');
    response.writeHead(200, { 'content-type': TYPES[extname(path)] || 'application/octet-stream' });
    createReadStream(path).pipe(response);
  } catch (error) {
    response.writeHead(error instanceof URIError ? 400 : 404).end();
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** Pages that need no building: an index.html at the top, or in the folder that is published. */
export function staticSite(project: ProjectFiles): Recipe | undefined {
  const folder = ['', 'public/', 'docs/', 'site/', 'dist/'].find((one) => project.has(`${one}index.html`));
  if (folder === undefined) return undefined;
  const pages = project.paths.filter((path) => path.startsWith(folder) && path.endsWith('.html') && !path.includes('node_modules/'));
  return {
    kind: 'static site',
    tools: [{ name: 'node', argv: ['node', '--version'] }],
    commands: {},
    needsPackages: false,
    start: { argv: ['node', '-e', SERVER, folder || '.'], shown: `(its files are served from ${folder || 'the top folder'})` },
    pages: pages.slice(0, MAX_PAGES).map((path) => `/${path.slice(folder.length).split('/').map(encodeURIComponent).join('/')}`),
  };
}
