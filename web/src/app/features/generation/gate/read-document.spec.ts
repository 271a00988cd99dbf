import { documentKind, readProvenance } from './read-document';

const node = (name: string, children: object[] = []): object => ({ name, path: name, kind: 'directory', criticality: 1, children });
const architecture = {
  overview: 'o',
  components: [{ name: 'API', talks_to: [] }],
  stack: [],
  data_stores: [],
  protocols: [],
  security: [],
  deployment: [],
};
const schema = {
  global_protocols: {},
  directory_structure: {},
  event_flows: {},
  communication_matrix: { components: [], rows: [] },
  dependency_priority: { order: [], cycles: [] },
};
const statement = { subject: [{ name: 'ä.ts' }], predicate: { runDetails: { byproducts: [] } } };
const envelope = { payload: Buffer.from(JSON.stringify(statement)).toString('base64'), signatures: [{ keyid: 'k', sig: 's' }] };

it.each([
  ['docs/architecture.json', architecture, 'ARCHITECTURE'],
  ['communication-schema.json', schema, 'SCHEMA'],
  ['directory-tree.json', { root: node('.', [node('src')]), files: 1, directories: 2, readmes: {} }, 'TREE'],
  ['provenance.json', envelope, 'PROVENANCE'],
  // Another file of the same form is none.
  ['src/architecture.json', architecture, undefined],
  ['package.json', { name: 'x' }, undefined],
  // What a model or a person has broken is shown as the text that it is.
  ['docs/architecture.json', { ...architecture, components: [{ name: 'API' }] }, undefined],
  ['communication-schema.json', { ...schema, event_flows: [] }, undefined],
  ['directory-tree.json', { root: node('.', [{ name: 'src' }]), readmes: {} }, undefined],
  ['provenance.json', { ...envelope, payload: '%%%' }, undefined],
  ['docs/development-plan.json', null, undefined],
])('reads %s of %j as %s', (path, value, kind) => {
  expect(documentKind(path, JSON.stringify(value))).toBe(kind);
});

it('takes text that is no JSON for what it is', () => {
  expect(documentKind('blueprint.json', '{')).toBeUndefined();
  expect(documentKind('blueprint.json', null)).toBeUndefined();
});

it('reads what is signed, in whatever alphabet', () => {
  expect(readProvenance(JSON.stringify(envelope))).toEqual({ statement, keyId: 'k' });
});
