import type { CommunicationSchema } from '@millwright/domain';
import { sequenceOf } from './event-flows';
import { schemaGraph } from './schema-graph';

const file = (criticality: number, to: Record<string, string> = {}) => ({
  criticality,
  file_type: 'module',
  dependencies: Object.keys(to),
  communicates: Object.fromEntries(Object.entries(to).map(([path, protocol]) => [path, { protocol, purpose: '' }])),
  triggers: [],
  modifies: [],
  why: [],
});
const directory = (files: Record<string, ReturnType<typeof file>>) => ({
  criticality: 5,
  description: '',
  files,
  directories: {},
  receives_from: [],
  sends_to: [],
  protocols: [],
});
const schema = {
  directory_structure: {
    '.': directory({ 'main.ts': file(8, { 'db/a.ts': 'SQL', 'db/b.ts': 'SQL', 'web/page.ts': 'HTML' }) }),
    db: directory({ 'a.ts': file(9, { 'db/b.ts': 'call' }), 'b.ts': file(3) }),
    web: directory({ 'page.ts': file(2) }),
  },
} as unknown as CommunicationSchema;

it('draws every file and every connection where nothing is folded', () => {
  const { nodes, edges } = schemaGraph(schema, 1, new Set());
  expect(nodes.map((node) => node.path)).toEqual(['main.ts', 'db/a.ts', 'db/b.ts', 'web/page.ts']);
  expect(edges).toHaveLength(4);
});

it('draws a folded directory as one box with the criticality of its most critical file, and joins its connections', () => {
  const { nodes, edges } = schemaGraph(schema, 1, new Set(['db']));
  expect(nodes.find((node) => node.path === 'db')).toMatchObject({ criticality: 9, files: 2 });
  expect(edges).toEqual([
    { from: 'main.ts', to: 'db', protocol: 'SQL', count: 2 },
    { from: 'main.ts', to: 'web/page.ts', protocol: 'HTML', count: 1 },
  ]);
});

it('leaves out what is less critical than asked for, and the connections to it', () => {
  const { nodes, edges } = schemaGraph(schema, 8, new Set());
  expect(nodes.map((node) => node.path)).toEqual(['main.ts', 'db/a.ts']);
  expect(edges).toEqual([{ from: 'main.ts', to: 'db/a.ts', protocol: 'SQL', count: 1 }]);
});

it('writes an event as a sequence, without what the notation would take for its own', () => {
  const text = sequenceOf('order <placed>; x', { emitted_by: 'a.ts', handled_by: ['b.ts', 'a.ts'], payload: ['id', '#n'] });
  expect(text).toBe(
    [
      'sequenceDiagram',
      '  participant p0 as a.ts',
      '  participant p1 as b.ts',
      '  p0->>p1: order  placed   x (id,  n)',
      '  p0->>p0: order  placed   x (id,  n)',
    ].join('\n'),
  );
});
