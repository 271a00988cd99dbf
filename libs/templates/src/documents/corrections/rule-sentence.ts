import type { Condition, Design, Field, Rule } from '../../design/design.types.js';
import { listed, sentenceOf } from '../say.js';

/** What a rule does, as one sentence that says also which ones a list holds. */
export function ruleSentence(design: Design, rule: Rule): string {
  if (rule.kit !== 'view') return `${sentenceOf(design, rule)}.`;
  const record = design.records.find(({ table }) => table === rule.record)!;
  const conditions = rule.where.map((one) => {
    if ('booked' in one) return one.booked ? 'time is taken now' : 'time is free now';
    return conditionSaid(
      one,
      record.fields.find(({ name }) => name === one.field)!,
    );
  });
  const sort = record.fields.find(({ name }) => name === rule.sort?.replace(/^-/, ''));
  const order = sort ? `, by ${sort.label.toLowerCase()}${rule.sort!.startsWith('-') ? ', the highest first' : ''}` : '';
  return `“${rule.title}” lists ${record.plural.toLowerCase()}${conditions.length > 0 ? ` whose ${listed(conditions)}` : ''}${order}.`;
}

function conditionSaid(condition: Condition, field: Field): string {
  const label = field.label.toLowerCase();
  if ('is' in condition)
    return `${label} is ${listed(
      condition.is.map((value) => (field.kind === 'boolean' ? (/^(true|yes|1)$/i.test(value) ? 'yes' : 'no') : value)),
      'or',
    )}`;
  if ('isEmpty' in condition) return `${label} is ${condition.isEmpty ? 'empty' : 'filled in'}`;
  const { above, below, beforeDays, afterDays } = condition as { above?: number; below?: number; beforeDays?: number; afterDays?: number };
  const bounds = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(afterDays === undefined ? [] : [`${dayFrom(afterDays)} or later`]),
    ...(beforeDays === undefined ? [] : [`before ${dayFrom(beforeDays)}`]),
  ];
  return `${label} is ${listed(bounds)}`;
}

function dayFrom(days: number): string {
  if (days === 0) return 'today';
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return days > 0 ? `${count} from today` : `${count} ago`;
}
