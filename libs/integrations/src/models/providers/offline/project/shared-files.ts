import type { DomainModel, Entity } from '../domain-model.js';
import { childrenOf, parentsOf, sampleValue } from './entity-files.js';
import { inTemplate, listOf, onOneLine, quote } from './quote.js';

/** Where the API makes an account of a person; a kind of record may be called an account too, and then keeps its address. */
export const signUpPath = (model: DomainModel): string =>
  model.entities.some(({ path }) => path === 'accounts') ? '/api/sign-up' : '/api/accounts';

export const hasPages = (model: DomainModel): boolean => model.kind !== 'api';

/** src/app.ts: everything put together. */
export function appFile(model: DomainModel): string {
  const { entities } = model;
  const signIn = model.actors.length > 0;
  const pages = hasPages(model);
  const isSite = model.kind === 'site';
  const publicPaths = [
    `path === '/'`,
    `path === '/openapi.json'`,
    `path === '/healthz'`,
    ...(pages ? [`path === '/styles.css'`, `path === '/sign-in'`, `path === '/sign-up'`] : []),
    `path === '/api/session'`,
    `path === ${quote(signUpPath(model))}`,
    ...(isSite
      ? [`path === '/thanks'`, `path === '/${entities[0]!.path}/new'`, `(method === 'POST' && path === '/${entities[0]!.path}')`]
      : []),
  ];
  return `import type { Server } from 'node:http';
import { addCrudRoutes } from './api/crud-routes.ts';
import { openApiOf } from './api/openapi.ts';
import type { Database } from './db/database.ts';
${entities.map((e) => `import { ${e.variable}Spec } from './domain/${e.file}.ts';`).join('\n')}
import { json${pages ? ', page' : ''} } from './http/response.ts';
import { Router } from './http/router.ts';
import { createHttpServer } from './http/server.ts';
${pages ? `import { addCrudPages } from './pages/crud-pages.ts';\nimport { homePage } from './pages/home.ts';\n${isSite ? `import { messagePage } from './pages/layout.ts';\n` : ''}import { styles } from './pages/styles.ts';\n` : ''}${entities.map((e) => `import { ${e.className}Repository } from './repositories/${e.file}-repository.ts';`).join('\n')}
${signIn ? `import { addAccountRoutes } from './security/account-routes.ts';\nimport { Accounts } from './security/accounts.ts';\n` : ''}${entities.map((e) => `import { ${e.className}Service } from './services/${e.file}-service.ts';`).join('\n')}

export interface Services {
${entities.map((e) => `  ${e.variable}: ${e.className}Service;`).join('\n')}
${signIn ? '  accounts: Accounts;\n' : ''}}

/** The services, over one database.${signIn ? ' Tests may have cheaper hashes of passwords than the default.' : ''} */
export function createServices(database: Database${signIn ? ', hashCost?: number' : ''}): Services {
${entities.map((e) => `  const ${e.variable}Repository = new ${e.className}Repository(database);`).join('\n')}
  return {
${entities.map((e) => `    ${e.variable}: new ${e.className}Service(${[e, ...parentsOf(e, entities).filter((p) => p !== e)].map((p) => `${p.variable}Repository`).join(', ')}),`).join('\n')}
${signIn ? `    accounts: new Accounts(database, ${listOf(model.actors)}, ${!isSite}, hashCost),\n` : ''}  };
}

/** The application as an HTTP server that is not listening yet. */
export function createApp(services: Services): Server {
  const router = new Router();
  router.add('GET', '/healthz', () => json({ status: 'ok' }));
  router.add('GET', '/openapi.json', () =>
    json(openApiOf(${quote(model.projectName)}, ${quote(model.summary)}, [${entities.map((e) => `${e.variable}Spec`).join(', ')}], ${signIn})),
  );
${pages ? `  router.add('GET', '/styles.css', () => ({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }, body: styles }));\n  router.add('GET', '/', (request) => page(homePage(services, request.account)));\n${isSite ? `  router.add('GET', '/thanks', () => page(messagePage('Thank you', 'Your message has arrived')));\n` : ''}` : `  router.add('GET', '/', () => json({ name: ${quote(model.projectName)}, description: '/openapi.json', resources: [${entities.map((e) => quote(`/api/${e.path}`)).join(', ')}] }));\n`}${signIn ? '  addAccountRoutes(router, services.accounts);\n' : ''}${entities.map((e) => `  addCrudRoutes(router, services.${e.variable});`).join('\n')}
${
  pages
    ? `${entities
        .map(
          (e) =>
            `  addCrudPages(router, services.${e.variable}, [${childrenOf(e, entities)
              .map((c) => `{ service: services.${c.entity.variable}, field: ${quote(c.field)} }`)
              .join(', ')}]${isSite ? `, { afterCreate: '/thanks' }` : ''});`,
        )
        .join('\n')}\n`
    : ''
}  return createHttpServer({
    router,
${signIn ? `    accountOf: (request) => services.accounts.accountOf(request),\n    isPublic: (${isSite ? 'method' : '_method'}, path) => ${publicPaths.join(' || ')},\n` : `    isPublic: () => true,\n`}  });
}
`;
}

/** src/pages/layout.ts */
export function layoutFile(model: DomainModel): string {
  const signIn = model.actors.length > 0;
  return `import type { Account } from '../http/request.ts';
import { html, type Html } from './html.ts';

const links = [${model.entities.map((e) => `{ path: ${quote(`/${e.path}`)}, label: ${quote(e.plural)} }`).join(', ')}];

/** The frame of every page. */
export function layout(options: { title: string; account: Account | undefined; path: string }, content: Html): Html {
  const { title, account, path } = options;
  return html\`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>\${title} · \${${quote(model.projectName)}}</title><link rel="stylesheet" href="/styles.css"></head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><a class="brand" href="/">\${${quote(model.projectName)}}</a>
<nav aria-label="Main">\${${model.kind === 'site' ? '!account ? [] : ' : ''}links.map((link) => html\`<a href="\${link.path}"\${link.path === path ? html\` aria-current="page"\` : ''}>\${link.label}</a>\`)}</nav>
${signIn ? `\${account ? html\`<form method="post" action="/sign-out" class="account"><span>\${account.name} (\${account.role})</span><button class="quiet">Sign out</button></form>\` : html\`<a class="account" href="/sign-in">Sign in</a>\`}` : `\${account?.name ?? ''}`}</header>
<main id="content">\${content}</main>
</body></html>\`;
}

/** A page with one message. */
export function messagePage(title: string, message: string): Html {
  return layout({ title, account: undefined, path: '' }, html\`<h1>\${title}</h1><p>\${message}.</p><p><a href="/">To the start page</a></p>\`);
}
`;
}

/** src/pages/home.ts */
export function homeFile(model: DomainModel): string {
  const points = model.sentences
    .slice(1, 7)
    .map((s) => s.replace(/\s+/g, ' ').trim().slice(0, 240))
    .filter((s) => s.length > 3);
  const enquiry = model.entities[0]!;
  const body =
    model.kind === 'site'
      ? `html\`<section class="hero"><h1>\${${quote(model.projectName)}}</h1><p class="lead">\${${quote(model.summary)}}</p><p><a class="button" href="/${enquiry.path}/new">Get in touch</a></p></section>
      \${points.length > 0 ? html\`<section class="tiles">\${points.map((point) => html\`<p class="card">\${point}</p>\`)}</section>\` : ''}\``
      : `html\`<h1>\${${quote(model.projectName)}}</h1><p class="lead">\${${quote(model.summary)}}</p>
      <div class="tiles">\${areas.map((area) => html\`<a class="card tile" href="/\${area.service.spec.path}"><strong>\${area.service.spec.plural}</strong><span class="number">\${account || !needsSignIn ? area.service.list({ limit: 1, offset: 0 }).total : ''}</span></a>\`)}</div>\``;
  return `import type { Services } from '../app.ts';
import type { Account } from '../http/request.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';

${model.kind === 'site' ? `const points = ${listOf(points)};\n` : `const needsSignIn = ${model.actors.length > 0};\n`}
export function homePage(services: Services, account: Account | undefined): Html {
${model.kind === 'site' ? '  void services;\n' : `  const areas = [${model.entities.map((e) => `{ service: services.${e.variable} }`).join(', ')}];\n`}  return layout({ title: 'Start', account, path: '/' }, ${body});
}
`;
}

/** src/pages/styles.ts */
export function stylesFile({ style }: DomainModel): string {
  const radius = style.isRounded ? '14px' : '8px';
  const font = style.isSerif ? "Georgia, 'Times New Roman', serif" : "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const light = '--ground: #f7f8f8; --surface: #ffffff; --text: #1c2326; --muted: #576267; --line: #d9dfe1;';
  const dark = '--ground: #14191b; --surface: #1d2427; --text: #e8edee; --muted: #a3b0b5; --line: #364045;';
  return `/** One style sheet; the accent colour and the manner are set at the top. */
export const styles = \`
:root { --accent: ${style.accent}; --on-accent: #ffffff; --danger: #b3261e; --radius: ${radius}; ${style.isDark ? dark : light} color-scheme: ${style.isDark ? 'dark' : 'light dark'}; }
${style.isDark ? ':root { --accent-text: color-mix(in srgb, var(--accent), white 45%); --danger: #f2b8b5; }' : `:root { --accent-text: var(--accent); }\n@media (prefers-color-scheme: dark) { :root { ${dark} --accent-text: color-mix(in srgb, var(--accent), white 45%); --danger: #f2b8b5; } }`}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 ${font}; }
a { color: var(--accent-text); }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 2px; }
.skip, .hidden { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1.5rem; background: var(--surface); border-bottom: 1px solid var(--line); }
header .brand { font-weight: 700; text-decoration: none; color: var(--text); border-left: 6px solid var(--accent); padding-left: .6rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; flex: 1; }
nav a { text-decoration: none; padding: .25rem 0; }
nav a[aria-current] { border-bottom: 2px solid var(--accent); color: var(--text); }
.account { display: flex; gap: .75rem; align-items: center; margin: 0; color: var(--muted); }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.lead { font-size: 1.1rem; color: var(--muted); max-width: 46rem; overflow-wrap: anywhere; }
.hero { padding: 3rem 0 1.5rem; }
.hero h1 { font-size: 2.6rem; }
.head { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: space-between; align-items: center; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.25rem; }
.narrow { max-width: 26rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; margin-top: 1.5rem; }
.tile { text-decoration: none; color: inherit; display: flex; justify-content: space-between; }
.tile:hover { border-color: var(--accent); }
.number { color: var(--muted); }
button, .button { display: inline-block; font: inherit; font-weight: 600; cursor: pointer; border: 1px solid var(--accent); border-radius: var(--radius); background: var(--accent); color: var(--on-accent); padding: .45rem 1rem; text-decoration: none; }
.quiet { background: transparent; color: var(--accent-text); }
.danger { background: transparent; border-color: var(--danger); color: var(--danger); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
.buttons form { margin: 0; }
.field { margin-bottom: 1rem; }
.field label { display: block; font-weight: 600; margin-bottom: .25rem; }
.field.check { display: flex; gap: .5rem; align-items: center; }
.field.check label { margin: 0; }
.optional { font-weight: 400; color: var(--muted); }
input:not([type=checkbox]), select, textarea { width: 100%; max-width: 32rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: calc(var(--radius) / 2); padding: .45rem .6rem; }
.fault { color: var(--danger); margin: .25rem 0 0; }
.notice { border-left: 4px solid var(--danger); padding: .5rem 1rem; background: var(--surface); }
.search { display: flex; gap: .5rem; margin: 1rem 0; }
.search input { max-width: 20rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .6rem .9rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
th a { color: inherit; text-decoration: none; }
.badge { display: inline-block; border: 1px solid var(--line); border-radius: 99px; padding: 0 .6rem; font-size: .9rem; white-space: nowrap; }
.empty { color: var(--muted); padding: 2rem; text-align: center; border: 1px dashed var(--line); border-radius: var(--radius); }
.count, .trail { color: var(--muted); }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .6rem 1rem; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } main { padding: 1rem; } }
\`;
`;
}

export const configFile = (): string => `export interface Config {
  port: number;
  host: string;
  databasePath: string;
}

/** Settings from the environment; a wrong one stops the start and names the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('PORT must be 0 to 65535');
  return { port, host: env['HOST'] ?? '127.0.0.1', databasePath: env['DATABASE_PATH'] ?? 'data.sqlite' };
}
`;

export const mainFile = (model: DomainModel): string => `import type { AddressInfo } from 'node:net';
import { createApp, createServices } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { seed } from './seed.ts';

const config = readConfig();
const database = openDatabase(config.databasePath);
const services = createServices(database);
// Examples are for trying it out; a server in production starts empty.
if (process.env['NODE_ENV'] !== 'production' && seed(services)) console.log('The database was empty; examples were added');
const server = createApp(services);
server.listen(config.port, config.host, () => {
  const { port } = server.address() as AddressInfo;
  console.log(\`${inTemplate(onOneLine(model.projectName))} is at http://localhost:\${port}\`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    server.close(() => {
      database.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  });
`;

export function supportFile(model: DomainModel): string {
  const signIn = model.actors.length > 0;
  return `import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createApp, createServices } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { seed } from '../src/seed.ts';

${
  signIn
    ? `/** Each test makes accounts of its own, which nobody will try to guess: their hashes need not be slow. */
const HASH_COST = 2;

`
    : ''
}export interface TestApp {
  url: string;
  /** Session token; empty where nobody signs in. */
  token: string;
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }>;
  page(path: string, init?: RequestInit): Promise<{ status: number; text: string; location: string | null }>;
}

/** A server of its own for one test, with an example database in memory. */
export async function startApp(t: TestContext): Promise<TestApp> {
  const database = openDatabase(':memory:');
  const services = createServices(database${signIn ? ', HASH_COST' : ''});
  seed(services);
  const server = createApp(services);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
    database.close();
  });
  const url = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
${signIn ? `  services.accounts.register({ name: 'Tester', email: 'test-runner@example.org', password: 'a-long-password', role: services.accounts.roles[0] });\n  const { token } = services.accounts.signIn('test-runner@example.org', 'a-long-password');` : `  const token = '';`}
  return {
    url,
    token,
    api: async (method, path, body) => {
      const response = await fetch(\`\${url}/api\${path}\`, {
        method,
        headers: { 'content-type': 'application/json', ...(token ? { authorization: \`Bearer \${token}\` } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : undefined };
    },
    page: async (path, init = {}) => {
      const response = await fetch(\`\${url}\${path}\`, { redirect: 'manual', ...init, headers: { ...(token ? { cookie: \`session=\${token}\` } : {}), ...init.headers } });
      return { status: response.status, text: await response.text(), location: response.headers.get('location') };
    },
  };
}
`;
}

export function pagesTestFile(model: DomainModel): string {
  const strict = model.entities.find(({ fields }) =>
    fields.some((field) => field.required && field.kind !== 'boolean' && !(field.kind === 'enum' && field.name === 'status')),
  );
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support.ts';

const paths = ['/', ${model.entities.map((e) => `'/${e.path}', '/${e.path}/new', '/${e.path}/1', '/${e.path}/1/edit'`).join(', ')}];

test('every page is shown, with one heading and a title', async (t) => {
  const app = await startApp(t);
  for (const path of paths) {
    const { status, text } = await app.page(path);
    assert.equal(status, 200, path);
    assert.equal(text.match(/<h1/g)?.length, 1, path);
    assert.match(text, /<title>[^<]+<\\/title>/, path);
  }
});

test('every input has a label', async (t) => {
  const app = await startApp(t);
  for (const path of paths.filter((candidate) => candidate.endsWith('/new'))) {
    const { text } = await app.page(path);
    for (const [, id] of text.matchAll(/<(?:input|select|textarea)[^>]*\\sid="([^"]+)"/g)) assert.ok(text.includes(\`for="\${id}"\`), \`\${path} #\${id}\`);
  }
});

test('text from people is shown as text, never as markup', async (t) => {
  const app = await startApp(t);
  const { text } = await app.page('/${model.entities[0]!.path}?search=' + encodeURIComponent('<script>alert(1)</script>'));
  assert.ok(!text.includes('<script>alert'));
  assert.ok(text.includes('&#60;script&#62;'));
});

${
  strict
    ? `test('a form that is not right comes back with what was typed and what is wrong', async (t) => {
  const app = await startApp(t);
  const { status, text } = await app.page('/${strict.path}', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' });
  assert.equal(status, 422);
  assert.match(text, /is required/);
});
`
    : ''
}
test('what is not there is said to be not there', async (t) => {
  const app = await startApp(t);
  assert.equal((await app.page('/${model.entities[0]!.path}/999999')).status, 404);
  assert.equal((await app.page('/nothing-here')).status, 404);
});

test('a form from another site is refused', async (t) => {
  const app = await startApp(t);
  const { status } = await app.page('/${model.entities[0]!.path}/1/delete', { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
  assert.equal(status, 403);
});
`;
}

export const openApiTestFile = (model: DomainModel): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support.ts';

test('the OpenAPI document names every resource, and every reference in it resolves', async (t) => {
  const app = await startApp(t);
  const document = (await (await fetch(\`\${app.url}/openapi.json\`)).json()) as { openapi: string; paths: Record<string, unknown>; components: { schemas: Record<string, unknown> } };
  assert.equal(document.openapi, '3.1.0');
  for (const path of [${model.entities.map((e) => `'/api/${e.path}'`).join(', ')}]) assert.ok(document.paths[path], path);
  for (const [, name] of JSON.stringify(document).matchAll(/#\\/components\\/schemas\\/([^"]+)/g)) assert.ok(document.components.schemas[name!], name);
});
`;

export const accountsTestFile = (model: DomainModel): string => (model.kind === 'site' ? siteAccountsTest(model) : openAccountsTest(model));

/** What a visitor sends: as it usually is, or with the fields that a person gave it. */
function enquiryForm(entity: Entity): string {
  if (entity.fields.map(({ name }) => name).join() === 'name,email,message')
    return `{ name: 'Ada', email: 'ada@example.com', message: 'Hello' }`;
  return `{ ${entity.fields.map((field) => `${field.name}: String(${sampleValue(entity, field, 0)})`).join(', ')} }`;
}

const siteAccountsTest = (model: DomainModel): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support.ts';

test('anyone may write, only the owner may read, and nobody else can become owner', async (t) => {
  const app = await startApp(t);
  const form = new URLSearchParams(${enquiryForm(model.entities[0]!)});
  const sent = await fetch(\`\${app.url}/${model.entities[0]!.path}\`, { method: 'POST', body: form, redirect: 'manual' });
  assert.equal(sent.headers.get('location'), '/thanks');
  assert.equal((await fetch(\`\${app.url}/api/${model.entities[0]!.path}\`)).status, 401);
  assert.equal((await app.api('GET', '/${model.entities[0]!.path}')).body.total, 4);
  const second = await app.api('POST', ${quote(signUpPath(model).slice('/api'.length))}, { name: 'Eve', email: 'eve@example.com', password: 'a-long-password' });
  assert.equal(second.status, 403);
});
`;

const openAccountsTest = (model: DomainModel): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support.ts';

const send = (url: string, body: unknown): Promise<Response> => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test('people sign up, sign in and out', async (t) => {
  const app = await startApp(t);
  const account = { name: 'Ada', email: 'ada@example.com', password: 'a-long-password', role: ${quote(model.actors[0]!)} };
  assert.equal((await send(\`\${app.url}${signUpPath(model)}\`, account)).status, 201);
  assert.equal((await send(\`\${app.url}${signUpPath(model)}\`, account)).status, 422, 'the same address again');
  assert.equal((await send(\`\${app.url}/api/session\`, { ...account, password: 'wrong' })).status, 401);
  const { token } = (await (await send(\`\${app.url}/api/session\`, account)).json()) as { token: string };
  const list = (): Promise<Response> => fetch(\`\${app.url}/api/${model.entities[0]!.path}\`, { headers: { authorization: \`Bearer \${token}\` } });
  assert.equal((await list()).status, 200);
  await fetch(\`\${app.url}/api/session\`, { method: 'DELETE', headers: { authorization: \`Bearer \${token}\` } });
  assert.equal((await list()).status, 401);
});

test('a stranger reads and changes nothing', async (t) => {
  const app = await startApp(t);
  assert.equal((await fetch(\`\${app.url}/api/${model.entities[0]!.path}\`)).status, 401);
  assert.equal((await send(\`\${app.url}/api/${model.entities[0]!.path}\`, {})).status, 401);
});
`;

export function packageFile(model: DomainModel): string {
  const isGuarded = !model.without?.has('check-node.cjs');
  const guard = `node ${isGuarded ? '--require ./check-node.cjs ' : ''}`;
  return `${JSON.stringify(
    {
      name: model.slug,
      version: '0.1.0',
      private: true,
      description: model.summary.slice(0, 200),
      type: 'module',
      engines: { node: '>=24' },
      scripts: {
        start: `${guard}--disable-warning=ExperimentalWarning src/main.ts`,
        // What watches would wait for a change in place of failing.
        dev: `${isGuarded ? 'node check-node.cjs && ' : ''}node --disable-warning=ExperimentalWarning --watch src/main.ts`,
        test: `${guard}--disable-warning=ExperimentalWarning --test`,
        seed: `${guard}--disable-warning=ExperimentalWarning src/seed.ts`,
      },
    },
    null,
    2,
  )}\n`;
}

/** Plain JavaScript of any Node: run before all else, so that an older one says what it lacks and fails. */
export const checkNodeFile = (): string => `'use strict';

const NEEDED = 24;
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  console.error('This project needs Node ' + NEEDED + ' or later, and this is Node ' + process.versions.node + '. Get it from https://nodejs.org, or run: npx --yes node@' + NEEDED + ' src/main.ts');
  process.exit(1);
}
`;

export const tsconfigFile = (): string =>
  `${JSON.stringify({ compilerOptions: { target: 'es2024', module: 'nodenext', moduleResolution: 'nodenext', strict: true, noEmit: true, allowImportingTsExtensions: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, skipLibCheck: true }, include: ['src', 'test'] }, null, 2)}\n`;

export const dockerFile = (): string => `FROM node:24-alpine
WORKDIR /app
COPY package.json ./
COPY src ./src
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATABASE_PATH=/data/data.sqlite
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK CMD wget -qO- http://127.0.0.1:8080/healthz || exit 1
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
`;

export const ciFile = (): string => `name: ci
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm test
`;
