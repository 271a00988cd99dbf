import { singular, snake } from '../../knowledge/words.js';
import type { Clause } from '../../reading/reading.types.js';
import type { DesignRecord, Field } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { personField, slugsOf, tieAccess } from './parts.js';

/** "Check-in", "daily check-ins", "clock-in records", "health status check-in"; no dates and times of a stay. */
const NOUN = /^(?:[a-z ]+ )?(check-in|clock-in|clocking in)(?: (?:record|history|function|functionality|feature))?$/;
const VERB = /^(check in|clock in|punch in)$/;
const SEEING = /^(view|see|browse|check|query|search|manage|display|show|list|track|monitor)$/;
const STAY = /\b(hotel|room|villa|guest ?house|homestay|apartment|flight|luggage|check-?out)\b/i;

/** Whether a clause says that somebody notes that they are there. */
export const checksIn = ({ verb, objects, subjects }: Clause): boolean =>
  VERB.test(verb ?? '') || [...objects, ...(verb ? [] : subjects)].some((phrase) => isCheckIn(nameOf(phrase)));
export const isCheckIn = (name: string): boolean => NOUN.test(singular(name.toLowerCase()));
export const isCheckInRecord = ({ table }: DesignRecord): boolean => /^(check|clock)_in$/.test(table);

/** "Members check in", "workers clock in and out": who was there when, noted with one press. */
export function addCheckIns(plan: Plan): void {
  const { draft, people } = plan;
  if (draft.shape !== 'app' || people.roles.length === 0 || STAY.test(draft.reading.text)) return;
  const found = [...clausesToBuild(draft.reading)].filter(({ clause }) => !clause.isNegative && checksIn(clause));
  const [first] = found;
  if (!first || plan.records.some(({ table }) => /check_in|clock_in/.test(table))) return;
  const isClock = found.some(({ sentence }) => /\bclock/i.test(sentence.text));
  const named = (isSeeing: boolean): string[] =>
    found
      .filter(({ clause }) => SEEING.test(clause.verb ?? '') === isSeeing)
      .flatMap(({ clause }) => clause.subjects.map(nameOf))
      .filter((one) => people.slugOf(one));
  const by = named(false);
  const name = isClock ? 'clock-in' : 'check-in';
  const person = personField(plan, by);
  const record = plan.ensure(name, () => ({
    // By whose it is, it is found: a code would tell nobody anything.
    fields: [{ ...person, required: true }, day(), note()],
    title: person.name,
    owner: person.name,
    access: seenBy(plan, tieAccess(plan, by), named(true)),
    view: 'calendar',
    createLabel: isClock ? 'Clock in' : 'Check in',
  }));
  for (const one of found) account(plan, one, record);
  if (isClock && /\bout\b/i.test(draft.reading.text)) addLeaving(plan, record, slugsOf(plan, by), first);
}

/** Whoever sees those of others sees all of them. */
function seenBy({ people }: Plan, access: DesignRecord['access'], names: readonly string[]): DesignRecord['access'] {
  const { create } = access;
  const makers = typeof create === 'object' && 'roles' in create ? create.roles : [];
  const others = names
    .flatMap((name) => people.slugOf(name) ?? [])
    .filter((slug) => !makers.includes(slug) && slug !== people.roles[0]?.slug);
  return others.length > 0 ? { ...access, read: { roles: [...new Set([...makers, ...others])] } } : access;
}

const day = (): Field => ({ name: 'came_at', label: 'Came', kind: 'datetime', required: false, setTo: 'now', origin: 'stated' });
const note = (): Field => ({ name: 'note', label: 'Note', kind: 'long-text', required: false, origin: 'assumed' });

function account({ draft }: Plan, { clause }: Said, { name }: DesignRecord): void {
  draft.account.built(clause, { kind: 'record', name: name.toLowerCase() });
}

/** Who came goes again, once. */
function addLeaving(plan: Plan, record: DesignRecord, own: string[], said: Said): void {
  const state = plan.field(record, {
    name: 'status',
    label: 'Status',
    kind: 'enum',
    required: true,
    values: ['in', 'out'],
    isRuled: true,
    origin: 'stated',
  });
  const at = plan.field(record, { name: 'left_at', label: 'Left', kind: 'datetime', required: false, isRuled: true, origin: 'stated' });
  plan.add(
    {
      kit: 'lifecycle',
      name: `${snake(record.name).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Lifecycle`,
      by: { own },
      record: record.table,
      field: state.name,
      initial: 'in',
      steps: [{ name: 'clockOut', label: 'Clock out', from: ['in'], to: 'out', by: { own }, stamps: at.name }],
    },
    said,
  );
}
