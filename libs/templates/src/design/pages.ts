import { capital } from '../knowledge/words.js';
import type { DesignPage } from './design.types.js';
import type { Plan } from './plan.types.js';

const KINDS = ['about', 'faq', 'contact', 'pricing', 'services', 'terms'] as const;
const TITLES: Readonly<Record<(typeof KINDS)[number], string>> = {
  about: 'About',
  faq: 'Questions and answers',
  contact: 'Contact',
  pricing: 'Prices',
  services: 'Services',
  terms: 'Terms',
};

/** Pages beside those of records: the home of visitors, the dashboard of who is signed in, and those that the text names. */
export function addPages(plan: Plan, name: string, purpose: string, isSite: boolean): void {
  const { pages, people } = plan;
  pages.push({
    kind: 'home',
    title: name,
    path: '/',
    sections: isSite ? [...saidSections(plan), ...homeSections(plan)] : homeSections(plan),
  });
  if (people.roles.length > 0) pages.push({ kind: 'dashboard', title: 'Overview', path: '/dashboard', sections: [] });
  for (const wish of plan.draft.wishes) {
    if (wish.kind === 'home') plan.draft.account.built(wish.said.clause, { kind: 'page', path: '/' });
    if (wish.kind === 'dashboard')
      plan.draft.account.built(wish.said.clause, { kind: 'page', path: people.roles.length > 0 ? '/dashboard' : '/' });
    const kind = KINDS.find((one) => one === wish.kind);
    if (!kind) continue;
    if (!pages.some((page) => page.kind === kind))
      pages.push({ kind, title: TITLES[kind], path: `/${kind}`, sections: sectionsOf(kind, plan, name, purpose) });
    plan.draft.account.built(wish.said.clause, { kind: 'page', path: `/${kind}` });
  }
}

/** Of a landing page: what the text tells visitors, sentence by sentence. */
function saidSections(plan: Plan): DesignPage['sections'] {
  const sentences = plan.draft.reading.sentences.filter(
    ({ topic, text, clauses }) =>
      (topic === 'build' || topic === 'talk') &&
      !/^\s*(please|a |an |create|build|make|design|i |we need)/i.test(text) &&
      clauses.every((clause) => !clause.modal),
  );
  return sentences.slice(0, 6).map((sentence) => {
    for (const clause of sentence.clauses) plan.draft.account.built(clause, { kind: 'page', path: '/' });
    const text = sentence.text.trim();
    return {
      heading: text
        .split(/[,.;:–]/)[0]!
        .split(' ')
        .slice(0, 5)
        .join(' '),
      text,
    };
  });
}

function homeSections(plan: Plan): DesignPage['sections'] {
  const own = plan.records.filter(({ access }) => access.read === 'everyone').slice(0, 3);
  return [
    ...(steps(plan).length > 0 ? [{ heading: 'How it works', text: steps(plan).join(' ') }] : []),
    ...own.map(({ plural }) => ({ heading: plural, text: `All ${plural.toLowerCase()}, with search and filters.` })),
  ];
}

/** What people can do, in the words of the rules. */
function steps(plan: Plan): string[] {
  const record = (table: string): string =>
    plan.records.find((one) => one.table === table)?.name.toLowerCase() ?? table.replaceAll('_', ' ');
  return plan.rules.slice(0, 4).flatMap((rule): string[] => {
    switch (rule.kit) {
      case 'booking':
        return [`Choose a ${record(rule.of)} and the time; what is taken already is not offered.`];
      case 'loan':
        return [`Borrow a ${record(rule.of)} for ${rule.days} days and bring it back in time.`];
      case 'cart':
        return [`Put what you like into the cart and order it.`];
      case 'enrolment':
        return [`${capital(rule.verb)} for a ${record(rule.of)} while there are places.`];
      case 'review':
        return [`Say how a ${record(rule.of)} was, with stars and a few words.`];
      case 'lookup':
        return [`See by its code where your ${record(rule.record)} stands.`];
      case 'lifecycle':
        return [
          `Each ${record(rule.record)} shows where it stands: ${rule.steps
            .slice(0, 3)
            .map(({ to }) => to)
            .join(', ')}.`,
        ];
      default:
        return [];
    }
  });
}

function sectionsOf(kind: (typeof KINDS)[number], plan: Plan, name: string, purpose: string): DesignPage['sections'] {
  const things = plan.records.filter(({ access }) => access.read === 'everyone').map(({ plural }) => plural.toLowerCase());
  switch (kind) {
    case 'about':
      return [
        { heading: `What ${name} is`, text: purpose },
        { heading: 'What you find here', text: things.length > 0 ? `Everything about ${things.slice(0, 4).join(', ')}.` : purpose },
      ];
    case 'faq':
      return [
        {
          heading: 'Do I need an account?',
          text: plan.people.roles.some(({ joins }) => joins === 'open')
            ? 'To look around, no. To take part, yes: it takes a name and an address.'
            : 'No. Only those who run it sign in.',
        },
        {
          heading: 'What does it cost?',
          text: plan.records.some(({ fields }) => fields.some(({ kind: field }) => field === 'money'))
            ? 'Every price stands beside what it is for; there is nothing on top.'
            : 'Nothing.',
        },
        { heading: 'Who sees what I enter?', text: 'You, and those who run this site. What is public says so.' },
      ];
    case 'contact':
      return [{ heading: 'Write to us', text: 'Tell us what it is about, and how to reach you.' }];
    case 'pricing':
      return [{ heading: 'Prices', text: 'What it costs, without anything on top.' }];
    case 'services':
      return [{ heading: 'What we do', text: purpose }];
    case 'terms':
      return [
        { heading: 'Use', text: `${name} is offered as it is. Whoever takes part keeps to the law and leaves others in peace.` },
        {
          heading: 'Data',
          text: 'What you enter is kept in the database of this site and given to nobody else. You may ask for it to be deleted.',
        },
      ];
  }
}
