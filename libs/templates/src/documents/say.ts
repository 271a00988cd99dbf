import type { Audience, Design, DesignRecord, LifecycleRule, LifecycleStep, Rule } from '../design/design.types.js';
import { article, plural, capital } from '../knowledge/words.js';

/** "a, b and c"; "nothing" where there is none. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length <= 1 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export const a = (words: string): string => `${article(words)} ${words}`;

/** Whom an audience means: "volunteers", "everybody", "organisers, and members their own". */
export function whoOf(design: Design, audience: Audience): string {
  if (audience === 'everyone' || design.roles.length === 0) return 'everybody';
  if (audience === 'signed-in') return 'everybody with an account';
  const name = (slug: string): string => design.roles.find((role) => role.slug === slug)?.plural.toLowerCase() ?? plural(slug);
  return 'roles' in audience ? listed(audience.roles.map(name)) : `${listed(audience.own.map(name))} (their own)`;
}

/** Who reads a record: those whose it is, and those who bring it further and see all of them for that. */
export function readersOf(design: Design, record: DesignRecord): string {
  const { read } = record.access;
  if (typeof read === 'string' || design.roles.length === 0) return whoOf(design, read);
  const readers = 'own' in read ? read.own : read.roles;
  const first = design.roles.find(({ joins }) => joins === 'first')?.slug;
  const actors = design.rules.flatMap((rule) => {
    if (!('record' in rule) || rule.record !== record.table) return [];
    if (rule.kit === 'lifecycle') return rule.steps.flatMap(({ by }) => (typeof by === 'string' ? [] : 'roles' in by ? by.roles : by.own));
    return (rule.kit === 'view' || rule.kit === 'report') && typeof rule.by === 'object' && 'roles' in rule.by ? rule.by.roles : [];
  });
  const others = [...new Set(actors)].filter((slug) => !readers.includes(slug) && slug !== first);
  return others.length > 0 ? `${whoOf(design, read)}, ${whoOf(design, { roles: others })}` : whoOf(design, read);
}

/** What a rule says, as an acceptance criterion: a sentence without its full stop. */
export const sentenceOf = (design: Design, rule: Rule): string => capital(criterionOf(design, rule));

function criterionOf(design: Design, rule: Rule): string {
  const at = (table: string): DesignRecord => design.records.find((record) => record.table === table)!;
  const one = (table: string): string => at(table).name.toLowerCase();
  const many = (table: string): string => at(table).plural.toLowerCase();
  // Soap, furniture, news: one word for one and for many.
  const are = (table: string): string => (at(table).plural === at(table).name ? 'is' : 'are');
  switch (rule.kit) {
    case 'lifecycle':
      return `${a(one(rule.record))} begins as ${rule.initial}; ${stepsOf(design, rule)}; any other step is refused`;
    case 'booking':
      return `No two ${many(rule.record)} of the same ${one(rule.of)} overlap${rule.capacity ? ` beyond its ${rule.capacity.replaceAll('_', ' ')}` : ''}${exceptOf(rule.except)}`;
    case 'loan':
      return `${a(one(rule.of))} is lent to one person at a time for ${rule.days} days, and counts as overdue after that${exceptOf(rule.except)}`;
    case 'cart':
      return `${capital(many(rule.product))} ${are(rule.product)} put into a cart and ordered; the total adds up, and stock never falls below zero`;
    case 'enrolment':
      return `Nobody is in the same ${one(rule.of)} twice${rule.capacity ? `, and never more than its ${rule.capacity.replaceAll('_', ' ')}${rule.waits ? '; whoever comes later waits, in order, and moves up' : ''}` : ''}`;
    case 'review':
      return `Everybody rates ${a(one(rule.of))} once, from 1 to 5; the mean stands beside it`;
    case 'comment':
      return `Comments stand under ${a(one(rule.of))}, oldest first`;
    case 'favourite':
      return `${capital(many(rule.of))} can be marked (${rule.verb}) and unmarked, once for each person, and ${are(rule.of)} counted`;
    case 'message':
      return 'Messages are read by the two whom they concern, and by nobody else';
    case 'tracking':
      return `${capital(many(rule.record))} ${are(rule.record)} drawn over time, by day, week and month`;
    case 'report':
      return `The report "${rule.title}" adds up ${listed(rule.measures.map(({ label }) => label.toLowerCase()))}${rule.group ? ` by ${rule.group.replace(/_id$/, '').replaceAll('_', ' ')}` : ''}${rule.at ? ', month by month' : ''}`;
    case 'view':
      return `"${rule.title}" lists exactly those`;
    case 'lookup':
      return `Whoever has the code of ${a(one(rule.record))} sees where it stands, without an account`;
    case 'publish':
      return `${capital(many(rule.record))} ${are(rule.record)} seen by others once published, and not before`;
    case 'enquiry':
      return `Visitors write without an account, and only ${design.roles[0]?.plural.toLowerCase() ?? 'the owner'} read it`;
    case 'poll':
      return 'Everybody votes once in a poll, and the result shows shares that add up';
    case 'survey':
      return `${capital(many(rule.survey))} ${are(rule.survey)} answered all at once${rule.person ? ', once by each person' : ''}; results are shown question by question${rule.leads ? `, and the answers lead to ${a(one(rule.leads.of))}` : ''}`;
    case 'quiz':
      return 'An attempt at a quiz is scored by the right answers';
    case 'game':
      return `${capital(listed(rule.games.map((name) => name.replaceAll('-', ' '))))} ${rule.games.length === 1 ? 'is' : 'are'} played on pages; only a game that was played has a score, and each has a list of the best ten`;
    case 'calculator':
      return `"${rule.title}" gives ${listed(rule.outputs.map(({ label, formula }) => `${label.toLowerCase()} = ${formula}`))}`;
    case 'payment':
      return `${capital(many(rule.record))} ${are(rule.record)} noted as paid once, with the time; no provider is asked`;
    case 'notice':
      return `${'person' in rule.to ? 'Whoever it concerns' : capital(design.roles.find(({ slug }) => slug === (rule.to as { role: string }).role)?.plural.toLowerCase() ?? 'those in charge')} ${'person' in rule.to ? 'is' : 'are'} told within the application of ${a(one(rule.record))}`;
    case 'share':
      return `The page of each ${one(rule.record)} has its address to copy, to mail and to post`;
    case 'friend':
      return 'Two people are friends once one has asked and the other has agreed; either ends it, and nobody else sees it';
    case 'sending':
      return `${capital(many(rule.record))} ${are(rule.record)} seen by who sent and who received ${are(rule.record) === 'is' ? 'it' : 'them'}, and by nobody else`;
    case 'live':
      return 'Pages that are open show what others do as soon as it is done';
    case 'import':
      return `Rows of a CSV file become ${many(rule.record)}, each checked as a form is`;
  }
}

const exceptOf = (states: readonly string[] | undefined): string => (states ? `; none is taken while it is ${listed(states, 'or')}` : '');

/** Who may do which step: "agents may “Close” (submitted or assigned → closed)". */
function stepsOf(design: Design, { steps }: LifecycleRule): string {
  const by = new Map<string, LifecycleStep[]>();
  for (const step of steps) by.set(whoOf(design, step.by), [...(by.get(whoOf(design, step.by)) ?? []), step]);
  return [...by]
    .map(([who, own]) => `${who} may ${listed(own.map(({ label, from, to }) => `“${label}” (${listed(from, 'or')} → ${to})`))}`)
    .join('; ');
}
