import { capital, snake } from '../../knowledge/words.js';
import type { DesignRecord, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import type { Plan } from '../plan.types.js';
import { addAttachments } from './attachments.js';
import { addNotice, dropNotices } from './notices.js';
import { personField } from './parts.js';
import { addComment } from './opinions.js';
import { mainOf } from './parts.js';
import { isSent } from './ties.js';
import { addRooms } from './rooms.js';
import { addForm } from './forms.js';
import { addSurvey, addSurveys, asksPreferences } from './surveys.js';
import { accountForScores, addPoll, addQuiz, addVote } from './votes.js';

const MESSAGING = new Set(['message', 'chat', 'talk', 'communicate']);

const SENDING = new Set(['send', 'exchange', 'write', 'receive', 'read']);
const ANSWERING = new Set(['reply', 'reply to', 'respond', 'respond to', 'answer', 'forward']);

const TAKING = new Set(['take', 'solve', 'answer', 'attempt', 'play', 'complete', 'do']);

const TELLING = new Set(['notify', 'remind', 'alert', 'inform']);

const IMPORTING = /\bimport/i;

/** Messages, notices, enquiries, forums, polls, quizzes, look-ups by code, publishing, imports, files. */
export function addTalk(plan: Plan): void {
  const { draft } = plan;
  for (const sentence of draft.reading.sentences) {
    if (sentence.topic !== 'build') continue;
    for (const clause of sentence.clauses) {
      const said = { sentence, clause };
      if (
        clause.verb &&
        MESSAGING.has(clause.verb) &&
        !clause.complements.some(({ phrase }) => /\b(ai|bot|chatbot|robot|model|server|device|database)\b/i.test(phrase.text))
      )
        addMessages(plan, said);
      if (clause.verb && TELLING.has(clause.verb)) addNotice(plan, said);
      if (
        /\b(by|with|using) (a |their |its |the )?(\w+ )?(code|number|reference)\b/i.test(sentence.text) &&
        /\bwithout (an? )?(account|sign|log)/i.test(sentence.text)
      )
        addLookup(plan, said);
    }
  }
  addForm(plan);
  addSurveys(plan);
  // A quiz that is taken is one, also where the text has it as a part of something else.
  const quiz = [...new Set(draft.records.values())].find(({ name }) => /^(quiz|exam)$/.test(name));
  const taken = quiz?.acts.find(({ verb, by }) => TAKING.has(verb) && by.length > 0);
  if (quiz && taken && !plan.find(quiz.name)) addQuiz(plan, taken.said);
  for (const act of [...new Set(draft.records.values())].flatMap((record) => record.acts.map((one) => ({ record, one })))) {
    const record = plan.find(act.record.name);
    if (!record) continue;
    const { verb, by, said } = act.one;
    const isMessage = SENDING.has(verb) || (ANSWERING.has(verb) && isSent(act.record));
    if (act.record.name === 'message' && by.length > 0 && isMessage) addMessages(plan, said);
    if (TAKING.has(verb) && /^(quiz|test|exam)$/.test(act.record.name)) addQuizOrSurvey(plan, said, by);
    if (verb === 'publish') addPublish(plan, record, said);
    if (verb === 'vote' || verb === 'vote on' || verb === 'vote for') addVote(plan, record, by, said);
    if (IMPORTING.test(verb)) addImport(plan, record, said);
    if (verb === 'upload' && !record.fields.some(({ kind }) => kind === 'image' || kind === 'file'))
      plan.field(record, {
        name: /photo|picture|image/.test(record.table) ? 'image' : 'file',
        label: /photo|picture|image/.test(record.table) ? 'Image' : 'File',
        kind: /photo|picture|image/.test(record.table) ? 'image' : 'file',
        required: false,
        origin: 'stated',
      });
  }
  for (const wish of draft.wishes) {
    const record = plan.find(wish.of);
    switch (wish.kind) {
      case 'message':
        addMessages(plan, wish.said);
        break;
      case 'notice':
        addNotice(plan, wish.said, wish);
        break;
      case 'contact':
        addEnquiry(plan, wish.said);
        break;
      case 'forum':
        addForum(plan, wish.said);
        break;
      case 'poll':
        addPoll(plan, wish.said);
        break;
      case 'quiz':
        addQuizOrSurvey(plan, wish.said, wish.by);
        break;
      case 'import':
        addImport(plan, record ?? mainOf(plan), wish.said);
        break;
      case 'upload': {
        const target = record ?? mainOf(plan);
        if (!target) break;
        const kind = /image|photo|picture/i.test(wish.text) ? 'image' : 'file';
        const field = plan.field(target, { name: kind, label: capital(kind), kind, required: false, origin: 'stated' });
        draft.account.built(wish.said.clause, { kind: 'field', record: target.name.toLowerCase(), field: field.name });
        break;
      }
      default:
    }
  }
  addAttachments(plan);
  addRooms(plan);
  dropNotices(plan);
  accountForScores(plan);
}

/** A quiz has right answers, unless they lead to something else. */
function addQuizOrSurvey(plan: Plan, said: Said, by: readonly string[]): void {
  if (plan.rules.some(({ kit }) => kit === 'survey')) return addSurvey(plan, undefined, by, said);
  if (!plan.hasRule('quiz') && asksPreferences(plan, said)) addSurvey(plan, plan.find('quiz') ?? plan.find('test'), by, said);
  else addQuiz(plan, said);
}

function addMessages(plan: Plan, said: Said): void {
  if (plan.people.roles.length === 0) return;
  const known = plan.rules.find(({ kit }) => kit === 'message');
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  const person = { ...personField(plan, []), name: 'sender_id', label: 'From' };
  delete person.role;
  const roles = plan.people.roles.map(({ slug }) => slug);
  const record = plan.ensure('message', () => ({
    fields: [
      { name: 'text', label: 'Text', kind: 'long-text', required: true, origin: 'stated' },
      person,
      { name: 'recipient_id', label: 'To', kind: 'person', required: true, origin: 'stated' },
      { name: 'sent_at', label: 'Sent', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'text',
    owner: person.name,
    access: { read: { own: roles }, create: { roles }, change: { own: roles }, remove: { own: roles } },
    view: 'feed',
    createLabel: 'Send message',
  }));
  if (!record.fields.some(({ name }) => name === 'recipient_id')) {
    // A message is known: a text from one to another, which nobody else reads.
    record.fields = [
      { name: 'text', label: 'Text', kind: 'long-text', required: true, origin: 'stated' },
      person,
      { name: 'recipient_id', label: 'To', kind: 'person', required: true, origin: 'stated' },
      { name: 'sent_at', label: 'Sent', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ];
    record.title = 'text';
    record.owner = person.name;
    record.view = 'feed';
    record.createLabel = 'Send message';
    record.access = { read: { own: roles }, create: { roles }, change: { own: roles }, remove: { own: roles } };
  }
  plan.add({ kit: 'message', name: 'sendMessage', by: 'signed-in', record: record.table }, said);
}

/** Visitors write without an account; the first role reads. */
export function addEnquiry(plan: Plan, said: Said | undefined): void {
  const known = plan.rules.find(({ kit }) => kit === 'enquiry');
  if (known) {
    if (said) plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
    return;
  }
  if (plan.people.roles.length === 0) return;
  const first = { roles: [plan.people.roles[0]!.slug] };
  const record = plan.ensure('enquiry', () => ({
    fields: [
      { ...fieldOf('name', { required: true, origin: 'assumed' }) },
      { ...fieldOf('email', { required: true, origin: 'assumed' }) },
      { ...fieldOf('message', { required: true, origin: 'assumed' }) },
      { name: 'sent_at', label: 'Sent', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'name',
    access: { read: first, create: 'everyone', change: first, remove: first },
    view: 'feed',
    createLabel: 'Send',
  }));
  record.access.create = 'everyone';
  // "She reads the messages that came in": they came in by the form.
  const other = plan.records.findIndex(
    ({ table, fields, access }) =>
      /^(message|inquiry|request)$/.test(table) &&
      table !== record.table &&
      fields.every(({ origin }) => origin === 'assumed') &&
      typeof access.create === 'object' &&
      'roles' in access.create &&
      access.create.roles.every((slug) => slug === plan.people.roles[0]!.slug),
  );
  if (other >= 0 && !plan.hasRule('message')) {
    const [gone] = plan.records.splice(other, 1);
    plan.draft.aliases.set(gone!.name.toLowerCase(), record.name.toLowerCase());
  }
  plan.add({ kit: 'enquiry', name: 'sendEnquiry', by: 'everyone', record: record.table }, said);
}

/** Topics with answers under them. */
function addForum(plan: Plan, said: Said): void {
  if (plan.people.roles.length === 0) return;
  const known = plan.records.find(({ name }) => /^(topic|post|thread|question|discussion)$/i.test(name));
  const person = { ...personField(plan, []), name: 'author_id', label: 'Author' };
  delete person.role;
  const roles = plan.people.roles.map(({ slug }) => slug);
  const topic =
    known ??
    plan.ensure('topic', () => ({
      fields: [
        { ...fieldOf('title', { required: true, origin: 'assumed' }) },
        { ...fieldOf('text', { required: true, origin: 'assumed' }) },
        person,
      ],
      title: 'title',
      owner: person.name,
      access: { read: 'everyone', create: { roles }, change: { own: roles }, remove: { own: roles } },
      view: 'feed',
      createLabel: 'Start topic',
    }));
  addComment(plan, topic, [], said);
  plan.draft.account.built(said.clause, { kind: 'record', name: topic.name.toLowerCase() });
}

function addPublish(plan: Plan, record: DesignRecord, said: Said): void {
  if (plan.hasRule('publish', record.table) || plan.people.roles.length === 0) return;
  ownDrafts(plan, record);
  const flag: Field = { name: 'is_published', label: 'Published', kind: 'boolean', required: false, isRuled: true, origin: 'stated' };
  plan.field(record, flag);
  plan.field(record, { name: 'published_at', label: 'Published on', kind: 'datetime', required: false, isRuled: true, origin: 'assumed' });
  plan.add(
    {
      kit: 'publish',
      name: `publish${record.className}`,
      by: record.access.change,
      record: record.table,
      field: flag.name,
      at: 'published_at',
    },
    said,
  );
}

/** A draft is its author's: who it is stands with it, wherever others than the first write. */
function ownDrafts({ people }: Plan, record: DesignRecord): void {
  const { create } = record.access;
  const makers = typeof create === 'object' && 'roles' in create ? create.roles.filter((slug) => slug !== people.roles[0]!.slug) : [];
  if (record.owner || makers.length === 0) return;
  const role = makers.length === 1 ? people.roles.find(({ slug }) => slug === makers[0]) : undefined;
  const word = role?.name.toLowerCase() ?? 'author';
  const owner: Field = {
    name: `${snake(word)}_id`,
    label: capital(word),
    kind: 'person',
    required: false,
    setTo: 'viewer',
    ...(role ? { role: role.slug } : {}),
    origin: 'assumed',
  };
  if (!record.fields.some(({ name }) => name === owner.name)) record.fields.push(owner);
  record.owner = owner.name;
  Object.assign(record.access, { change: { own: makers }, remove: { own: makers } });
}

/** Where something stands, told to whoever has its code. */
function addLookup(plan: Plan, said: Said): void {
  const named = said.clause.subjects.concat(said.clause.objects).flatMap((phrase) => plan.find(phrase.name) ?? [])[0];
  const record = named ?? mainOf(plan);
  if (!record || plan.hasRule('lookup')) return;
  const code = plan.field(record, {
    name: 'code',
    label: 'Code',
    kind: 'text',
    required: true,
    isUnique: true,
    setTo: 'code',
    origin: 'stated',
  });
  const shows = record.fields
    .filter(({ kind, name }) => !['person', 'email', 'phone'].includes(kind) && name !== code.name && name !== 'contact')
    .map(({ name }) => name);
  plan.add(
    {
      kit: 'lookup',
      name: `find${record.className}ByCode`,
      by: 'everyone',
      record: record.table,
      code: code.name,
      shows: shows.slice(0, 6),
    },
    said,
  );
}

function addImport(plan: Plan, record: DesignRecord | undefined, said: Said): void {
  if (!record || plan.hasRule('import', record.table)) return;
  plan.add({ kit: 'import', name: `import${record.className}s`, by: record.access.create, record: record.table }, said);
}
