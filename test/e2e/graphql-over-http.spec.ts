import { serverAudits } from 'graphql-http';
import { BASE, TestClient } from '../support/client.js';

const JSON_HEADERS = { 'content-type': 'application/json' };

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: `${BASE}/graphql` });

  it.each(audits.filter(({ name }) => !name.startsWith('MAY')).map((audit) => [audit.id, audit.name, audit] as const))(
    'passes audit %s: %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    },
  );

  it('runs the operation that is named, also where the document was compiled for another one', async () => {
    const query = 'query A { __typename } query B { viewer { name } }';
    const asked = async (operationName: string): Promise<unknown> =>
      await (
        await fetch(`${BASE}/graphql`, { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify({ query, operationName }) })
      ).json();
    for (let i = 0; i < 3; i++) {
      expect(await asked('A')).toEqual({ data: { __typename: 'Query' } });
      expect(await asked('B')).toMatchObject({ data: { viewer: null } });
    }
    expect(await asked('C')).toMatchObject({
      errors: [{ message: 'The document has no operation called C.', extensions: { code: 'BAD_INPUT' } }],
    });
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=mutation%20%7B%20x%20%7D', 415],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x\r\n\r\n--x--\r\n', 415],
    ['plain text, which pages may send anywhere', 'text/plain', '{"query":"{ __typename }"}', 415],
    ['a bare document', 'application/graphql', '{ __typename }', 415],
    ['JSON that is cut', 'application/json', '{"query":', 400],
    ['a list of requests', 'application/json', '[{"query":"{ __typename }"}]', 400],
    ['an object that would reach a prototype', 'application/json', '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}', 400],
    ['a syntax tree in the place of a document', 'application/json', '{"query":"{\\"kind\\":\\"Document\\",\\"definitions\\":[]}"}', 200],
    ['a document that is too long', 'application/json', JSON.stringify({ query: `{ __typename } #${'x'.repeat(100_000)}` }), 200],
  ])('refuses %s', async (_what, contentType, body, status) => {
    const response = await fetch(`${BASE}/graphql`, { method: 'POST', headers: { 'content-type': contentType }, body });
    expect(response.status).toBe(status);
    const text = await response.text();
    if (status !== 415) expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
    expect(text).not.toContain('"data"');
  });

  it('takes no mutation by GET', async () => {
    const ana = await TestClient.signUp();
    const query = encodeURIComponent('mutation { revokeApiKey(input: { id: "x" }) { id } }');
    const response = await fetch(`${BASE}/graphql?query=${query}`, { headers: ana.headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('answers a variable of the wrong type without data, each time it is asked', async () => {
    const body = JSON.stringify({ query: 'query ($id: ID!) { generation(id: $id) { id } }', variables: {} });
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`${BASE}/graphql`, {
        method: 'POST',
        headers: { ...JSON_HEADERS, accept: 'application/graphql-response+json' },
        body,
      });
      expect([response.status, Object.keys((await response.json()) as object)]).toEqual([400, ['errors']]);
    }
  });
});
