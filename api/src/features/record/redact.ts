import { NOT_LOOKED_FOR, SECRET_RULES, findSecretShapes, type Redaction, type SecretSearch } from '@millwright/domain';
import { hashOf, type FullRecord } from '@millwright/platform';
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';

/** A secret that is known, and need not be guessed from its form. */
export interface KnownSecret {
  kind: string;
  value: string;
}

const RULES = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended, options: {} }] };
// Shorter ones stand in too much that is no secret.
const SHORTEST_SECRET = 8;
const PLACEHOLDER = /^REDACTED\d+$/;
// Stands between texts, so that nothing is found across them.
const BETWEEN = '\n\u0000\n';

/** What is looked for in each record, and what is not. */
export const SEARCHED: SecretSearch = {
  rules: [
    'secrets that this server holds: its own, and those entrusted to it by the organization',
    `keys and tokens of providers by their patterns (${RULES.rules.map(({ id }) => id.replace('@', '')).join(', ')})`,
    ...SECRET_RULES.map((rule) => `by its shape: ${rule}`),
  ],
  notLookedFor: [...NOT_LOOKED_FOR],
};

/**
 * Takes secrets out of a record: those that are known, and what looks like one. The same secret has the same placeholder
 * everywhere, in questions, answers and files alike, so that the record replays as before. A ledger that is touched by it
 * no longer proves itself; the server's own does.
 */
export async function redactRecord(record: FullRecord, known: readonly KnownSecret[]): Promise<FullRecord> {
  const all = textsOf(record);
  const certain = [...known.filter(({ value }) => value.length >= SHORTEST_SECRET), ...(await findSecrets(all.map(({ text }) => text)))];
  const secrets = [...shapesIn(all, certain), ...certain];
  const redactions = [...new Map(secrets.map(({ kind, value }) => [unescaped(value), kind]))]
    // One that holds another goes first.
    .sort(([a], [b]) => b.length - a.length)
    .map(([value, kind]) => {
      const pattern = patternOf(value);
      return { kind, pattern, places: [...new Set(all.filter(({ text }) => text.search(pattern) >= 0).map(({ place }) => place))] };
    })
    .filter(({ places }) => places.length > 0)
    // Of letters and digits alone: nobody who renders it writes it in another way.
    .map((redaction, i) => ({ ...redaction, placeholder: `REDACTED${i + 1}` }));
  if (redactions.length === 0) return record;
  const clean = (text: string): string => redactions.reduce((rest, { pattern, placeholder }) => rest.replace(pattern, placeholder), text);
  const rehashed = new Map<string, string>();
  const contents: Record<string, string> = {};
  for (const [hash, text] of Object.entries(record.contents)) {
    const kept = clean(text);
    const newHash = kept === text ? hash : hashOf(kept);
    if (newHash !== hash) rehashed.set(hash, newHash);
    contents[newHash] = kept;
  }
  const cleanAll = mapTexts({ ...record, contents: {} }, (text) => rehashed.get(text) ?? clean(text)) as FullRecord;
  return {
    ...cleanAll,
    contents,
    redactions: [...record.redactions, ...redactions.map(({ kind, placeholder, places }): Redaction => ({ kind, placeholder, places }))],
  };
}

/** The same for a secret and for what Markdown or JSON make of it. */
const unescaped = (secret: string): string => secret.replace(/\\+[rn]/g, '\n').replaceAll('\\', '');

/** A secret as it stands, and as Markdown or JSON write it: with signs of escape in it. */
function patternOf(secret: string): RegExp {
  const signs = [...secret].map((sign) =>
    /[\r\n]/.test(sign) ? '(?:[\\r\\n]+|\\\\+[rn])*' : `\\\\*${sign.replace(/[$()*+.?[\\\]^{|}/-]/, '\\$&')}`,
  );
  return new RegExp(signs.join(''), 'g');
}

/** What looks like a secret where nothing more certain says which part of it is one. */
function shapesIn(texts: readonly Place[], certain: readonly KnownSecret[]): KnownSecret[] {
  const found = texts.filter(({ isProse }) => isProse).flatMap(({ text }) => findSecretShapes(text));
  const shapes = new Map(found.map(({ rule, value }) => [unescaped(value), { kind: rule, value }]));
  const others = certain.map(({ value }) => unescaped(value));
  const isTold = (shape: string): boolean => others.some((other) => other.includes(shape) || shape.includes(other));
  return [...shapes].filter(([shape]) => !PLACEHOLDER.test(shape) && !isTold(shape)).map(([, secret]) => secret);
}

async function findSecrets(texts: readonly string[]): Promise<KnownSecret[]> {
  const content = texts.join(BETWEEN);
  const { messages } = await lintSource({
    source: { content, filePath: 'record', ext: '', contentType: 'text' },
    options: { config: RULES, noPhysicFilePath: true, maskSecrets: false },
  });
  return messages.map(({ range, messageId }) => ({ kind: messageId, value: content.slice(...range) }));
}

interface Place {
  text: string;
  place: string;
  /** Written by people or models, where a shape tells something. */
  isProse: boolean;
}

/** Every text of a record that people, models or servers wrote, with where it stands. */
function textsOf(record: FullRecord): Place[] {
  const found: Place[] = [];
  const add = (place: string, value: unknown, isProse: (text: string) => boolean = () => true): void =>
    void mapTexts(value, (text) => (found.push({ text, place, isProse: isProse(text) }), text));
  // Beside what people wrote there are hashes and signatures, each a text of its own.
  const hasWords = (text: string): boolean => /\s/.test(text);
  add('description', record.generation);
  add('input', record.input, hasWords);
  // What people and models wrote into it stands elsewhere as well.
  add('history', record.history, () => false);
  add('ledger', record.ledger, hasWords);
  for (const [i, exchange] of record.exchanges.entries()) add(`exchange ${i + 1} (${exchange.stage} ${exchange.path})`, exchange);
  for (const [hash, text] of Object.entries(record.contents))
    add(record.artifacts.find((artifact) => artifact.sha256 === hash)?.path ?? `content ${hash.slice(0, 12)}`, text);
  return found;
}

/** A value with each text in it changed; payloads of a history, which are encoded, among them. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  if (isPayload(value)) {
    const text = Buffer.from(value.data, 'base64').toString('utf8');
    const changed = change(text);
    return changed === text ? value : { ...value, data: Buffer.from(changed, 'utf8').toString('base64') };
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]));
}

const isPayload = (value: object): value is { metadata: unknown; data: string } =>
  'metadata' in value && 'data' in value && typeof value.data === 'string';
