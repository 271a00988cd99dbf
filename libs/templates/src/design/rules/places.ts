import type { DesignRecord, EnrolmentRule } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { limited, limitIn } from '../limits.js';
import { nameOf } from '../nouns.js';
import { MOVING_UP, ROOM, WAITING } from '../place-words.js';
import type { Plan } from '../plan.types.js';
import { capacityOf } from './parts.js';

/** "Each class takes at most 12 people, and there is a waiting list", "if the course is not full": how many places there are, and what then. */
export function addPlaces(plan: Plan): void {
  const { text } = plan.draft.reading;
  if (!ROOM.test(text) && !WAITING.test(text) && !limitIn(text)) return;
  for (const said of clausesToBuild(plan.draft.reading)) {
    const words = text.slice(said.clause.from, said.clause.to);
    const rule = ruleOf(plan, said);
    if (!rule) continue;
    const most = said.clause === said.sentence.clauses[0] ? undefined : limitIn(words);
    if (most) limit(plan, rule, said, most);
    if (WAITING.test(words)) {
      rule.waits = true;
      hasPlaces(plan, rule);
    } else if (ROOM.test(words)) hasPlaces(plan, rule);
    else if (!(MOVING_UP.test(words) && rule.waits)) continue;
    plan.draft.account.built(said.clause, { kind: 'rule', name: rule.name });
  }
}

/** Of what the sentence names, else the only one that people are in. */
function ruleOf({ rules, records, find }: Plan, { sentence, clause }: Said): EnrolmentRule | undefined {
  const all = rules.filter((rule): rule is EnrolmentRule => rule.kit === 'enrolment' && !/(^|_)(chat|channel)/.test(rule.of));
  const named = [clause, ...sentence.clauses]
    .flatMap(({ subjects, objects, complements }) => [...subjects, ...objects, ...complements.map(({ phrase }) => phrase)])
    .map((phrase) => find(nameOf(phrase.refersTo ?? phrase)) ?? records.find(({ table }) => table === phrase.name))
    .flatMap((record) => all.filter((rule) => record && (rule.of === record.table || rule.record === record.table)));
  return named[0] ?? (all.length === 1 ? all[0] : undefined);
}

const joined = ({ records }: Plan, rule: EnrolmentRule): DesignRecord => records.find(({ table }) => table === rule.of)!;

function limit(plan: Plan, rule: EnrolmentRule, { clause }: Said, most: string): void {
  const of = hasPlaces(plan, rule);
  const at = of.fields.findIndex(({ name }) => name === rule.capacity);
  of.fields[at] = { ...limited(of.fields[at], most), origin: 'stated' };
  plan.draft.account.built(clause, { kind: 'field', record: of.name.toLowerCase(), field: rule.capacity! });
}

/** What can be full says how many it takes; that it has a list of those who wait is no attribute. */
function hasPlaces(plan: Plan, rule: EnrolmentRule): DesignRecord {
  const of = joined(plan, rule);
  of.fields = of.fields.filter(({ name }) => name !== 'waiting_list');
  rule.capacity ??= capacityOf(of).capacity;
  const field = of.fields.find(({ name }) => name === rule.capacity) ?? plan.field(of, fieldOf('capacity'));
  Object.assign(field, { required: true, min: field.min ?? 1 });
  rule.capacity = field.name;
  return of;
}
