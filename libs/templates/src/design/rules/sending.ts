import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { nameOf, recordNamesOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { personField, slugsOf } from './parts.js';

/** Others who are here, rather than an office, a device or whoever runs it. */
const OTHERS =
  /^(user|friend|member|other|person|people|one another|each other|recipient|player|student|neighbour|neighbor|colleague|family member|loved one|partner)$/;
/** What is told, ordered or asked for has ways of its own. */
const OTHERWISE =
  /\b(message|notification|notice|reminder|alert|email|inquiry|enquiry|request|order|invoice|report|code|payment|event|feedback|application|data)$/;

/** "Users send cards to other users", "view notes they have received": what one sends and another receives. */
export function addSending(plan: Plan): void {
  const { draft, people } = plan;
  if (draft.shape !== 'app' || people.roles.every(({ joins }) => joins !== 'open')) return;
  const sent = [...clausesToBuild(draft.reading)].filter(({ clause }) => clause.verb === 'send' && !clause.isNegative);
  const received = [...clausesToBuild(draft.reading)].filter(({ clause }) => clause.verb === 'receive' && !clause.isNegative);
  for (const said of sent)
    for (const object of said.clause.objects)
      for (const record of keptAs(plan, object)) {
        const isToOthers = [...said.clause.complements, ...object.complements].some(
          ({ preposition, phrase }) => preposition === 'to' && OTHERS.test(nameOf(phrase).toLowerCase()),
        );
        if (isToOthers || received.some((one) => isOf(plan, one, record))) addPassing(plan, record, said);
      }
}

const isOf = (plan: Plan, { clause }: Said, record: DesignRecord): boolean =>
  [...clause.objects, ...(clause.about ? [clause.about] : [])].some((phrase) => keptAs(plan, phrase).includes(record));

/** Also of what is kept by what is done with it alone: postcards, vouchers. */
const keptAs = (plan: Plan, phrase: NounPhrase): DesignRecord[] => {
  const names = recordNamesOf(phrase);
  return (names.length > 0 ? names : [nameOf(phrase)]).flatMap((name) => plan.find(name) ?? []);
};

function addPassing(plan: Plan, record: DesignRecord, said: Said): void {
  const known = plan.rules.find((rule) => rule.kit === 'sending' && rule.record === record.table);
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  if (OTHERWISE.test(record.name.toLowerCase()) || plan.rules.some((rule) => 'record' in rule && rule.record === record.table)) return;
  const by = said.clause.subjects.map(nameOf).filter((name) => plan.people.slugOf(name));
  const roles = slugsOf(plan, by);
  const owner = record.fields.find(({ name }) => name === record.owner);
  const sender = owner ?? plan.field(record, { ...personField(plan, by), name: 'sender_id', label: 'From' });
  record.owner = sender.name;
  const recipient = plan.field(record, { name: 'recipient_id', label: 'To', kind: 'person', required: true, origin: 'stated' });
  const all = plan.people.roles.map(({ slug }) => slug);
  Object.assign(record.access, { read: { roles: all }, create: { roles }, change: { own: roles }, remove: { own: roles } });
  record.createLabel = `Send ${record.name.toLowerCase()}`;
  plan.add(
    {
      kit: 'sending',
      name: `send${record.className}`,
      by: { roles },
      record: record.table,
      sender: sender.name,
      recipient: recipient.name,
    },
    said,
  );
}
