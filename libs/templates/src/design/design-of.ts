import { slugOf } from '@millwright/domain';
import { readStyle, type StyleReading } from '../knowledge/read-style.js';
import { snake } from '../knowledge/words.js';
import { readDescription } from '../reading/read-description.js';
import type { Reading } from '../reading/reading.types.js';
import { beyondTemplates } from './beyond.js';
import { chooseRecords } from './choose-records.js';
import type { Design, DesignRecord, Field, Style, Understanding } from './design.types.js';
import { Draft } from './draft.js';
import { gather } from './gather.js';
import { kindOf, shapeOf } from './kind.js';
import { moodOf } from './mood.js';
import { addPages } from './pages.js';
import { phrasesOf } from './phrases.js';
import { readPlaces } from './place-words.js';
import type { Plan } from './plan.types.js';
import { purposeOf } from './purpose.js';
import { recordOf, shape } from './records.js';
import { rolesOf } from './roles.js';
import { addRules } from './rules/add-rules.js';
import { namesGame } from './rules/games.js';
import { addEnquiry } from './rules/talk.js';
import { inOrder } from './in-order.js';

/** Nothing in a description names anything that could be built; the message says why, and what would help. */
export class NothingUnderstood extends Error {
  constructor(text: string) {
    const beyond = beyondTemplates(text);
    super(
      `${beyond ? `${beyond}, and beside that nothing` : 'Nothing'} in the description is something that people keep or do with others; say who keeps what, such as “members borrow tools; each tool has a name and a price”`,
    );
  }
}

/** Wishes and verbs after which somebody has to be known. */
const PERSONAL = new Set([
  'booking',
  'loan',
  'enrolment',
  'review',
  'comment',
  'favourite',
  'message',
  'notice',
  'cart',
  'poll',
  'quiz',
  'forum',
  'payment',
  'contact',
  'about',
]);
const MAKING = new Set([
  'add',
  'create',
  'manage',
  'edit',
  'update',
  'delete',
  'publish',
  'upload',
  'submit',
  'book',
  'order',
  'borrow',
  'log',
  'record',
  'track',
  'post',
  'approve',
  'register',
]);

/**
 * Reads a description into a design, and says of each part of it what became of it. Rules, no model: the same text gives
 * the same answer.
 *
 * @param name of the project, as its people call it.
 * @throws NothingUnderstood
 */
export function designOf(name: string, text: string): { design: Design; understanding: Understanding } {
  const reading = readDescription(text);
  const style = readStyle(wholeSentences(reading));
  for (const sentence of reading.sentences) {
    if (saysLooks(sentence, style)) sentence.topic = 'style';
    else if (sentence.topic === 'style' && STRUCTURE.test(sentence.text)) sentence.topic = 'build';
  }
  const shapeOfIt = shapeOf(text);
  const draft = new Draft(reading, shapeOfIt);
  gather(draft);
  readPlaces(draft);
  const kept = chooseRecords(draft);
  const rules = draft.wishes.length;
  if (
    kept.length === 0 &&
    rules === 0 &&
    shapeOfIt !== 'site' &&
    !/calculat|convert|quiz|poll|\bgames?\b|\b2048\b/i.test(text) &&
    !namesGame(text)
  )
    throw new NothingUnderstood(text);
  const needsSignIn =
    shapeOfIt === 'site' ||
    draft.wishes.some(({ kind }) => PERSONAL.has(kind)) ||
    kept.some((record) => record.acts.some(({ verb, by }) => MAKING.has(verb) && (by.length > 0 || shapeOfIt !== 'api'))) ||
    (shapeOfIt === 'app' && kept.length > 0);
  const people = rolesOf(draft, needsSignIn);
  addProfiles(draft, people);
  const records: DesignRecord[] = [];
  const byName = new Map(kept.map((record) => [record.name, record]));
  for (const record of kept)
    if (!records.some(({ table }) => table === snake(record.name))) records.push(recordOf(record, { draft, people, kept: byName }));
  const plan = planOf(draft, people, records);
  addRules(plan);
  dropOrphans(plan);
  // A landing page is there to be answered.
  if (shapeOfIt === 'site') addEnquiry(plan, undefined);
  if (plan.records.length === 0 && plan.rules.length === 0) throw new NothingUnderstood(text);
  accountForPeople(draft, people);
  const purpose = purposeOf(reading, name);
  addPages(plan, name, purpose, shapeOfIt === 'site');
  for (const record of kept)
    for (const said of record.said) if ('clause' in said) draft.account.built(said.clause, { kind: 'mention', name: record.name });
  const design: Design = {
    name,
    slug: slugOf(name),
    purpose,
    kind: kindOf(text, plan.rules),
    shape: shapeOfIt,
    style: styleOf(draft, style, text),
    roles: people.roles,
    records: inOrder(plan.records),
    rules: plan.rules,
    pages: plan.pages,
  };
  design.style.mood = moodOf(text, design.kind);
  const phrases = phrasesOf(draft, design, people.slugOf);
  const warnings = [...warningsOf(reading), ...(isHollow(phrases) ? [HOLLOW] : [])];
  return { design, understanding: { phrases, projectKind: design.kind, warnings } };
}

/** States of what another rule keeps in its own way, such as the answers of a quiz, go with the record. */
function dropOrphans({ rules, records }: Plan): void {
  const tables = new Set(records.map(({ table }) => table));
  const kept = rules.filter((rule) => rule.kit !== 'lifecycle' || tables.has(rule.record));
  rules.splice(0, rules.length, ...kept);
}

const HOLLOW =
  'Of what is asked for, only the looks, the accounts and the usual pages are built; say who keeps what, such as “members borrow tools; each tool has a name and a price”, or choose an engine with a model';

/** Whether of what is wished for nothing is built but its looks, accounts and the pages that every project has. */
function isHollow(phrases: Understanding['phrases']): boolean {
  const shown = phrases.filter(({ outcome }) => outcome === 'BUILT' || outcome === 'ASSUMED').flatMap(({ evidence }) => evidence);
  const isOwn = ({ kind, target }: (typeof shown)[number]): boolean =>
    kind !== 'STYLE' && kind !== 'ROLE' && kind !== 'TEST' && target !== '/design/pages/0' && target !== '/technologies';
  return phrases.some(({ outcome }) => outcome === 'NOT_BUILT') && !shown.some(isOwn);
}

/** Accounts, and whoever manages people who have them: those who run it invite, change and remove them. */
function accountForPeople(draft: Draft, people: Plan['people']): void {
  if (people.roles.length === 0) return;
  const outcome = { kind: 'always' as const, label: 'Accounts' };
  for (const wish of draft.wishes) if (wish.kind === 'accounts') draft.account.built(wish.said.clause, outcome);
  for (const record of draft.records.values())
    if (record.isPerson && people.slugOf(record.name))
      for (const { verb, said } of record.acts)
        if (/^(manage|maintain|add|invite|delete|remove|edit|create|administer|view)$/.test(verb))
          draft.account.built(said.clause, outcome);
}

/** What is kept of people who have accounts: "members have a phone number". */
function addProfiles(draft: Draft, people: Plan['people']): void {
  for (const role of people.roles) {
    const kept = draft.find(role.name.toLowerCase());
    if (!kept?.isPerson) continue;
    role.fields = [...kept.fields.values()]
      .filter(
        ({ name, kind }) =>
          !/^(name|e_?mail|email_address|password|full_name|user_name|username)$/.test(name) &&
          !['reference', 'person', 'image', 'file'].includes(kind),
      )
      .map((field) => ({ ...field, required: false }));
  }
}

/** Sentences with what follows a semicolon still in them: "… for the background; use blue for cards". */
function wholeSentences({ sentences }: Reading): string[] {
  const whole: string[] = [];
  sentences.forEach(({ text }, i) => {
    if (/;\s*$/.test(sentences[i - 1]?.text ?? '')) whole[whole.length - 1] += ` ${text}`;
    else whole.push(text);
  });
  return whole;
}

const LOOKS = /\b(background|components?|elements?|controls?|buttons?|cards|ui|layout|theme|visuals?|blocks?|pieces|surfaces?|parts)\b/i;
/** Wishes that stand in the same sentence as a colour. */
const STRUCTURE = /\b(contact form|landing page|shop|forum|blog|booking|with a (form|page|list|gallery|calendar))\b/i;
function saysLooks({ text, clauses }: Reading['sentences'][number], style: StyleReading): boolean {
  if (STRUCTURE.test(text)) return false;
  if (style.understood.some((one) => text.includes(one.text)) && clauses.length <= 4) return true;
  return LOOKS.test(text) && clauses.length <= 3 && readStyle([text]).understood.length > 0;
}

function planOf(draft: Draft, people: Plan['people'], records: DesignRecord[]): Plan {
  const named = (name: string): DesignRecord | undefined => records.find((record) => record.name.toLowerCase() === name.toLowerCase());
  const plan: Plan = {
    draft,
    people,
    records,
    rules: [],
    pages: [],
    find: (name) => (name ? (named(draft.aliases.get(name) ?? name) ?? undefined) : undefined),
    ensure: (name, make) => {
      const known = named(name);
      if (known) return known;
      const made = shape({ name, ...make() });
      records.push(made);
      return made;
    },
    field: (record, field): Field => {
      const known = record.fields.find((one) => one.name === field.name);
      if (known) return known;
      record.fields.push(field);
      return field;
    },
    add: (rule, said) => {
      let { name } = rule;
      for (let n = 2; plan.rules.some((one) => one.name === name); n++) name = `${rule.name}${n}`;
      plan.rules.push({ ...rule, name });
      if (said) draft.account.built(said.clause, { kind: 'rule', name });
    },
    hasRule: (kit, record) =>
      plan.rules.some((rule) => rule.kit === kit && (record === undefined || ('record' in rule && rule.record === record))),
  };
  return plan;
}

function styleOf(draft: Draft, read: StyleReading, text: string): Style {
  const sentences = draft.reading.sentences;
  for (const sentence of sentences)
    if (read.understood.some((one) => sentence.text.includes(one.text))) draft.account.built(sentence, { kind: 'style', label: 'Colours' });
  return {
    mood: read.mood ?? moodOf(text, 'management'),
    ...(read.background ? { background: read.background } : {}),
    ...(read.component ? { component: read.component } : {}),
    isDark: read.isDark,
  };
}

/** What has to be said before anything is written. */
function warningsOf(reading: Reading): string[] {
  const warnings: string[] = [];
  const first = reading.sentences[0]?.text ?? '';
  const beyond = beyondTemplates(first);
  if (beyond) warnings.push(`${beyond}: “${first.trim().slice(0, 120)}”`);
  return warnings;
}
