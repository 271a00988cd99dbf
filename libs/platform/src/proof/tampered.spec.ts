import { PROVENANCE_PATH, provenanceStatement, type GenerationEvent } from '@millwright/domain';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { signStatement } from './dsse.js';
import { hashEntry } from './hash-entry.js';
import { keyIdOf, keySetOf, readPublicKeys } from './keys.js';
import { ledgerFaults, sealMessage, writeLedger, type LedgerEntryProof } from './ledger-proof.js';
import { verifyProject } from './verify-project.js';

const generationId = '00000000-0000-4000-8000-000000000001';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const keyId = keyIdOf(publicKey);
const signed = (message: Uint8Array): { keyId: string; signature: string } => ({
  keyId,
  signature: sign(null, message, privateKey).toString('base64'),
});
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const keySet = JSON.stringify(keySetOf([publicKey]));
const keys = readPublicKeys(keySet);

const file = Buffer.from('export const größe = 1;\n');
const bodies = [
  { type: 'GENERATION_QUEUED', engine: 'offline', model: 'templates-1', budgetMicros: null, approveAfter: [], stages: [] },
  { type: 'STAGE_STARTED', stage: 'CODE' },
  { type: 'STAGE_STARTED', stage: 'REPOSITORY' },
] as unknown as LedgerEntryProof['body'][];
const entries: LedgerEntryProof[] = [];
for (const [i, body] of bodies.entries()) {
  const entry = { seq: i + 1, at: '2026-01-01T00:00:00.000Z', body };
  entries.push({ ...entry, hash: hashEntry(entries.at(-1)?.hash ?? '', { generationId, ...entry }) });
}
const head = { generationId, seq: entries.length, headHash: entries.at(-1)!.hash };
const ledger = writeLedger({ generationId, entries, seal: { ...head, ...signed(sealMessage(head)) } });

let provenance: string;
beforeAll(async () => {
  const statement = provenanceStatement({
    generationId,
    projectId: 'p',
    descriptionSha256: sha256(Buffer.from('d')),
    builder: 'http://localhost',
    events: entries.map((entry) => ({ ...entry, generationId, cursor: String(entry.seq) })) as unknown as GenerationEvent[],
    headHash: head.headHash,
    files: [{ path: 'src/a.ts', sha256: sha256(file) }],
  });
  provenance = await signStatement(statement, (message) => Promise.resolve(signed(message)));
});

const check = (given: { provenance?: string; ledger?: string; file?: Uint8Array }): string[] =>
  verifyProject({
    files: new Map([['src/a.ts', sha256(given.file ?? file)]]),
    provenance: given.provenance ?? provenance,
    ledger: given.ledger ?? ledger,
    keys,
  }).faults;

/** Every byte in its turn, as its neighbour and as something else, such as the end of a string. */
function* changed(content: Uint8Array): Generator<[number, Buffer]> {
  for (let at = 0; at < content.length; at++)
    for (const change of [1, 0x22 ^ content[at]!, 0x80]) {
      if (change === 0) continue;
      const copy = Buffer.from(content);
      copy[at]! ^= change;
      yield [at, copy];
    }
}

it('is found whole as it was made', () => expect(check({})).toEqual([]));

describe('a change of any byte is a fault, and never an error', () => {
  it.each<[string, () => Uint8Array, (content: Buffer) => string[]]>([
    ['the ledger', () => Buffer.from(ledger), (content) => check({ ledger: content.toString('utf8') })],
    [PROVENANCE_PATH, () => Buffer.from(provenance), (content) => check({ provenance: content.toString('utf8') })],
    ['a file', () => file, (content) => check({ file: content })],
  ])('of %s', (what, content, faults) => {
    const missed: string[] = [];
    for (const [at, copy] of changed(content())) {
      try {
        if (faults(copy).length === 0) missed.push(`${what} at ${at}: not found`);
      } catch (error) {
        missed.push(`${what} at ${at}: ${String(error)}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('of the keys: they are refused in a sentence, or find that nothing is signed with them', () => {
    const missed: string[] = [];
    for (const [at, copy] of changed(Buffer.from(keySet))) {
      try {
        const read = readPublicKeys(copy.toString('utf8'));
        ledgerFaults(ledger, read);
      } catch (error) {
        if (!/^(The keys are|There is no Ed25519)/.test((error as Error).message)) missed.push(`${at}: ${String(error)}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('what is no ledger, provenance or key at all', () => {
  const seal = JSON.stringify({ seal: null });
  it.each([
    '',
    '\n',
    'null\n',
    '[]\n[]\n',
    `null\n${seal}\n`,
    `{"generationId":1}\n${seal}\n`,
    `{"generationId":"g"}\nnull\n${seal}\n`,
    `{"generationId":"g"}\n{"at":1,"body":null,"hash":2,"seq":1}\n${seal}\n`,
    '{"generationId":"g"}\n{"seal":[]}\n',
    '{"generationId":"g"}\n{"seal":{}}\n',
    '{"generationId":"g"}\n{"seal":"x"}\n',
    `{"generationId":"g"}\n{"__proto__":1}\n`,
    `{"generationId":"\\ud83c"}\n${seal}\n`,
  ])('a ledger %j', (text) => expect(ledgerFaults(text, keys).faults).not.toEqual([]));
  it.each([
    '',
    'null',
    '1',
    '[]',
    '{}\n',
    '{"payload":null}\n',
    '{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":null}\n',
    '{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[null]}\n',
    '{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":1,"sig":[]}]}\n',
    '{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":{"0":1}}\n',
  ])('a provenance %j', (text) => expect(check({ provenance: text })).not.toEqual([]));
  it('a signed payload that is no statement', async () => {
    for (const payload of [null, 1, [], {}, { _type: 'https://in-toto.io/Statement/v1', predicateType: 'https://slsa.dev/provenance/v1' }])
      expect(check({ provenance: await signStatement(payload as never, (message) => Promise.resolve(signed(message))) })).not.toEqual([]);
  });
  it.each([
    '{',
    '{}',
    '{"keys":1}',
    '{"keys":[null]}',
    '{"keys":[{"kty":"OKP"}]}',
    'x',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
  ])('keys %j', (text) => expect(() => readPublicKeys(text)).toThrow(/^(The keys are|There is no Ed25519)/));
});
