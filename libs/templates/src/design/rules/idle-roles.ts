import type { DesignRecord, Rule } from '../design.types.js';
import type { Plan } from '../plan.types.js';

/** Takes out those who could sign up and then do no more than whoever looks around, unless the text has people sign in. */
export function dropIdleRoles({ people, records, rules }: Plan): void {
  if (people.areAsked) return;
  const named = new Set([...records.flatMap(namedIn), ...rules.flatMap(audiencesIn)]);
  if (named.has('signed-in')) return;
  for (const { slug, joins, fields } of [...people.roles])
    if (joins === 'open' && fields.length === 0 && !named.has(slug)) people.dropRole(slug);
}

const namedIn = ({ access, fields }: DesignRecord): string[] => [
  ...Object.values(access).flatMap(stringsIn),
  ...fields.flatMap(({ role }) => role ?? []),
];

const audiencesIn = (rule: Rule): string[] => [
  ...stringsIn(rule.by),
  ...('to' in rule ? stringsIn(rule.to) : []),
  ...('results' in rule ? stringsIn(rule.results) : []),
  ...('steps' in rule ? rule.steps.flatMap(({ by }) => stringsIn(by)) : []),
];

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
