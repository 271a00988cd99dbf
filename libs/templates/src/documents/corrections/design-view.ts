import type { DesignView, FieldView, RecordView, RuleView } from '@millwright/domain';
import { MOODS, type Design, type DesignRecord, type Field, type Rule } from '../../design/design.types.js';
import { labelOf } from '../../design/claims/pointers.js';
import { tablesOf } from '../blueprint-design.js';
import { whoOf } from '../say.js';
import { CHOSEN_KINDS } from './fields.js';
import { viewsFor } from './records.js';
import { usesOf } from './rule-fields.js';
import { ruleSentence } from './rule-sentence.js';

/** A design as people read it, with the keys by which they correct it. */
export function viewOf(design: Design): DesignView {
  const { mood, background, component, isDark } = design.style;
  return {
    name: design.name,
    records: design.records.map((record, i) => recordView(design, record, i)),
    roles: design.roles.map(({ slug, name, plural, joins }) => ({ key: slug, name, plural, joins })),
    rules: design.rules.map((rule, i) => ruleView(design, rule, i)),
    look: { mood, background: background ?? null, component: component ?? null, isDark },
    kinds: CHOSEN_KINDS,
    moods: [...MOODS],
  };
}

function recordView(design: Design, record: DesignRecord, i: number): RecordView {
  const { table, name, plural, title, view, access } = record;
  return {
    key: table,
    name,
    plural,
    title,
    view,
    views: viewsFor(record),
    access,
    fields: record.fields.map((field) => fieldView(design, record, field)),
    pointer: `/entities/${i}`,
  };
}

function fieldView(design: Design, record: DesignRecord, field: Field): FieldView {
  const { name, label, kind, required, values, references, role, setTo, isRuled } = field;
  const users = design.rules.filter((rule) => usesOf(rule).some((use) => use.table === record.table && use.field === name));
  return {
    key: name,
    label,
    kind,
    required,
    choices: values ?? [],
    refersTo: references ?? role ?? null,
    isSet: setTo !== undefined || isRuled === true,
    usedBy: users.map((rule) => labelOf(rule, design)),
  };
}

function ruleView(design: Design, rule: Rule, i: number): RuleView {
  const states =
    rule.kit === 'lifecycle'
      ? design.records.find(({ table }) => table === rule.record)?.fields.find(({ name }) => name === rule.field)
      : undefined;
  return {
    key: rule.name,
    kit: rule.kit,
    title: labelOf(rule, design),
    sentence: ruleSentence(design, rule),
    records: tablesOf(rule),
    states: states?.values ?? [],
    steps:
      rule.kit === 'lifecycle'
        ? rule.steps.map(({ name, label, from, to, by }) => ({ key: name, label, from, to, who: whoOf(design, by) }))
        : [],
    pointer: `/design/rules/${i}`,
  };
}
