import type { DevelopmentPlan, Understanding } from '@millwright/domain';
import type { Design, DesignRecord } from '../design/design.types.js';
import { capital } from '../knowledge/words.js';
import { a, listed, readersOf, sentenceOf, whoOf } from './say.js';

/** Names of features that are no record and no rule. */
export const SIGN_IN = 'Sign-in';
export const API = 'API';

/** The plan that follows from a design: what is built, for whom, and how it is seen that it is. */
export function planOf(design: Design, { phrases }: Understanding): DevelopmentPlan {
  const { records, rules, roles } = design;
  const isApi = design.shape === 'api';
  const missing = phrases.filter(({ outcome }) => outcome === 'NOT_BUILT');
  return {
    project_name: design.name,
    summary: design.purpose,
    goals: [
      ...(records.length > 0 ? [`Keep ${listed(records.slice(0, 6).map(({ plural }) => plural.toLowerCase()))} in one place`] : []),
      ...rules.slice(0, 6).map((rule) => sentenceOf(design, rule)),
      isApi ? 'Offer all of it to other programs through a documented API' : 'Be usable in any browser, by keyboard and on a phone',
      'Start with one command and depend on nothing but Node',
    ],
    users:
      roles.length > 0
        ? roles.map((role) => ({ name: role.name, description: `${JOINS[role.joins]}; ${mayOf(design, role.slug)}` }))
        : [
            {
              name: isApi ? 'Client program' : 'Visitor',
              description: 'Works with everything; nobody signs in, since the description names nobody who would',
            },
          ],
    features: [
      ...records.map((record) => ({ name: record.plural, description: featureText(record), acceptance: acceptanceOf(design, record) })),
      ...(roles.length > 0
        ? [
            {
              name: SIGN_IN,
              description: `Accounts for ${listed(roles.map(({ plural }) => plural.toLowerCase()))}.`,
              acceptance: [
                `The first account administers as ${roles.find(({ joins }) => joins === 'first')!.name.toLowerCase()}; nobody chooses that role at sign-up`,
                'Passwords are stored as scrypt hashes, session tokens as hashes, and guessing is slowed',
                'A wrong password is refused without saying which part was wrong',
              ],
            },
          ]
        : []),
      {
        name: API,
        description: 'Everything as JSON, described by an OpenAPI document at /openapi.json.',
        acceptance: ['Each kind of record is read and changed by those who may', 'A wrong value is refused with its field named'],
      },
    ],
    milestones: [
      {
        name: 'Records and rules',
        outcome: 'All records can be kept, and their rules hold',
        features: records.length > 0 ? records.map(({ plural }) => plural) : [API],
      },
      ...(roles.length > 0
        ? [{ name: 'People', outcome: 'Everybody sees and does what they may, and nothing else', features: [SIGN_IN] }]
        : []),
      {
        name: isApi ? 'Delivery' : 'Pages and delivery',
        outcome: 'The project runs from its image and its tests pass on every push',
        features: [API],
      },
    ],
    risks: [
      { risk: 'SQLite serves one machine.', mitigation: 'All SQL stands in src/services, so another database replaces one folder.' },
      {
        risk: 'The description was read by rules, which can take a word the wrong way.',
        mitigation: 'docs/understanding.md says phrase by phrase what became of it; correct the blueprint and generate again.',
      },
      ...missing.slice(0, 5).map(({ text, reason }) => ({
        risk: `Not built: “${text.trim().slice(0, 160)}”`,
        mitigation: reason ?? 'Ask an engine with a model for it.',
      })),
    ],
    open_questions: [
      ...records
        .filter(({ fields }) => fields.filter(({ origin }) => origin === 'stated').length === 0)
        .slice(0, 3)
        .map(({ name }) => `What should be kept of ${a(name.toLowerCase())}? The description does not say.`),
      'How long is data kept, and who may ask for it to be deleted?',
    ],
  };
}

const JOINS = { first: 'Has the first account, and invites others', invited: 'Is invited', open: 'Signs up' } as const;

function mayOf(design: Design, slug: string): string {
  const makes = design.records.filter(
    ({ access }) =>
      typeof access.create === 'object' && ('roles' in access.create ? access.create.roles : access.create.own).includes(slug),
  );
  return makes.length > 0 ? `makes ${listed(makes.slice(0, 6).map(({ plural }) => plural.toLowerCase()))}` : 'reads what is open to them';
}

function featureText(record: DesignRecord): string {
  const own = record.fields.filter(({ kind }) => kind !== 'reference' && kind !== 'person').map(({ label }) => label.toLowerCase());
  const others = record.fields.filter(({ kind }) => kind === 'reference' || kind === 'person').map(({ label }) => label.toLowerCase());
  const begin = a(record.name.toLowerCase());
  return `${begin.charAt(0).toUpperCase()}${begin.slice(1)} has ${listed(own)}${others.length > 0 ? ` and belongs to ${listed(others.map(a))}` : ''}.`;
}

function acceptanceOf(design: Design, record: DesignRecord): string[] {
  const one = record.name.toLowerCase();
  const required = record.fields
    .filter(({ required: isNeeded, setTo, isRuled }) => isNeeded && !setTo && !isRuled)
    .map(({ label }) => label.toLowerCase());
  return [
    `Read by ${readersOf(design, record)}; made by ${whoOf(design, record.access.create)}; changed by ${whoOf(design, record.access.change)}; anybody else is refused`,
    ...(required.length > 0 ? [`${capital(a(one))} without ${listed(required, 'or')} is refused, and the field is named`] : []),
    ...design.rules.filter((rule) => 'record' in rule && rule.record === record.table).map((rule) => sentenceOf(design, rule)),
  ];
}
