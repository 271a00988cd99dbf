import { isGenericPerson } from '../knowledge/people.js';
import { sentenceCase, snake } from '../knowledge/words.js';
import type { Audience, DesignRecord, Field } from './design.types.js';
import type { Act, RecordDraft } from './draft.js';
import { recordNameOf } from './nouns.js';
import type { RecordContext } from './records.js';

export const CREATING = new Set([
  'add',
  'create',
  'make',
  'post',
  'publish',
  'submit',
  'register',
  'write',
  'upload',
  'log',
  'record',
  'enter',
  'book',
  'order',
  'place',
  'request',
  'report',
  'open',
  'start',
  'list',
  'share',
  'input',
  'raise',
  'file',
  'plan',
  'schedule',
  'propose',
  'announce',
  'import',
  'send',
  'ask',
  'issue',
  'build',
  'offer',
  'define',
  'set',
]);

const CHANGING = new Set(['edit', 'update', 'change', 'modify', 'customize', 'adjust']);

const REMOVING = new Set(['delete', 'remove']);

const MANAGING = new Set(['manage', 'maintain', 'administer', 'organize', 'organise', 'keep', 'control']);

const LOOKING = new Set([
  'browse',
  'view',
  'see',
  'read',
  'search',
  'find',
  'explore',
  'watch',
  'filter',
  'compare',
  'display',
  'show',
  'present',
  'showcase',
  'learn',
  'query',
  'check',
]);

/** What people write for themselves: nobody else's business, unless the text says so. */
const PRIVATE =
  /\b(note|diary|journal|entry|expense|income|transaction|budget|goal|habit|workout|meal|mood|weight|measurement|health|record|medication|task|to-?do|reminder|bookmark|application|order|appointment|booking|reservation|loan|payment|invoice|check-?in|log|session|exercise|subscription|request|enquiry|inquiry|complaint|ticket|account|wallet|measurement|reading)$/;

/** Who may do what, from who is said to do it. Whatever nobody is said to do is left to the first role. */
export function accessOf(record: RecordDraft, { people, draft }: RecordContext): DesignRecord['access'] {
  const { text } = draft.reading;
  const first: Audience = people.roles.length > 0 ? { roles: [people.roles[0]!.slug] } : 'everyone';
  if (people.roles.length === 0) return { read: 'everyone', create: 'everyone', change: 'everyone', remove: 'everyone', ...record.access };
  const doing = (verbs: ReadonlySet<string>): string[] => [
    ...new Set(
      record.acts
        .filter((act) => verbs.has(act.verb) && !act.isNegative && !isIntoCart(act) && !isAct(act, record))
        .flatMap(({ by }) => by.flatMap((name) => people.slugOf(name) ?? [])),
    ),
  ];
  const everybody = record.acts.some(
    ({ verb, by }) => LOOKING.has(verb) && by.some((name) => !people.slugOf(name) || (isGenericPerson(name) && PUBLIC.test(name))),
  );
  const creators = doing(CREATING);
  const managers = doing(MANAGING);
  const makers = [...new Set([...creators, ...managers])].filter((slug) => slug !== people.roles[0]!.slug);
  const isOwn = makers.some((slug) => people.roles.some((role) => role.slug === slug && role.joins === 'open'));
  const create: Audience = makers.length > 0 ? { roles: makers } : first;
  const editors: Audience = makers.length === 0 ? first : isOwn ? { own: makers } : { roles: makers };
  const looks = record.acts.filter((act) => LOOKING.has(act.verb) && !isTheirs(act, record.name));
  const isPrivate =
    isOwn &&
    !everybody &&
    (PRIVATE.test(record.name)
      ? looks.every(({ by }) => by.every((name) => makers.includes(people.slugOf(name) ?? '')))
      : looks.length === 0 && record.acts.some((act) => isTheirs(act, record.name)));
  const changers = doing(CHANGING);
  const isInternal =
    INTERNAL.test(record.name) &&
    !everybody &&
    doing(LOOKING).every((slug) => !people.roles.some((role) => role.slug === slug && role.joins === 'open'));
  return {
    read: isPrivate
      ? { own: makers }
      : draft.shape === 'app' &&
          people.roles.every(({ joins }) => joins !== 'open') &&
          !everybody &&
          !PUBLISHED.test(record.name) &&
          !/\b(public|visitors?|readers?|customers|guests)\b/i.test(text)
        ? 'signed-in'
        : isInternal
          ? 'signed-in'
          : 'everyone',
    create,
    change: makers.length === 0 && changers.length > 0 ? { roles: changers } : editors,
    remove: doing(REMOVING).length > 0 && makers.length === 0 ? { roles: doing(REMOVING) } : editors,
    ...record.access,
  };
}

/** "Users manage their own files." */
const isTheirs = ({ said }: Act, name: string): boolean =>
  [...said.clause.objects, ...said.clause.complements.map(({ phrase }) => phrase)].some(
    (phrase) => phrase.possessor?.isPronoun === true && recordNameOf(phrase) === name,
  );

/** Into a cart nothing is made. */
const isIntoCart = ({ complements }: Act): boolean => complements.some(({ name }) => /cart|basket|bag/.test(name));

/** "Book a plot", "order a soap": the booking is made, not the plot. */
const isAct = ({ verb }: Act, { name }: RecordDraft): boolean =>
  ((verb === 'book' || verb === 'schedule' || verb === 'request') &&
    !/\b(booking|appointment|reservation|visit|viewing|meeting|session|consultation|lesson|post|event|interview|task|shift|request|quote|call|tour|delivery|refund|class|match|game)$/.test(
      name,
    )) ||
  (verb === 'order' && !/order$/.test(name)) ||
  (verb === 'register' && /\b(event|course|class|workshop|tournament|competition|conference|webinar|training|lecture|seminar)$/.test(name));

const PUBLIC = /^(visitor|guest|public|everyone|everybody|anyone|anybody|reader|people)$/;

/** What is shown to the world, also where only those who run it have accounts. */
const PUBLISHED =
  /\b(news|article|post|product|service|event|project|exhibition|course|job|gallery|photo|video|recipe|dish|menu item|attraction|announcement|game|film|movie|song|book|faq|case study|testimonial|partner|team member|hotel|room|tour)$/;

/** What is the business of those who work there. */
const INTERNAL =
  /\b(contact|deal|lead|prospect|customer|client|patient|employee|invoice|payment|transaction|salary|contract|supplier|opportunity|complaint|refund|attendance|medical record|prescription|visitor|claim)$/;

/** The person field of whoever made it, where access depends on that. */
export function ownerOf({ people }: RecordContext, access: DesignRecord['access']): Field | undefined {
  const own = [access.read, access.change, access.remove].find((one): one is { own: string[] } => typeof one === 'object' && 'own' in one);
  if (!own) return undefined;
  const role = own.own.length === 1 ? own.own[0] : undefined;
  const named = people.roles.find(({ slug }) => slug === role)?.name.toLowerCase() ?? 'author';
  const word = ['user', 'visitor', 'person', 'guest'].includes(named) ? 'author' : named;
  return {
    name: `${snake(word)}_id`,
    label: sentenceCase(word),
    kind: 'person',
    required: false,
    setTo: 'viewer',
    ...(role ? { role } : {}),
    origin: 'assumed',
  };
}
