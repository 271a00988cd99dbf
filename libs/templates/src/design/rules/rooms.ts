import type { DesignRecord } from '../design.types.js';
import { beyondTemplates } from '../beyond.js';
import { clausesToBuild, type Act, type RecordDraft } from '../draft.js';
import { fieldOf } from '../field-of.js';
import type { Plan } from '../plan.types.js';
import { addEnrolment } from './enrolments.js';
import { addComment } from './opinions.js';
import { personField } from './parts.js';

const ROOM = /^(group chat|chat group|chat ?room|channel|discussion group|message group)$/;
const ROOMS = /\bgroups?( and \w+)? (chats?|messag(es|ing))\b|\bchat (rooms?|groups?)\b/i;
/** What two write is no thing beside their messages. */
const TALK =
  /^((private|voice|video|text|instant|one-on-one|real-?time) )?(chat|conversation)$|^(text|instant|private|direct|chat) message$/;

/** "Create group chats", "join a chat room": several write in one place, and whoever likes comes in. */
export function addRooms(plan: Plan): void {
  const message = plan.rules.find(({ kit }) => kit === 'message');
  if (message?.kit !== 'message') return;
  dropTalks(plan, message.record);
  askedFor(plan);
  for (const record of [...plan.records]) {
    const name = record.name.toLowerCase();
    const draft = plan.draft.find(name);
    const act = draft?.acts[0];
    if (!ROOM.test(name) || !draft || !act || plan.rules.some((rule) => 'record' in rule && rule.record === record.table)) continue;
    open(plan, record);
    addComment(plan, record, [], act.said, `${name} message`);
    const joined = joinedBy(draft) ?? (/\b(join|invite|member)/i.test(plan.draft.reading.text) ? { ...act, verb: 'join' } : undefined);
    if (joined) addEnrolment(plan, record, joined);
  }
}

/** "Group and private chats": there are some, though no verb makes one. */
function askedFor(plan: Plan): void {
  const { draft, records, people } = plan;
  const at = ROOMS.exec(draft.reading.text)?.index;
  if (at === undefined || records.some(({ name }) => ROOM.test(name.toLowerCase()))) return;
  const said = [...clausesToBuild(draft.reading)].findLast(({ clause }) => clause.from <= at);
  if (!said || beyondTemplates(draft.reading.text.slice(said.clause.from, said.clause.to))) return;
  const name = 'group chat';
  draft.aliases.delete(name);
  draft.record(name).acts.push({ verb: 'create', by: [], said, complements: [], results: [], isNegative: false });
  const roles = people.roles.map(({ slug }) => slug);
  const owner = { ...personField(plan, []), name: 'author_id', label: 'Started by' };
  delete owner.role;
  plan.ensure(name, () => ({
    fields: [{ ...fieldOf('name', { required: true, origin: 'assumed' }) }, { ...fieldOf('topic', { origin: 'assumed' }) }, owner],
    title: 'name',
    owner: owner.name,
    access: { read: 'signed-in', create: { roles }, change: { own: roles }, remove: { own: roles } },
    view: 'feed',
    createLabel: 'Start group chat',
  }));
}

function dropTalks({ draft, records, rules }: Plan, messages: string): void {
  const isUsed = (table: string): boolean =>
    records.some(({ fields }) => fields.some(({ references }) => references === table)) ||
    rules.some((rule) => 'record' in rule && rule.record === table && rule.kit !== 'view');
  for (const record of records.filter(
    ({ name, table, fields }) => TALK.test(name.toLowerCase()) && !isUsed(table) && fields.every(({ origin }) => origin === 'assumed'),
  )) {
    records.splice(records.indexOf(record), 1);
    draft.aliases.set(record.name.toLowerCase(), messages);
  }
}

const joinedBy = ({ acts }: RecordDraft): Act | undefined => acts.find(({ verb, isNegative }) => verb === 'join' && !isNegative);

/** Everybody with an account finds it; a mark that says it is private would keep nobody out. */
function open(plan: Plan, record: DesignRecord): void {
  record.fields = record.fields.filter(({ name, kind, origin }) => !(kind === 'boolean' && name === 'private' && origin === 'assumed'));
  record.access.read = 'signed-in';
  const roles = plan.people.roles.map(({ slug }) => slug);
  if (typeof record.access.create === 'object') record.access.create = { roles };
}
