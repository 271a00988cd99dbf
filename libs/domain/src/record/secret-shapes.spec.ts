import { findSecretShapes } from './secret-shapes.js';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALL = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const HEX = '0123456789abcdef';

/** The same numbers each time (mulberry32), so that a failure can be looked at. */
function numbers(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const next = numbers(14);
const some = (length: number, signs = ALL): string => Array.from({ length }, () => signs[Math.floor(next() * signs.length)]).join('');

// Put together here, so that nothing in this repository looks like one.
const KEYS: [string, () => string][] = [
  ['OpenAI', () => `sk-proj-${some(48)}`],
  ['Anthropic', () => `sk-ant-api03-${some(93, `${ALL}-_`)}AA`],
  ['GitHub', () => `ghp_${some(36)}`],
  ['GitHub, fine-grained', () => `github_pat_${some(22)}_${some(59)}`],
  ['GitLab', () => `glpat-${some(20)}`],
  ['Google', () => `AIza${some(35, `${ALL}-_`)}`],
  ['Stripe', () => `sk_live_${some(24)}`],
  ['Slack', () => `xoxb-${some(12, '0123456789')}-${some(12, '0123456789')}-${some(24)}`],
  ['SendGrid', () => `SG.${some(22)}.${some(43)}`],
  ['Hugging Face', () => `hf_${some(34)}`],
  ['npm', () => `npm_${some(36)}`],
  ['DigitalOcean', () => `dop_v1_${some(64, HEX)}`],
  ['Groq', () => `gsk_${some(52)}`],
  ['AWS, its id', () => `AKIA${some(16, `${LOWER.toUpperCase()}234567`)}`],
];
/** Keys that nothing in them tells, as they are pasted: with their name. */
const NAMED_KEYS: [string, () => string][] = [
  ['AWS', () => `AWS_SECRET_ACCESS_KEY=${some(40, `${ALL}+/`)}`],
  ['Azure Storage', () => `AccountName=shop;AccountKey=${some(86, `${ALL}+/`)}==;EndpointSuffix=core.example`],
  ['Mistral', () => `MISTRAL_API_KEY: ${some(32)}`],
  ['Twilio', () => `the auth token is ${some(32, HEX)}.`],
  ['Datadog', () => `"api_key": "${some(32, HEX)}"`],
];

it.each(KEYS)('finds each of 100 keys of %s in a sentence', (_provider, key) => {
  for (let i = 0; i < 100; i++) {
    const value = key();
    const text = [`Send mails with ${value}.`, `A shop (key: ${value}) for shoes`, `{"note":"use ${value}"}`][i % 3]!;
    expect([text, findSecretShapes(text).map((found) => found.value)]).toEqual([text, expect.arrayContaining([value])]);
  }
});

it.each(NAMED_KEYS)('finds each of 100 keys of %s by their names', (_provider, line) => {
  for (let i = 0; i < 100; i++) {
    const text = line();
    expect([text, findSecretShapes(`Use this:\n${text}\nfor it.`).length > 0]).toEqual([text, true]);
  }
});

it.each([
  ['a password with its name', 'Log in as admin, password = Tr0ub4dor&3 please', 'value of a password', 'Tr0ub4dor&3'],
  ['one in a sentence', 'The password is Summer2026, do not tell anybody.', 'value of a password', 'Summer2026'],
  ['one in a file of variables', 'DB_PASSWORD="n3ver-mind-x9"', 'value of a password', 'n3ver-mind-x9'],
  ['one in an address', 'Use postgres://shop:open-sesame@db.example.com:5432/shop', 'password in an address', 'open-sesame'],
  ['a signed token', `Bearer eyJ${some(20)}.eyJ${some(40)}.${some(43, `${ALL}-_`)}`, 'signed token (JWT)', undefined],
  ['a private key', `-----BEGIN PRIVATE KEY-----\n${some(64)}\n${some(64)}\n-----END PRIVATE KEY-----`, 'private key', undefined],
  ['one in JSON', `-----BEGIN RSA PRIVATE KEY-----\\n${some(64)}\\n-----END RSA PRIVATE KEY-----`, 'private key', undefined],
])('finds %s', (_what, text, rule, value) => {
  const found = findSecretShapes(text).filter((one) => one.rule === rule);
  expect(found).toHaveLength(1);
  if (value) expect(found[0]!.value).toBe(value);
  expect(text.slice(found[0]!.start)).toContain(found[0]!.value);
});

it('finds nearly each long key that nothing names or begins', () => {
  let count = 0;
  for (let i = 0; i < 1_000; i++) if (findSecretShapes(`Ask it with ${some(40)} as before`).length > 0) count++;
  expect(count).toBeGreaterThan(970);
});

const ORDINARY = [
  'A shop for {thing} where customers pay by card and see when it arrives',
  'Users sign in with a password of at least {n} characters, and reset it by mail',
  'Password: at least {n}characters, one digit',
  'The token is signed with HMAC-SHA{n} and expires after {n} minutes',
  'Store each password as argon2id hash; the secret is rotated every {n} days',
  'An API key is made for each {thing}; api_key: string, token: OAuth2-client-credentials',
  'const token = await createSessionToken(request.headers.authorization);',
  'password: process.env.DATABASE_PASSWORD_{n},',
  'DATABASE_URL=postgres://user:password@localhost:5432/{thing}',
  'Fixes the {thing} of commit {hash}, see also {hash}',
  'The {thing} {uuid} belongs to organization {uuid}',
  'Read https://docs.example.com/en/v{n}/Guide/AbstractSingletonProxyFactoryBean2#section-{n} first',
  'AbstractPaymentProcessorFactoryV{n}Handler calls getUserAccountById{n}WithRetryPolicy',
  'Files are named IMG_20260{n}_123456_report-final-v{n}.jpg or src/components/{thing}/List{n}Item.tsx',
  'Set MAX_CONNECTIONS_PER_{n}_SECONDS and enable-http2-prior-knowledge-{n} for {thing}',
  '"integrity": "sha512-{base64}==",',
  '"signature": "{base64}==", "sig":"{base64}", "keyid":"{base64}"',
  '<img src="data:image/png;base64,{base64}" alt="{thing}">',
  'The secret ingredient is love; the key is under the mat beside the {thing}',
  'Her password is required, the token is optional, the access key: none',
  'Bitte eine Verwaltung für {thing} mit Passwort: mindestens {n} Zeichen',
];
const THINGS = [
  'bicycles',
  'libraries',
  'recipes',
  'concert-tickets',
  'gardenTools',
  'X-rays',
  'Schraubenzieher',
  'cafés',
  'мебель',
  '书籍',
];

it('finds nothing in 1,000 ordinary sentences of people and programs', () => {
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => some(length, HEX)).join('-');
  const fill = (sentence: string, i: number): string =>
    sentence
      .replaceAll('{thing}', THINGS[i % THINGS.length]!)
      .replaceAll('{n}', () => String(8 + Math.floor(next() * 56)))
      .replaceAll('{hash}', () => some(40, HEX))
      .replaceAll('{uuid}', uuid)
      .replaceAll('{base64}', () => some(86, `${ALL}+/`));
  const sentences = Array.from({ length: 1_000 }, (_, i) => fill(ORDINARY[i % ORDINARY.length]!, i));
  expect(sentences.flatMap((sentence) => findSecretShapes(sentence).map(({ rule, value }) => [sentence, rule, value]))).toEqual([]);
});

it.each([
  ['letters', 'a'.repeat(200_000)],
  ['beginnings of keys', '-----BEGIN PRIVATE KEY-----\n'.repeat(5_000)],
  ['beginnings of addresses', 'a-b.c+d://'.repeat(10_000)],
  ['names of passwords', 'password_'.repeat(10_000)],
  ['beginnings of tokens', 'eyJaaaaaaaa.'.repeat(10_000)],
])('ends on a long text of %s', (_what, text) => expect(Array.isArray(findSecretShapes(text))).toBe(true));
