import fc from 'fast-check';
import { buildSchema, parse, print, type DocumentNode } from 'graphql';
import { QUERY_LIMITS, beyondLimits, documentRules, parseLimited, requestsOf } from './limits.js';

const schema = buildSchema(`
  type Query { viewer: Viewer, projects(first: Int): ProjectConnection! }
  type Viewer { id: ID!, friend: Viewer, projects(first: Int): ProjectConnection! }
  type ProjectConnection { nodes: [Viewer!]! }
`);
const faultsOf = (source: string): string[] => beyondLimits(schema, parse(source)).map(({ message }) => message);
const chain = (levels: number, spreads: number, end: string): string =>
  [
    '{ viewer { ...F0 } }',
    ...Array.from({ length: levels }, (_, i) => `fragment F${i} on Viewer { ${`...F${i + 1} `.repeat(spreads)} }`),
    `fragment F${levels} on Viewer { ${end} }`,
  ].join(' ');

describe('the limits of a document', () => {
  it('counts what fragments spread out to without going through it: 2 to the 200th is known at once', () => {
    expect(faultsOf(chain(200, 2, '__typename'))).toEqual([
      expect.stringMatching(/^The query has fields 1\.6\d+e\+60; at most 10000 is allowed/),
      expect.stringContaining('cost'),
    ]);
  });

  it('reads each selection of a document twice at most, whatever spreads what', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (levels, spreads) => {
        let visits = 0;
        const document = parse(chain(levels, spreads, 'id'));
        const counted = watched(document, () => visits++);
        beyondLimits(schema, counted);
        expect(visits).toBeLessThanOrEqual(2 * (levels + 3));
      }),
      { numRuns: 50 },
    );
  });

  it('lets fragments end that spread each other in a circle', () => {
    expect(faultsOf('{ viewer { ...A } } fragment A on Viewer { id ...B } fragment B on Viewer { id ...A }')).toEqual([]);
  });

  it.each([
    ['depth', `{ ${'viewer { '.repeat(1)}${'friend { '.repeat(12)}id${' }'.repeat(13)} }`],
    ['aliases', `{ viewer { ${Array.from({ length: 31 }, (_, i) => `a${i}: id`).join(' ')} } }`],
    ['aliases', `{ viewer { ...A ...A ...A ...A } } fragment A on Viewer { a: id b: id c: id d: id e: id f: id g: id h: id }`],
    ['root fields', `{ ${Array.from({ length: 21 }, () => 'viewer { id }').join(' ')} }`],
    ['cost', '{ projects(first: 100) { nodes { projects(first: 100) { nodes { id } } } } }'],
    ['cost', '{ projects(first: 100) { ...P } } fragment P on ProjectConnection { nodes { projects(first: 100) { nodes { id } } } }'],
  ])('refuses too much %s: %s', (what, source) => {
    expect(faultsOf(source)).toContainEqual(expect.stringContaining(`The query has ${what} `));
  });

  it('takes what a page asks for', () => {
    expect(faultsOf('{ viewer { id projects(first: 20) { nodes { id friend { id } } } } }')).toEqual([]);
  });

  it.each([
    [1, '{ viewer { id projects(first: 20) { nodes { id } } } }'],
    [2, '{ projects(first: 100) { nodes { id friend { id friend { id } } projects(first: 5) { nodes { id } } } } }'],
    [5, '{ projects(first: 100) { nodes { projects(first: 20) { nodes { id } } } } }'],
  ])('counts as %i of the requests that a minute has: %s', (requests, source) => {
    expect(requestsOf(schema, parse(source))).toBe(requests);
  });

  it('refuses a text of too many tokens before it is parsed to its end', () => {
    expect(() => parseLimited(`{ ${'viewer { id } '.repeat(QUERY_LIMITS.tokens)} }`)).toThrow('tokens');
  });

  it('has a rule against introspection where that is switched off, for every transport', () => {
    expect(documentRules({ GRAPHQL_INTROSPECTION: true })).toHaveLength(0);
    expect(documentRules({ GRAPHQL_INTROSPECTION: false })).toHaveLength(1);
  });
});

/** A document that tells each time a selection set of it is read. */
function watched(document: DocumentNode, onRead: () => void): DocumentNode {
  const copy = parse(print(document), { noLocation: true });
  const watch = (node: object): void => {
    for (const value of Object.values(node)) if (value && typeof value === 'object') watch(value as object);
    if ('selectionSet' in node && node.selectionSet) {
      const { selectionSet } = node;
      Object.defineProperty(node, 'selectionSet', { get: () => (onRead(), selectionSet) });
    }
  };
  watch(copy);
  return copy;
}
