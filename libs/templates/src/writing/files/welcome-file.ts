import type { Contributions } from '../../kits/kit.js';
import type { Rule } from '../../design/design.types.js';
import { capital } from '../../knowledge/words.js';
import { list, lower, quote, withArticle } from '../code.js';
import { isOpen, names, recordOf, rolesOf, type Plan, type RecordPlan } from '../plan.js';
import { motifOf } from '../motif.js';
import { wholeSentences } from './layout-file.js';
import { cardOf } from './list-looks.js';

const MOST_LISTS = 2;
const MOST_STEPS = 4;

/** Records that a visitor may look at, what is offered before what is said about it. */
export function openRecords(plan: Plan, kits: Contributions): RecordPlan[] {
  const isOffered = (record: RecordPlan) =>
    plan.design.rules.some((rule) => ('of' in rule && rule.of === record.table) || (rule.kit === 'cart' && rule.product === record.table));
  return plan.records
    .filter((record) => isOpen(plan, record.access.read) && !kits.isSubordinate(record))
    .sort((a, b) => Number(isOffered(b)) - Number(isOffered(a)))
    .slice(0, MOST_LISTS);
}

/** For visitors: what this is, one thing to do, how it goes, what is on offer now, and who takes part. */
export function welcome(plan: Plan, kits: Contributions, open: RecordPlan[]): string {
  const { main, second } = actionsOf(plan, kits);
  const steps = stepsOf(plan);
  const said = (plan.design.pages.find(({ kind }) => kind === 'home')?.sections ?? []).filter(
    ({ heading, text }) => !/with search and filters\.$/.test(text) && !(steps.length > 1 && heading === 'How it works'),
  );
  const sections = said.map(({ heading, text }) => `{ heading: ${quote(heading)}, text: ${quote(text)} }`);
  return `/** For visitors: what this is, one thing to do, how it goes and what is on offer now. */
function welcome(${open.length > 0 ? 'request: WebRequest, { database }: Context' : ''}): Html {
  return html\`\${hero({
      heading: ${quote(plan.design.name)},
      text: ${quote(wholeSentences(plan.design.purpose))},
      action: ${main},
${second ? `      second: ${second},\n` : ''}      picture: picture('${heroMotif(plan, open[0] ?? plan.records[0])}', ${quote(plan.design.slug)}),
    })}
${
  steps.length > 1
    ? `    \${steps({
      heading: 'How it works',
      items: ${list(
        '[',
        steps.map(({ title, text }) => `{ title: ${quote(title)}, text: ${quote(text)} }`),
        ']',
        '      ',
      )},
    })}\n`
    : ''
}${open.map((record) => openList(plan, record)).join('')}${sections.length > 0 ? `    \${sections(${list('[', sections, ']', '    ')})}\n` : ''}${takingPart(plan)}  \`;
}`;
}

/** A portrait of nobody says less than what the project is about. */
function heroMotif(plan: Plan, record: RecordPlan | undefined): string {
  const motif = motifOf(plan, record);
  return motif === 'person' ? motifOf(plan, undefined) : motif;
}

function openList(plan: Plan, record: RecordPlan): string {
  const name = names(record);
  const asked = plan.people ? 'request.viewer, ' : '';
  const empty = `There are no ${lower(record.plural)} yet.`;
  return `    \${section({
      heading: ${quote(record.plural)},
      action: { label: ${quote(`All ${lower(record.plural)}`)}, href: '/${record.path}' },
      body: cardsOrNote(${quote(empty)}, {
        level: 3,
        items: ${name.list}(database, ${asked}{}, 6).items.map((${record.variable}) => (${cardOf(plan, record).replaceAll('\n', '\n      ')})),
      }),
    })}
`;
}

/** What a visitor comes for: to find something by its code, to make, book or buy something, else to look around. */
function actionsOf(plan: Plan, kits: Contributions): { main: string; second?: string } {
  const record = (table: string) => recordOf(plan, table);
  const rule = <K extends Rule['kit']>(kit: K) => plan.design.rules.find((one): one is Extract<Rule, { kit: K }> => one.kit === kit);
  const [lookup, booking, enrolment, cart] = [rule('lookup'), rule('booking'), rule('enrolment'), rule('cart')];
  const own = plan.records.find((one) => isOpen(plan, one.access.create) && one.inputs.length > 0 && !kits.isSubordinate(one));
  const seen = openRecords(plan, kits)[0];
  const see = (one: RecordPlan) => ({ label: `See ${lower(one.plural)}`, href: `/${one.path}` });
  const isBookable = booking && record(booking.record).inputs.length > 0 && !kits.isEmbedded(record(booking.record));
  const offered = enrolment ? record(enrolment.of) : cart ? record(cart.product) : undefined;
  const all = [
    lookup && { label: `Find your ${lower(record(lookup.record).name)}`, href: `/${record(lookup.record).path}/find` },
    isBookable && { label: record(booking.record).createLabel, href: `/${record(booking.record).path}/new` },
    offered && isOpen(plan, offered.access.read) && see(offered),
    own && { label: own.createLabel, href: `/${own.path}/new` },
    seen && see(seen),
    plan.people && plan.roles.some(({ joins }) => joins === 'open') && { label: 'Create an account', href: '/sign-up' },
    plan.people && { label: 'Sign in', href: '/sign-in' },
  ].filter((one) => one !== undefined && one !== false);
  const [main, second] = [...new Map(all.map((one) => [one.href, `{ label: ${quote(one.label)}, href: '${one.href}' }`])).values()];
  return { main: main ?? `{ label: 'Start', href: '/' }`, ...(second && { second }) };
}

interface Step {
  title: string;
  text: string;
}

const ORDER: Rule['kit'][] = [
  'publish',
  'booking',
  'loan',
  'enrolment',
  'cart',
  'quiz',
  'tracking',
  'lifecycle',
  'lookup',
  'poll',
  'comment',
  'review',
  'message',
];

/** How it goes, first things first; two things that say the same are said once. */
function stepsOf(plan: Plan): Step[] {
  const place = ({ kit }: Rule) => (ORDER.includes(kit) ? ORDER.indexOf(kit) : ORDER.length);
  const all = [...plan.design.rules].sort((a, b) => place(a) - place(b)).flatMap((rule) => stepOf(plan, rule));
  return [...new Map(all.map((step) => [step.title, step])).values()].slice(0, MOST_STEPS);
}

function stepOf(plan: Plan, rule: Rule): Step[] {
  const one = (table: string) => lower(plan.records.find((record) => record.table === table)?.name ?? table.replaceAll('_', ' '));
  const many = (table: string) => lower(plan.records.find((record) => record.table === table)?.plural ?? table.replaceAll('_', ' '));
  switch (rule.kit) {
    case 'booking':
      return [
        { title: `Choose ${withArticle(one(rule.of))}`, text: `Look at the ${many(rule.of)} and see what is free.` },
        { title: recordOf(plan, rule.record).createLabel, text: 'What is taken is not offered: nothing is booked twice.' },
      ];
    case 'loan':
      return [
        { title: `Borrow ${withArticle(one(rule.of))}`, text: `It is yours for ${rule.days} days.` },
        { title: 'Bring it back', text: 'What is late is marked, so that the next one does not wait for nothing.' },
      ];
    case 'cart':
      return [
        { title: `Choose ${many(rule.product)}`, text: 'Put what you like into the cart; what is sold out says so.' },
        { title: 'Check out', text: 'The sum is in sight before you order.' },
        { title: `Follow your ${one(rule.order)}`, text: 'You see at any time how far it is.' },
      ];
    case 'enrolment':
      return [
        { title: `Find ${withArticle(one(rule.of))}`, text: `All ${many(rule.of)} in one place, with what you need to know.` },
        {
          title: capital(rule.verb),
          text: `One click, as long as there is room${rule.capacity ? '; how many places are left is always in sight' : ''}.`,
        },
      ];
    case 'lifecycle':
      return lifecycleSteps(plan, rule);
    case 'lookup':
      return [{ title: 'Keep your code', text: `With it you see where your ${one(rule.record)} stands, without an account.` }];
    case 'publish':
      return [{ title: 'Read', text: `New ${many(rule.record)} come first.` }];
    case 'comment':
      return [{ title: 'Join in', text: `Answer, ask or add something below each ${one(rule.of)}.` }];
    case 'review':
      return [{ title: 'Say how it was', text: 'Stars and a few words help whoever comes next.' }];
    case 'quiz':
      return [{ title: `Take ${withArticle(one(rule.quiz))}`, text: 'One question after the other; your score is there at once.' }];
    case 'poll':
      return [{ title: 'Vote', text: 'One vote each; the result is shown as it stands.' }];
    case 'tracking':
      return [{ title: `Note your ${many(rule.record)}`, text: 'A chart shows how it develops.' }];
    case 'message':
      return [{ title: 'Write to each other', text: 'Only the two of you read it.' }];
    default:
      return [];
  }
}

/** It is made; those whom the rule names bring it from state to state. */
function lifecycleSteps(plan: Plan, rule: Extract<Rule, { kit: 'lifecycle' }>): Step[] {
  const record = recordOf(plan, rule.record);
  const state = record.fields.find(({ name }) => name === rule.field);
  const values = state?.values ?? [];
  const step: Step = {
    title: 'See where it stands',
    text: `Each ${lower(record.name)} is ${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1) ?? ''}.`,
  };
  const makers =
    plan.people && !isOpen(plan, record.access.create)
      ? rolesOf(plan, record.access.create).filter((slug) => slug !== plan.first?.slug)
      : undefined;
  const isTheirs = !makers || plan.roles.some(({ slug, joins }) => joins === 'open' && makers.includes(slug));
  // Of what only those behind it make, its state is no step of a visitor's.
  if (!isTheirs || !record.owner) return [];
  const isMade = record.inputs.length > 0 && !/^(?:Add|Book)\b/.test(record.createLabel);
  return [
    ...(isMade
      ? [
          {
            title: record.createLabel,
            text: `A few words are enough${record.titleField.isInput ? `: ${lower(record.titleField.label)} first` : ''}.`,
          },
        ]
      : []),
    step,
  ];
}

/** Whom an account is for, and what they do with it. */
function takingPart(plan: Plan): string {
  if (!plan.people) return '';
  const joining = plan.roles.filter(({ joins }) => joins === 'open');
  const items = joining.flatMap((role) => {
    const does = plan.records
      .filter(({ access, inputs }) => inputs.length > 0 && !isOpen(plan, access.create) && rolesOf(plan, access.create).includes(role.slug))
      .map(({ createLabel }) => createLabel);
    const steps = plan.records
      .flatMap(({ lifecycle }) => lifecycle?.steps ?? [])
      .filter(({ by }) => !isOpen(plan, by) && rolesOf(plan, by).includes(role.slug));
    const labels = [...new Set([...does, ...steps.map(({ label }) => label)])].slice(0, 4);
    return labels.length > 0 ? [`{ title: ${quote(`For ${lower(role.plural)}`)}, text: ${quote(`${labels.join(' · ')}`)} }`] : [];
  });
  if (joining.length === 0) return '';
  return `    \${sections([{ heading: 'Take part', text: html\`It takes a name and an email address: <a href="/sign-up">create an account</a>.\`${items.length > 0 ? `, items: ${list('[', items, ']', '    ')}` : ''} }])}
`;
}
