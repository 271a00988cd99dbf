import { tableOf } from '../../shared/table-of.js';
import { camel, capital, pascal, pastParticiple, snake } from '../../knowledge/words.js';
import type { Audience, DesignRecord, Field, LifecycleStep } from '../design.types.js';
import type { Act, RecordDraft, Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { changersOf, inChain, listedStages, stagesOf } from './stages.js';

/** Verbs that bring a record to a state, and whether it is its last. */
const STEPS = tableOf<{ to?: string; isFinal?: boolean }>({
  accept: {},
  approve: {},
  archive: { isFinal: true },
  cancel: { to: 'cancelled', isFinal: true },
  close: { isFinal: true },
  complete: { isFinal: true },
  confirm: {},
  decline: { isFinal: true },
  deliver: { isFinal: true },
  dispatch: {},
  escalate: {},
  finish: { isFinal: true },
  fix: { isFinal: true },
  fulfil: { isFinal: true },
  fulfill: { to: 'fulfilled', isFinal: true },
  grade: { isFinal: true },
  inspect: {},
  pack: {},
  process: {},
  refund: { isFinal: true },
  reject: { isFinal: true },
  repair: { isFinal: true },
  resolve: { isFinal: true },
  ship: {},
  verify: {},
  withdraw: { isFinal: true },
  block: {},
  sign: {},
  prepare: {},
  audit: { to: 'audited' },
  'check in': { to: 'checked in' },
  reopen: { to: 'open' },
  start: { to: 'in progress' },
  suspend: {},
});
const TAKING = new Set(['claim', 'assign', 'take over', 'pick up']);
const ENDING = new Set(['finish', 'complete', 'end', 'stop', 'close', 'pause']);
const MARKING = new Set(['mark', 'set', 'flag', 'move', 'change', 'update', 'put', 'turn']);
const BEGUN = tableOf<string>({
  register: 'registered',
  report: 'reported',
  submit: 'submitted',
  request: 'requested',
  place: 'placed',
  order: 'placed',
  propose: 'proposed',
  file: 'filed',
  plan: 'planned',
  book: 'booked',
});
/** Whoever has made something takes it back, and nobody else's. */
const OWNERS = new Set(['cancel', 'withdraw']);
const WAITING =
  /^(waiting|on hold|pending|in |under |open|paused|new|claimed|assigned|accepted|approved|confirmed|shipped|packed|dispatched|ready|scheduled|planned|verified|inspected|prepared|processed|escalated|signed|blocked|suspended)/;
const FINAL =
  /^(won|lost|done|completed?|finished|closed|cancell?ed|rejected|declined|paid|delivered|returned|repaired|resolved|solved|fixed|refunded|withdrawn|hopeless|sold|archived|expired|no[- ]show|hired|passed|failed|collected|scrapped)$/;
const STATUS = /^(status|state|stage|phase)$/;

/** States of records and who brings them from one to another: "volunteers claim an item and mark it repaired". */
export function addLifecycles(plan: Plan): void {
  for (const draft of new Set(plan.draft.records.values())) {
    const record = plan.find(draft.name);
    if (record && !plan.hasRule('lifecycle', record.table)) addLifecycle(plan, record, draft);
  }
}

function addLifecycle(plan: Plan, record: DesignRecord, draft: RecordDraft): void {
  const usual = record.fields.find((field) => field.kind === 'enum' && STATUS.test(field.name));
  const stated = usual?.origin === 'stated' ? usual : undefined;
  const acts = [...draft.acts, ...actsOnPeople(plan, record)].filter(
    (act) =>
      !act.isNegative &&
      // To start a topic is to make one.
      !(act.verb === 'start' && !draft.acts.some(({ verb }) => ENDING.has(verb))) &&
      (act.verb in STEPS || TAKING.has(act.verb) || (MARKING.has(act.verb) && act.results.length > 0)),
  );
  const stages = stagesOf(plan, record);
  if (acts.length === 0 && !stated && !stages) return;
  const initial = stated?.values?.[0] ?? tiedAs(plan, record) ?? initialOf(draft, acts);
  const steps: LifecycleStep[] = [];
  const said = new Map<string, Said>();
  const before = new Map<string, string>();
  const after = new Map<string, string[]>();
  for (const act of acts) {
    const turn = inTurn(act);
    turn.forEach((value, i) => {
      if (i > 0) before.set(value, turn[i - 1]!);
      after.set(value, turn.slice(i + 1));
    });
    for (const step of stepsOf(plan, record, act))
      if (step.to !== initial && !steps.some(({ name }) => name === step.name)) {
        steps.push(step);
        said.set(step.name, act.said);
      }
  }
  const audience = stages?.by ?? changersOf(plan, record);
  const listed = stated?.values ?? (stages ? listedStages(initial, steps, usual) : []);
  if (!stated) for (const [value, one] of inChain(listed)) before.set(value, one);
  for (const value of listed)
    if (value !== initial && !steps.some(({ to }) => to === value)) steps.push(markStep(record, value, audience));
  const states = [...new Set([...listed, initial, ...steps.map(({ to }) => to)])];
  // Of a stated list the states that come before are passed in its order.
  for (const step of steps) {
    const open = states.filter(
      (state) =>
        state !== step.to &&
        !after.get(step.to)?.includes(state) &&
        (state === initial || WAITING.test(state) || (listed.includes(state) && !isLast(listed, state))),
    );
    const only = before.get(step.to);
    step.from = only ? [only] : step.takes ? [initial] : open.length > 0 ? open : [initial];
  }
  const claim = steps.find(({ takes }) => takes);
  if (claim) {
    // What somebody has taken is theirs to finish, and they can give it back.
    for (const step of steps)
      if (step !== claim && step.from.includes(initial) && step.from.length > 1 && sameAudience(step.by, claim.by))
        step.from = step.from.filter((state) => state !== initial);
    steps.push({
      name: `release${record.className}`,
      label: 'Put back',
      from: [claim.to],
      to: initial,
      by: claim.by,
      releases: claim.takes!,
    });
  }
  if (steps.length === 0) return;
  if (usual && !stated) record.fields.splice(record.fields.indexOf(usual), 1);
  const field: Field = {
    name: stated?.name ?? (record.fields.some(({ name }) => name === 'status') ? 'state' : 'status'),
    label: capital(stated?.name ?? 'status'),
    kind: 'enum',
    required: true,
    values: states,
    isRuled: true,
    origin: stated?.origin ?? 'assumed',
  };
  const at = record.fields.findIndex(({ name }) => name === field.name);
  if (at >= 0) record.fields[at] = field;
  else record.fields.push(field);
  const rule = {
    kit: 'lifecycle' as const,
    name: `${record.variable}Lifecycle`,
    by: audience,
    record: record.table,
    field: field.name,
    initial,
    steps,
  };
  plan.add(rule, undefined);
  for (const where of [...said.values(), ...(stages?.said ?? [])]) plan.draft.account.built(where.clause, { kind: 'rule', name: rule.name });
  if (record.view === 'table' && states.length <= 6 && !record.fields.some(({ kind }) => kind === 'image')) record.view = 'board';
}

const sameAudience = (one: Audience, other: Audience): boolean => JSON.stringify(one) === JSON.stringify(other);
const isLast = (listed: readonly string[], state: string): boolean => (listed.at(-1) === state && !WAITING.test(state)) || FINAL.test(state);

/** A booking is booked, a ticket valid, until something else is said of it. */
function tiedAs({ rules }: Plan, { table, name }: DesignRecord): string | undefined {
  if (rules.some((rule) => rule.kit === 'booking' && rule.record === table)) return 'booked';
  return name === 'Ticket' && rules.some((rule) => rule.kit === 'enrolment' && rule.record === table) ? 'valid' : undefined;
}

function initialOf(draft: RecordDraft, acts: readonly Act[]): string {
  for (const { verb } of draft.acts) if (BEGUN[verb]) return BEGUN[verb];
  return acts.some(({ verb }) => ['close', 'resolve', 'fix', 'complete', 'finish', 'claim', 'assign'].includes(verb)) ? 'open' : 'pending';
}

function stepsOf(plan: Plan, record: DesignRecord, act: Act): LifecycleStep[] {
  const by = plan.people.audienceOf(act.by);
  const audience = by === 'everyone' ? record.access.change : (ownOf(record, act, by) ?? by);
  if (MARKING.has(act.verb)) {
    const turn = inTurn(act);
    return (turn.length > 0 ? turn : act.results).map((value) => markStep(record, value, audience));
  }
  const known = STEPS[act.verb];
  const to = known?.to ?? pastParticiple(act.verb);
  const step: LifecycleStep = {
    name: `${camel(act.verb)}${record.className}`,
    label: capital(act.verb),
    from: [],
    to,
    by: audience,
    ...(known?.isFinal ? { isFinal: true } : {}),
  };
  if (!TAKING.has(act.verb)) return [step];
  return [{ ...step, takes: takerOf(plan, record, act).name }];
}

/** "Mark orders as packed and then as shipped": each after the one before. */
function inTurn({ verb, results, said: { sentence, clause } }: Act): string[] {
  if (!MARKING.has(verb)) return [];
  const words = sentence.text.slice(clause.from - sentence.from);
  const [chain = ''] = /\bas [a-z]+(?:,?(?: and| or)? (?:then|later|finally)(?: mark(?:s|ed)? (?:it|them))? as [a-z]+)+/i.exec(words) ?? [];
  const turn = [...chain.matchAll(/\bas ([a-z]+)/gi)].map(([, value]) => value!.toLowerCase());
  return turn[0] === results[0] ? turn : [];
}

/** "Guests cancel their own bookings": nobody else's. */
function ownOf({ access }: DesignRecord, { verb, said }: Act, by: Audience): Audience | undefined {
  if (typeof by === 'string' || !('roles' in by) || typeof access.change === 'string' || !('own' in access.change)) return undefined;
  const { own } = access.change;
  const isTheirs = said.clause.objects.some(({ possessor }) => possessor?.isPronoun);
  return (isTheirs || OWNERS.has(verb)) && by.roles.every((slug) => own.includes(slug)) ? { own: by.roles } : undefined;
}

/** "The keeper marks guests as arrived": what is marked is the booking of each. */
function actsOnPeople(plan: Plan, record: DesignRecord): Act[] {
  const tie = plan.rules.find((rule) => (rule.kit === 'booking' || rule.kit === 'enrolment') && rule.record === record.table);
  const role = record.fields.find(({ name }) => name === record.owner)?.role;
  if (!tie || !role) return [];
  return [...new Set(plan.draft.records.values())]
    .filter(({ name, isPerson }) => isPerson && !plan.find(name) && plan.people.slugOf(name) === role)
    .flatMap(({ acts }) => acts.filter(({ verb, results }) => verb in STEPS || (MARKING.has(verb) && results.length > 0)))
    .filter(({ verb }) => /^(check in|mark)$/.test(verb));
}

/** Who has a record once they claimed it, or it was assigned to them. */
function takerOf(plan: Plan, record: DesignRecord, act: Act): Field {
  const partner = act.complements.find(({ preposition, name }) => preposition === 'to' && plan.people.slugOf(name))?.name ?? act.by[0];
  const slug = partner ? plan.people.slugOf(partner) : undefined;
  let role = plan.people.roles.find((one) => one.slug === slug) ?? plan.people.roles.at(-1)!;
  // Whoever reported it stays who reported it, whomever it is assigned to.
  const isMaker = !slug && record.fields.some(({ name, setTo }) => name === `${snake(role.slug)}_id` && setTo !== undefined);
  if (isMaker) role = plan.people.roles[0]!;
  const word = isMaker || ['user', 'visitor', 'person'].includes(role.slug) ? 'assignee' : role.slug;
  return plan.field(record, {
    name: `${snake(word)}_id`,
    label: capital(word.replaceAll('-', ' ')),
    kind: 'person',
    required: false,
    role: role.slug,
    isRuled: true,
    origin: 'stated',
  });
}

function markStep(record: DesignRecord, value: string, by: Audience): LifecycleStep {
  return {
    name: `mark${record.className}${pascal(value)}`,
    label: `Mark as ${value}`,
    from: [],
    to: value,
    by,
    ...(FINAL.test(value) ? { isFinal: true } : {}),
  };
}
