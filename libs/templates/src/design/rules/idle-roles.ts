import type { DesignRecord, Rule } from '../design.types.js';
import { asksForAccounts } from '../roles.js';
import type { Plan } from '../plan.types.js';

/** Takes out those who could sign up and then do no more than whoever looks around, unless the text has people sign in. */
export function dropIdleRoles({ draft, people, records, rules }: Plan): void {
  if (asksForAccounts(draft)) return;
  const named = new Set([...records.flatMap(namedIn), ...rules.flatMap(audiencesIn)]);
  if (named.has('signed-in')) return;
  const kept = people.roles.filter(({ slug, joins, fields }) => joins !== 'open' || fields.length > 0 || named.has(slug));
  people.roles.splice(0, people.roles.length, ...kept);
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
