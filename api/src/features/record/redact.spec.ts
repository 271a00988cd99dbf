import { hashOf, type FullRecord } from '@millwright/platform';
import { redactRecord } from './redact.js';

const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA' + 'abcd'.repeat(40) + '\n-----END RSA PRIVATE KEY-----';

function record(texts: { description?: string; answer?: string; file?: string; payload?: string }): FullRecord {
  const file = texts.file ?? 'a file';
  return {
    generation: { description: texts.description ?? '' },
    input: {},
    history: { events: [{ input: { payloads: [{ metadata: {}, data: Buffer.from(texts.payload ?? '').toString('base64') }] } }] },
    ledger: { entries: [{ body: { type: 'STAGE_APPROVED', edits: [{ artifact: { sha256: hashOf(file) } }] } }] },
    exchanges: [{ stage: 'DEV_PLAN', path: 'plan.md', text: texts.answer ?? '', request: { user: '' } }],
    reused: [],
    artifacts: [{ path: 'docs/plan.md', sha256: hashOf(file) }],
    edits: [],
    contents: { [hashOf(file)]: file },
    redactions: [],
  } as unknown as FullRecord;
}

describe('what is taken out of a record', () => {
  it('is nothing where there is no secret: it is the same record', async () => {
    const given = record({ description: 'A shop', answer: 'Sells shoes' });
    expect(await redactRecord(given, [{ kind: 'key', value: 'short' }])).toBe(given);
  });

  it('is a secret in every place and form: as it stands, in Markdown, in JSON, in the payloads of the history', async () => {
    const given = record({
      description: `Use ${token}`,
      answer: JSON.stringify({ plan: key }),
      file: `Use ${token.replaceAll('_', '\\_')} and\n${key}`,
      payload: JSON.stringify({ description: `Use ${token}` }),
    });
    const redacted = await redactRecord(given, []);
    const text = JSON.stringify(redacted) + Buffer.from(payloadOf(redacted), 'base64').toString();
    for (const secret of [token, token.slice(4), 'MIIEpAIBAAKCAQEA']) expect(text).not.toContain(secret);
    expect(redacted.redactions.map(({ kind }) => kind).sort()).toEqual(['GITHUB_TOKEN', 'PrivateKey']);
    expect(redacted.redactions.find(({ kind }) => kind === 'GITHUB_TOKEN')!.places).toEqual(['description', 'history', 'docs/plan.md']);
  });

  it('is what looks like one by its shape, in what people and models wrote', async () => {
    const unknown = ['Zq7', 'vR2', 'mX9', 'kL4', 'pT8', 'wB3', 'nH6', 'sD1', 'yF5', 'cG0', 'jK2'].join('');
    const given = record({
      description: `The database is postgres://shop:ope7-sesame@db.example/shop, mails go with ${unknown}`,
      answer: 'MAIL_KEY and password = Tr0ub4dor&3',
      file: `export const key = '${unknown}';`,
      payload: JSON.stringify({ description: `mails go with ${unknown}` }),
    });
    const redacted = await redactRecord(given, []);
    const text = JSON.stringify(redacted) + Buffer.from(payloadOf(redacted), 'base64').toString();
    for (const secret of [unknown, 'ope7-sesame', 'Tr0ub4dor&3']) expect(text).not.toContain(secret);
    expect(redacted.redactions.find(({ kind }) => kind.startsWith('long run'))!.places).toEqual(['description', 'history', 'docs/plan.md']);
  });

  it('is no hash and no signature of the ledger', async () => {
    const given = record({ description: 'A shop', answer: 'Sells shoes' });
    const signature = ['Zq7', 'vR2', 'mX9', 'kL4', 'pT8', 'wB3', 'nH6', 'sD1', 'yF5', 'cG0', 'jK2'].join('');
    Object.assign(given.ledger, { signature });
    expect(await redactRecord(given, [])).toBe(given);
  });

  it('leaves contents under the hash that they have then, wherever it is named', async () => {
    const redacted = await redactRecord(record({ file: `Use ${token}` }), []);
    const [[hash, text]] = Object.entries(redacted.contents) as [[string, string]];
    expect(text).toBe('Use REDACTED1');
    expect(hash).toBe(hashOf(text));
    expect(redacted.artifacts[0]!.sha256).toBe(hash);
    expect(JSON.stringify(redacted.ledger)).toContain(hash);
  });

  it('is what the server knows to be secret, whatever it looks like', async () => {
    const redacted = await redactRecord(record({ answer: 'The word is open-sesame.' }), [{ kind: 'key of groq', value: 'open-sesame' }]);
    expect(redacted.exchanges[0]!.text).toBe('The word is REDACTED1.');
    expect(redacted.redactions).toEqual([{ kind: 'key of groq', placeholder: 'REDACTED1', places: ['exchange 1 (DEV_PLAN plan.md)'] }]);
  });
});

const payloadOf = ({ history }: FullRecord): string =>
  (history as { events: { input: { payloads: { data: string }[] } }[] }).events[0]!.input.payloads[0]!.data;
