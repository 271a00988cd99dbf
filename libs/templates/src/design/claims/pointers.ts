import { parts, sentenceCase } from '../../knowledge/words.js';
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
  const tests = record ? testsOf(record) : OWN_TESTS[rule.kit];
  return [{ kind: 'RULE', target: `/design/rules/${i}`, label: labelOf(rule, design) }, ...(tests ? [tests] : [])];
}

export function ofRole(design: Design, slug: string): PhraseEvidence[] {
  const i = design.roles.findIndex((role) => role.slug === slug);
  return i < 0 ? [] : [{ kind: 'ROLE', target: `/design/roles/${i}`, label: design.roles[i]!.name }];
}

export function ofPage(design: Design, kind: string): PhraseEvidence[] {
  const i = design.pages.findIndex((page) => page.kind === kind);
  return i < 0 ? [] : [{ kind: 'PAGE', target: `/design/pages/${i}`, label: design.pages[i]!.title }];
}

/** What every written project has; it is reached from its first page. */
export const ofAlways = (label: string): PhraseEvidence[] => [{ kind: 'PAGE', target: '/design/pages/0', label }];
export const ofStyle = (label: string): PhraseEvidence[] => [{ kind: 'STYLE', target: '/design/style', label }];

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

/** Of rules that are about no record. */
const OWN_TESTS: Partial<Record<Rule['kit'], PhraseEvidence>> = {
  friend: { kind: 'TEST', target: 'test/friends.test.ts', label: 'Tests of friends' },
  live: { kind: 'TEST', target: 'test/changes.test.ts', label: 'Tests of changes' },
};

const testsOf = (record: DesignRecord): PhraseEvidence => ({
  kind: 'TEST',
  target: `test/${record.file}.test.ts`,
  label: `Tests of ${record.plural.toLowerCase()}`,
});
