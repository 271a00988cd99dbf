import type { NounPhrase } from '../../reading/reading.types.js';
import type { Audience, DesignRecord } from '../design.types.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

/** Whoever is said to see a report, else whoever sees what it is made of, each their own part. */
export function reportReaders(plan: Plan, record: DesignRecord, subjects: readonly NounPhrase[]): Audience {
  if (plan.people.roles.length === 0) return 'everyone';
  const named = [...new Set(subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []))];
  const { read } = record.access;
  const own = typeof read === 'object' && 'own' in read ? read.own : undefined;
  if (named.length > 0 && !named.some((slug) => own?.includes(slug))) return { roles: named };
  return read;
}
