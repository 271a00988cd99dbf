import { kebab, parts, sentenceCase } from '../../knowledge/words.js';
import type { Design, DesignRecord, Field, PhraseEvidence, Rule } from '../design.types.js';

/** A kind of record, with the tests of what is plainly done with it. */
export function ofRecord(design: Design, record: DesignRecord): PhraseEvidence[] {
  const i = design.records.indexOf(record);
  return i < 0 ? [] : [{ kind: 'ENTITY', target: `/entities/${i}`, label: record.name }, testsOf(record)];
}

export function ofField(design: Design, record: DesignRecord, field: Field): PhraseEvidence[] {
  const i = design.records.indexOf(record);
  const j = record.fields.indexOf(field);
  if (i < 0 || j < 0) return [];
  return [
    {
      kind: field.kind === 'reference' ? 'RELATION' : 'FIELD',
      target: `/entities/${i}/fields/${j}`,
      label: `${field.label} of ${record.name.toLowerCase()}`,
    },
    testsOf(record),
  ];
}

export function ofRule(design: Design, rule: Rule): PhraseEvidence[] {
  const i = design.rules.indexOf(rule);
  if (i < 0) return [];
  const record = 'record' in rule ? design.records.find(({ table }) => table === rule.record) : undefined;
  const tests = record && rule.kit !== 'game' ? testsOf(record) : testsOfRule(design, rule);
  return [{ kind: 'RULE', target: `/design/rules/${i}`, label: labelOf(rule, design) }, ...(tests ? [tests] : [])];
}

export function ofRole(design: Design, slug: string): PhraseEvidence[] {
  const i = design.roles.findIndex((role) => role.slug === slug);
  return i < 0 ? [] : [{ kind: 'ROLE', target: `/design/roles/${i}`, label: design.roles[i]!.name }, ACCOUNTS];
}

export function ofPage(design: Design, kind: string): PhraseEvidence[] {
  const i = design.pages.findIndex((page) => page.kind === kind);
  return i < 0 ? [] : [{ kind: 'PAGE', target: `/design/pages/${i}`, label: design.pages[i]!.title }, EVERYTHING];
}

/** What every written project has; it is reached from its first page. */
export const ofAlways = (label: string): PhraseEvidence[] => [
  { kind: 'PAGE', target: '/design/pages/0', label },
  OF_ACCOUNTS.test(label) ? ACCOUNTS : EVERYTHING,
];
const OF_ACCOUNTS = /^(Accounts|Profile|Roles|Administration|People)\b/;
export const ofStyle = (label: string): PhraseEvidence[] => [{ kind: 'STYLE', target: '/design/style', label }, EVERYTHING];

/** A rule in words that its people use. */
export function labelOf(rule: Rule, { records }: Pick<Design, 'records'>): string {
  const record = 'record' in rule ? records.find(({ table }) => table === rule.record) : undefined;
  switch (rule.kit) {
    case 'view':
    case 'report':
    case 'calculator':
      return rule.title;
    case 'lifecycle':
      return `Steps of ${record?.plural.toLowerCase() ?? rule.record}`;
    case 'tracking':
      return `${record?.plural ?? rule.record} over time`;
    default:
      return sentenceCase(parts(rule.name).join(' '));
  }
}

/** Of rules that are about several records, or none. */
function testsOfRule({ records }: Design, rule: Rule): PhraseEvidence | undefined {
  const own = (table: string): PhraseEvidence | undefined => records.filter((record) => record.table === table).map(testsOf)[0];
  switch (rule.kit) {
    case 'cart':
      return testsIn('cart', 'the cart');
    case 'friend':
      return testsIn('friends', 'friends');
    case 'live':
      return testsIn('changes', 'changes');
    case 'game':
      return testsIn('games/plays', 'the games');
    case 'quiz':
      return own(rule.attempt);
    case 'poll':
      return own(rule.poll);
    case 'survey':
      return own(rule.survey);
    case 'calculator': {
      const path = kebab(rule.title);
      return testsIn(records.some((record) => record.path === path) ? `${path}-calculator` : path, rule.title.toLowerCase());
    }
    default:
      return undefined;
  }
}

const testsIn = (file: string, what: string): PhraseEvidence => ({
  kind: 'TEST',
  target: `test/${file}.test.ts`,
  label: `Tests of ${what}`,
});
const ACCOUNTS = testsIn('accounts', 'accounts');
const EVERYTHING = testsIn('web', 'what all pages have in common');

const testsOf = (record: DesignRecord): PhraseEvidence => ({
  kind: 'TEST',
  target: `test/${record.file}.test.ts`,
  label: `Tests of ${record.plural.toLowerCase()}`,
});
