import type { PhraseEvidence, Understanding } from '@millwright/domain';
import type { Design, DesignRecord, Field, Rule } from '../design/design.types.js';

/** What a phrase is built of; roles and tests alone are none of it. */
const CORE = new Set(['ENTITY', 'FIELD', 'RELATION', 'RULE', 'PAGE', 'STYLE']);

/** An understanding as an approved design leaves it: evidence that is gone is no evidence, what was renamed is found. */
export function asApproved(understanding: Understanding, described: Design, approved: Design): Understanding {
  const find = finder(described, approved);
  return {
    ...understanding,
    phrases: understanding.phrases.map((phrase) => {
      const evidence = phrase.evidence.flatMap((one) => find(one) ?? []);
      if (evidence.some(({ kind }) => CORE.has(kind)) || !phrase.evidence.some(({ kind }) => CORE.has(kind)))
        return { ...phrase, evidence };
      return { ...phrase, outcome: 'NOT_BUILT' as const, reason: 'It was taken out of the blueprint', evidence: [] };
    }),
  };
}

/** Where a piece of evidence stands in the approved design; undefined: nowhere. */
function finder(described: Design, approved: Design): (evidence: PhraseEvidence) => PhraseEvidence | undefined {
  const recordNow = (before: DesignRecord | undefined): number =>
    approved.records.findIndex((record) => before && (record.was ?? record.table) === before.table);
  const fieldNow = (record: DesignRecord, before: Field | undefined): number =>
    record.fields.findIndex((field) => before && (field.was ?? field.name) === before.name);
  const ruleNow = (before: Rule | undefined): number =>
    approved.rules.findIndex((rule) => before && (rule.was ?? rule.name) === before.name);
  return (evidence) => {
    const { target, label } = evidence;
    const test = described.records.find(({ file }) => target === `test/${file}.test.ts`);
    if (test) {
      const record = approved.records[recordNow(test)];
      if (!record || record.file === test.file) return record && evidence;
      return { ...evidence, target: `test/${record.file}.test.ts`, label: `Tests of ${record.plural.toLowerCase()}` };
    }
    const [, part, at, key, fieldAt] = target.split('/');
    if (part === 'design' && at === 'rules') {
      const i = ruleNow(described.rules[Number(key)]);
      return i < 0 ? undefined : { ...evidence, target: `/design/rules/${i}` };
    }
    if (part !== 'entities') return evidence;
    const before = described.records[Number(at)];
    const i = recordNow(before);
    if (i < 0) return undefined;
    const record = approved.records[i]!;
    if (fieldAt === undefined) return { ...evidence, target: `/entities/${i}`, label: record.was ? record.name : label };
    const fieldBefore = before!.fields[Number(fieldAt)];
    const j = fieldNow(record, fieldBefore);
    if (j < 0) return undefined;
    const field = record.fields[j]!;
    const isRenamed = field.was !== undefined || record.was !== undefined || field.label !== fieldBefore!.label;
    return {
      ...evidence,
      target: `/entities/${i}/fields/${j}`,
      label: isRenamed ? `${field.label} of ${record.name.toLowerCase()}` : label,
    };
  };
}
