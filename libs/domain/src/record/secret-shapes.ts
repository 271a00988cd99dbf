/** Part of a text that looks like a secret. */
export interface SecretShape {
  rule: SecretRule;
  value: string;
  /** Where the value begins in the text. */
  start: number;
}

export type SecretRule = keyof typeof RULES;

// Every repetition is bounded, so that the time of a search grows with the text alone.
const PREFIXES = [
  'sk-(?:proj-|ant-[a-z0-9]{2,8}-|or-v1-|svcacct-|admin-|lf-)?',
  '(?:sk|pk|rk)_(?:live|test)_',
  'whsec_',
  'gh[opsur]_',
  'github_pat_',
  'gl(?:pat|ptt|dt|rt|soat)-',
  'xox[abeoprs]-',
  'xapp-',
  'AIza',
  'ya29\\.',
  'SG\\.',
  'hf_',
  'npm_',
  'pypi-',
  'do[opr]_v1_',
  'shp(?:at|ca|pa|ss)_',
  'gsk_',
  'xai-',
  'dckr_pat_',
  'lin_api_',
  'ntn_',
  'figd_',
  'PMAK-',
  'glsa_',
  'hv[sb]\\.',
  'r8_',
  'pplx-',
  'nvapi-',
  'dapi',
  'AGE-SECRET-KEY-1',
  'mw_',
].join('|');
const PASSWORD = 'password|passwd|passphrase|pwd|passwort';
const KEY =
  'api[_ -]?key|access[_ -]?key|account[_ -]?key|secret[_ -]?key|private[_ -]?key|client[_ -]?secret|auth[_ -]?token|access[_ -]?token|secret|token';

/** What is looked for, by name. The value is the first group, or all of a match. */
const RULES = {
  'private key':
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\{1,4}[rn])*(?:[A-Za-z-]{1,30}: [^\n\\]{1,100}(?:\s|\\{1,4}[rn])+){0,4}(?:[A-Za-z0-9+/=\s]|\\{1,4}[rn]){1,20000}-----END [A-Z0-9 ]{0,40}KEY(?: BLOCK)?-----/g,
  'key with the beginning of a known provider': new RegExp(
    `(?<![A-Za-z0-9_])(?:${PREFIXES})[A-Za-z0-9_.-]{15,300}|(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])`,
    'g',
  ),
  'signed token (JWT)': /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{4,8000}\.[\w-]{8,2000}/g,
  'password in an address': /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>]{0,100}:([^\s/@"'`<>]{3,200})@[^\s@]/gi,
  'value of a password': new RegExp(
    `(?<![a-z])(?:[a-z0-9]{1,30}_){0,4}(?:${PASSWORD})["'\`*]{0,3}\\s{0,3}(?:=|:|is\\s)\\s{0,3}["'\`]?([^\\s"'\`,;<>()[\\]{}|]{6,200})`,
    'gi',
  ),
  'value of a key': new RegExp(
    `(?<![a-z])(?:[a-z0-9]{1,30}_){0,4}(?:${KEY})["'\`*]{0,3}\\s{0,3}(?:=|:|is\\s)\\s{0,3}["'\`]?([^\\s"'\`,;<>()[\\]{}|]{12,300})`,
    'gi',
  ),
  'long run of mixed letters and digits': /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{20,200}(?![A-Za-z0-9+/_-])={0,2}/g,
} as const satisfies Record<string, RegExp>;

/** Whether what a rule matches is one; absent: always. */
const PROOFS: Partial<Record<SecretRule, (value: string, before: string) => boolean>> = {
  'key with the beginning of a known provider': (value) => entropyOf(value) >= 3 && /\d|[A-Z]/.test(value.slice(4)),
  'password in an address': (value) => !isStandIn(value) && !isExpression(value),
  'value of a password': (value) => isMixed(value) && !isStandIn(value) && !isExpression(value) && !isTechnical(value),
  'value of a key': (value) => isMixed(value) && !isStandIn(value) && !isExpression(value) && !isTechnical(value) && entropyOf(value) >= 3,
  'long run of mixed letters and digits': (value, before) => !isAddressed(before) && isRandom(value),
};

/** What a search by these rules does not find; a record says so. */
export const NOT_LOOKED_FOR: readonly string[] = [
  'passwords and passphrases of words alone, and those that stand in a text without being called so',
  'keys of digits and hexadecimal digits alone, or of fewer than 20 characters, that nothing names',
  'secrets in pictures, archives and other files that are no text, and encoded ones (base64, hexadecimal) beside payloads of the history',
  'personal data: names, mail addresses, telephone and card numbers',
  'what is confidential by its meaning',
];

/** What the rules of `findSecretShapes` look for, by name. */
export const SECRET_RULES = Object.keys(RULES) as readonly SecretRule[];

/**
 * What in a text looks like a secret by its shape, what stands before it, and how random it is: for texts of people and
 * models, not for those of programs, which are full of hashes and signatures.
 *
 * @returns findings in the order of the text; none overlaps another of its rule.
 * Source: measure of randomness by C. E. Shannon, "A Mathematical Theory of Communication", 1948, in bits a character.
 */
export function findSecretShapes(text: string): SecretShape[] {
  const found = new Map<string, SecretShape>();
  for (const [rule, pattern] of Object.entries(RULES) as [SecretRule, RegExp][])
    for (const match of text.matchAll(pattern)) {
      // A full stop ends the sentence, not the secret.
      const value = (match[1] ?? match[0]).replace(/[.:!?]+$/, '');
      const start = match.index + match[0].indexOf(value);
      if (PROOFS[rule]?.(value, text.slice(Math.max(0, start - 300), start)) === false) continue;
      const key = `${start} ${value}`;
      if (!found.has(key)) found.set(key, { rule, value, start });
    }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** In bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

const isMixed = (value: string): boolean => /[A-Za-z]/.test(value) && /\d/.test(value);

/** Small and capital letters and digits, changing from one to another more often than words and names of programs do. */
const isRandom = (value: string): boolean =>
  /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && changesOf(value) >= 0.33 && entropyOf(value) >= 3.6;

/** How often small letters, capital ones and digits take turns: 0 never, 1 at each sign; of random ones, 0.5. */
function changesOf(value: string): number {
  const kinds = value
    .replace(/[^A-Za-z0-9]/g, '')
    // A word of a name written together is one run.
    .replace(/[A-Z][a-z]{2,}/g, (word) => word.toLowerCase())
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/\d/g, '0');
  let changes = 0;
  for (let i = 1; i < kinds.length; i++) if (kinds[i] !== kinds[i - 1]) changes++;
  return changes / Math.max(17, kinds.length - 1);
}

/** Of an address, of a file's content within a text, of a hash or signature that is called so. */
const isAddressed = (before: string): boolean =>
  /(?:https?:\/\/\S*|base64,|sha\d{1,3}[-:]|(?:integrity|signature|sig|key_?id|kid|digest|checksum|public_?key)["']?\s?[:=]\s?["']?)$/i.test(
    before,
  );

/** What documents put where a secret goes. */
const isStandIn = (value: string): boolean =>
  /^(?:\$|%|<|\{|x{3,}|\*{3,}|\.{3,}|your|my[-_]|change|example|placeholder|redacted|dummy|sample|insert|user|pass(?:word|wd)?$|pwd$|secret$|REDACTED\d)/i.test(
    value,
  ) || /(?:example|placeholder|changeme|change[-_]me)/i.test(value);

/** What a program computes it from. */
const isExpression = (value: string): boolean =>
  /^(?:process\.|import\.|env\.|this\.|self\.|config\.|settings\.|os\.|await|new|get|req(?:uest)?\.|ctx\.|input\.|z\.)/i.test(value) ||
  /=>|\$\{|&&|\|\|/.test(value);

const LONGEST_TERM = 24;
const TERM =
  /^(?:sha|md|hmac|base|o?auth|[rehp]s|aes|argon|bcrypt|pbkdf|scrypt|utf|jwt|min|max|len|length|n?varchar|char|u?int|string|text|iso|rfc|ed|v|is|at|between|over|field|column)[-_]?\d|^\d+(?:[-–+]\d*)?[-_]?[a-z]+$/i;

/** A length, a type or a method, as a specification names them. */
const isTechnical = (value: string): boolean => (value.length < LONGEST_TERM && TERM.test(value)) || isNamed(value);

/** Words with a few digits at their ends: OAuth2-client, Base64-encoded, HMAC-SHA256. */
const isNamed = (value: string): boolean =>
  value
    .split(/[-_./:+]/)
    .every((part) => part === '' || /^(?:[a-z]+|[A-Z]+|[A-Z]{0,4}[a-z]+(?:[A-Z][a-z]+)*)\d{0,4}$/.test(part) || /^\d{1,4}$/.test(part)) &&
  /[-_./:+]|^[A-Za-z]*$/.test(value);
