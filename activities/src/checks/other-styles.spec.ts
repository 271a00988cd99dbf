import type { Blueprint, BlueprintEndpoint, BlueprintFile } from '@millwright/domain';
import { aBlueprint, aFile } from '@millwright/testing';
import { fitFaults } from './blueprint-faults.js';
import { projectFaults } from './project-faults.js';

const endpoint = (method: string, path: string, statuses: number[], fields: string[] = []): BlueprintEndpoint => ({
  method,
  path,
  purpose: 'p',
  entity: '',
  served_by: 'server/routes/items.ts',
  access: 'everyone',
  parameters: [],
  body: { kind: fields.length > 0 ? 'json' : 'none', fields: fields.map((name) => ({ name, type: 'string', required: true })) },
  answers: statuses.map((status) => ({ status, kind: 'json', shape: '', when: '' })),
});

const FILES: Record<string, { role: BlueprintFile['role']; declarations: string; text: string; needs?: string[] }> = {
  'server/app.ts': {
    role: 'entry',
    declarations: "import type { Express } from 'express';\nexport function createApp(): Express;\n",
    needs: ['server/routes/items.ts'],
    text: `import express, { type Express } from 'express';
import { itemsRouter } from './routes/items.js';

export function createApp(): Express {
  const app = express();
  app.use(express.json());
  app.use('/api/items', itemsRouter);
  app.use((error, _request, response, _next) => response.status(500).json({ error: String(error) }));
  return app;
}
`,
  },
  'server/routes/items.ts': {
    role: 'controller',
    declarations: "import type { Router } from 'express';\nexport const itemsRouter: Router;\n",
    needs: ['server/store.ts'],
    text: `import { Router } from 'express';
import { findItem, listItems, storeItem } from '../store.js';

export const itemsRouter = Router();
itemsRouter.get('/', async (_request, response) => response.json(await listItems()));
itemsRouter.get('/:id', async (request, response) => {
  const item = await findItem(Number(request.params.id));
  if (!item) return response.status(404).json({ error: 'No such item' });
  return response.json(item);
});
itemsRouter.post('/', async (request, response) => {
  if (!request.body.title) return response.status(400).json({ error: 'A title is needed' });
  return response.status(201).json(await storeItem({ title: request.body.title }));
});
`,
  },
  'server/store.ts': {
    role: 'repository',
    declarations:
      'export interface Item { id: number; title: string; ownerName: string | null }\nexport function listItems(): Promise<Item[]>;\nexport function findItem(id: number): Promise<Item | undefined>;\nexport function storeItem(input: { title: string }): Promise<Item>;\n',
    text: `import pg from 'pg';

export interface Item { id: number; title: string; ownerName: string | null }

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const COLUMNS = 'i.id, i.title, o.name AS "ownerName"';

export async function listItems(): Promise<Item[]> {
  const { rows } = await pool.query(\`WITH newest AS (SELECT id FROM items ORDER BY created_at DESC LIMIT 50)
    SELECT \${COLUMNS} FROM newest JOIN items AS i ON i.id = newest.id LEFT JOIN owners o ON o.id = i.owner_id -- the latest
    WHERE i.title <> '' AND EXTRACT(YEAR FROM i.created_at) > 2000\`);
  return rows;
}
export const findItem = async (id: number): Promise<Item | undefined> =>
  (await pool.query(\`SELECT \${COLUMNS} FROM items i LEFT JOIN owners o ON o.id = i.owner_id WHERE i.id = $1\`, [id])).rows[0];
export const storeItem = async ({ title }: { title: string }): Promise<Item> =>
  (await pool.query('INSERT INTO items (title) VALUES ($1) ON CONFLICT (id) DO UPDATE SET title = excluded.title RETURNING id, title', [title])).rows[0];
`,
  },
  'migrations/001.ts': {
    role: 'migration',
    declarations: 'export const up: string;\n',
    text: `export const up = \`
CREATE TABLE owners (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE items (
  id serial PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  owner_id integer REFERENCES owners (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT once UNIQUE (title, owner_id)
);\`;
`,
  },
  'web/items.tsx': {
    role: 'view',
    declarations: 'export function Items(): JSX.Element;\n',
    text: `import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
interface Item { id: number; title: string }

export function Items() {
  const [items, setItems] = useState<Item[]>([]);
  useEffect(() => { void fetch('/api/items').then((answer) => answer.json()).then(setItems); }, []);
  const add = async (title: string) => { await fetch('/api/items', { method: 'POST', body: JSON.stringify({ title }) }); };
  return <ul>{items.map((item) => <li key={item.id}><Link to={\`/items/\${item.id}\`}>{item.title}</Link><button onClick={() => add(item.title)}>Again</button></li>)}</ul>;
}
`,
  },
  'server/app.test.ts': {
    role: 'test',
    declarations: '',
    needs: ['server/app.ts'],
    text: `import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createApp } from './app.js';

async function created(title: string) {
  const answer = await request(createApp()).post('/api/items').send({ title });
  expect(answer.status).toBe(201);
}
describe('items', () => {
  it('are stored with a title', async () => { await created('Toaster'); });
  it('are refused without one', async () => { await request(createApp()).post('/api/items').send({}).expect(400); });
  it.each([1, 2])('are not found by %i', async (id) => { expect((await request(createApp()).get(\`/api/items/\${id}\`)).status).toBe(404); });
});
`,
  },
};

const column = (name: string): { name: string; type: string; required: boolean } => ({ name, type: 'text', required: true });
const blueprint: Blueprint = aBlueprint(
  Object.entries(FILES).map(([path, { role, declarations, needs = [] }]) => aFile(path, { role, declarations, depends_on: needs })),
  {
    endpoints: [
      endpoint('GET', '/api/items', [200]),
      endpoint('GET', '/api/items/:id', [200, 404]),
      endpoint('POST', '/api/items', [201, 400], ['title']),
    ],
    pages: [],
    packages: ['express', 'pg', 'react', 'react-router-dom', 'supertest', 'vitest'].map((name) => ({
      name,
      version: '*',
      development: false,
    })),
    tables: [
      { name: 'items', entity: '', owner: 'migrations/001.ts', columns: ['id', 'title', 'owner_id', 'created_at'].map(column) },
      { name: 'owners', entity: '', owner: 'migrations/001.ts', columns: ['id', 'name'].map(column) },
    ],
    criteria: [{ id: '1.1', met_by: ['server/store.ts'], shown_by: { file: 'server/app.test.ts', test: 'are stored with a title' } }],
    environment: [{ name: 'DATABASE_URL', default: '', purpose: 'p' }],
  },
);
const texts = new Map(Object.entries(FILES).map(([path, { text }]) => [path, text]));
const spoilt = (path: string, part: string, other: string): string[] => {
  expect(texts.get(path)).toContain(part);
  return projectFaults({ blueprint, texts: new Map([...texts, [path, texts.get(path)!.replace(part, other)]]) }).map(
    (fault) => `${fault.code} ${fault.path}`,
  );
};

it('finds nothing wrong with a project of other packages: Express, PostgreSQL, React, Vitest', () => {
  expect(fitFaults(blueprint)).toEqual([]);
  expect(projectFaults({ blueprint, texts })).toEqual([]);
  for (const [path, text] of texts) expect(projectFaults({ blueprint, texts: new Map([[path, text]]) }, path)).toEqual([]);
});

it('finds there what it finds elsewhere', () => {
  expect(spoilt('server/routes/items.ts', "get('/:id'", "get('/by/:id'")).toEqual(['ADDRESS_NOT_SERVED server/routes/items.ts']);
  expect(spoilt('server/routes/items.ts', 'findItem(Number(request.params.id))', 'findItem(String(request.params.id))')).toEqual([
    'TYPE server/routes/items.ts',
  ]);
  expect(spoilt('web/items.tsx', "fetch('/api/items')", "fetch('/api/item')")).toEqual(['ADDRESS_NOT_SERVED web/items.tsx']);
  expect(spoilt('server/store.ts', 'o.name AS', 'o.full_name AS')).toEqual(['COLUMN_UNDECLARED server/store.ts']);
  expect(spoilt('server/store.ts', 'i.owner_id -- the', 'i.owner -- the')).toEqual(['COLUMN_UNDECLARED server/store.ts']);
  expect(spoilt('server/store.ts', 'LEFT JOIN owners o ON o.id = i.owner_id --', 'LEFT JOIN people o ON o.id = i.owner_id --')).toEqual([
    'SQL_TABLE server/store.ts',
  ]);
  expect(spoilt('server/app.test.ts', "{ await created('Toaster'); }", '{ createApp(); }')).toEqual(['TEST_EMPTY server/app.test.ts']);
});
