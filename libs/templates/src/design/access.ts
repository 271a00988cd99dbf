import { isGenericPerson } from '../knowledge/people.js';
import { sentenceCase, snake } from '../knowledge/words.js';
import type { Audience, DesignRecord, Field } from './design.types.js';
import type { Act, RecordDraft } from './draft.js';
import { recordNameOf, theirThingsOf } from './nouns.js';
import type { RecordContext } from './record-context.js';
import type { People } from './roles.js';
import { isMarkedBySaving } from './saving.js';

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
  'input',
  'leave',
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
]);
/** Verbs that make things only where nobody else is said to: who lists games may only look at them. */
const MAYBE_CREATING = new Set([
  'list',
  'share',
  'open',
  'start',
  'offer',
  'define',
  'set',
  'suggest',
  'bring',
  'give',
  'customize',
  'customise',
  'provide',
  'generate',
  'compose',
  'prepare',
  'design',
  'configure',
  'set up',
  'fill in',
  'fill out',
  'initiate',
  'insert',
]);

const SAVING = new Set(['save', 'store']);

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

/** What somebody hands in to those who run the place: whoever comes makes it, though the text says only that there is such a thing. */
const HANDED_IN = /\b(submission|feedback|registration|proposal|petition)$/;

/** Who may do what, from who is said to do it. Whatever nobody is said to do is left to the first role. */
export function accessOf(record: RecordDraft, { people, draft }: RecordContext): DesignRecord['access'] {
  if (people.roles.length === 0) return { read: 'everyone', create: 'everyone', change: 'everyone', remove: 'everyone', ...record.access };
  const first: Audience = { roles: [people.roles[0]!.slug] };
  const who: Doing = (verbs) => [
    ...new Set(
      record.acts
        .filter((act) => verbs.has(act.verb) && !act.isNegative && !isIntoCart(act) && !isAct(act, record))
        .flatMap(({ by }) => by.flatMap((name) => people.slugOf(name) ?? [])),
    ),
  ];
  const makers = makersOf(record, people, who);
  const isOpenToAll = isMadeByStrangers(record, people);
  // What authors write is theirs, though they are asked to.
  const isOwn = makers.some((slug) => isOpenRole(people, slug) || WRITING.test(slug));
  const editors: Audience = makers.length === 0 ? first : isOwn ? { own: makers } : { roles: makers };
  const orThose = (slugs: readonly string[]): Audience => (makers.length === 0 && slugs.length > 0 ? { roles: [...slugs] } : editors);
  return {
    read: readersOf(record, { people, draft, makers, isOwn, isOpenToAll, who }),
    create: isOpenToAll ? 'everyone' : makers.length > 0 ? { roles: makers } : first,
    change: orThose(who(CHANGING)),
    remove: orThose(who(REMOVING)),
    ...record.access,
  };
}

/** Slugs of those who do one of these verbs with a record. */
type Doing = (verbs: ReadonlySet<string>) => string[];

/** Who makes and keeps a record beside the first role. */
function makersOf(record: RecordDraft, people: People, who: Doing): string[] {
  const isDone = (verbs: ReadonlySet<string>): boolean =>
    record.acts.some((act) => verbs.has(act.verb) && !act.isNegative && act.by.length > 0);
  const isMade = isDone(CREATING) || isDone(MANAGING);
  const creating = who(CREATING);
  // Staff who manage what guests make look after all of them, and have none of their own.
  const managing = who(MANAGING).filter((slug) => isOpenRole(people, slug) || !creating.some((one) => isOpenRole(people, one)));
  const found = isMade
    ? [...creating, ...managing]
    : [...who(MAYBE_CREATING), ...(isMarkedBySaving(record) ? [] : who(SAVING)), ...theirsOf(record, people), ...who(CHANGING).filter((slug) => isOpenRole(people, slug))];
  const makers = [...new Set(found)].filter((slug) => slug !== people.roles[0]!.slug);
  const isTheirs = PRIVATE.test(record.name) || HANDED_IN.test(record.name);
  return makers.length === 0 && !isDone(MANAGING) && isTheirs ? onlyOpen(people) : makers;
}

interface Readers {
  people: People;
  draft: RecordContext['draft'];
  makers: string[];
  /** Whether each maker has things of their own. */
  isOwn: boolean;
  isOpenToAll: boolean;
  who: Doing;
}

function readersOf(record: RecordDraft, { people, draft, makers, isOwn, isOpenToAll, who }: Readers): Audience {
  const { text } = draft.reading;
  const looks = record.acts.filter((act) => LOOKING.has(act.verb) && !isTheirs(act, record.name));
  const isPublic = looks.some(({ by }) => by.some((name) => !people.slugOf(name) || (isGenericPerson(name) && PUBLIC.test(name))));
  // What anybody leaves, names and all, is for those who work there.
  if (isOpenToAll && !isPublic) return 'signed-in';
  if (isOwn && !isPublic) {
    if (isShared(record, makers, people, text)) return 'signed-in';
    const isPrivate = PRIVATE.test(record.name)
      ? looks.every(({ by }) => by.every((name) => isAmong([...makers, people.roles[0]!.slug], people.slugOf(name))))
      : looks.length === 0 && record.acts.some((act) => isTheirs(act, record.name));
    if (isPrivate) return { own: makers };
  }
  const isHouseOnly =
    draft.shape === 'app' &&
    people.roles.every(({ joins }) => joins !== 'open') &&
    !isForPassersBy(draft, people) &&
    !PUBLISHED.test(record.name) &&
    !/\b(public|visitors?|readers?|customers|guests)\b/i.test(text);
  const isInternal = INTERNAL.test(record.name) && who(LOOKING).every((slug) => !isOpenRole(people, slug));
  return !isPublic && (isHouseOnly || isInternal) ? 'signed-in' : 'everyone';
}

/** "Users browse the site", where no users have accounts: it stands open to whoever comes. */
const isForPassersBy = ({ roles }: RecordContext['draft'], people: People): boolean =>
  [...roles.values()].some(({ name, acts }) => isGenericPerson(name) && !people.slugOf(name) && acts.some(({ verb }) => LOOKING.has(verb)));

const isAmong = (slugs: readonly string[], slug: string | undefined): boolean => slug !== undefined && slugs.includes(slug);
const WRITING = /(^|-)(author|writer|blogger|columnist|journalist)$/;
const isOpenRole = ({ roles }: People, slug: string): boolean => roles.some((role) => role.slug === slug && role.joins === 'open');

/** "Visitors register items … without an account": nobody has to be known for it. */
export const isMadeByStrangers = (record: RecordDraft, people: People): boolean =>
  record.acts.some(
    (act) =>
      (CREATING.has(act.verb) || MAYBE_CREATING.has(act.verb)) &&
      !act.isNegative &&
      !isAct(act, record) &&
      act.by.length > 0 &&
      act.by.every((name) => people.isStranger(name)),
  );

/** Whoever looks after things of their own: "users check the status of their refunds". */
const theirsOf = (record: RecordDraft, people: People): string[] =>
  record.acts.filter((act) => isTheirs(act, record.name)).flatMap(({ by }) => by.flatMap((name) => people.slugOf(name) ?? []));

/** The one role that anybody may take, where there is only one beside those who run it. */
function onlyOpen({ roles }: People): string[] {
  const open = roles.filter(({ joins }) => joins === 'open');
  return open.length === 1 ? [open[0]!.slug] : [];
}

/** "Flatmates see everything", "members see all expenses": what each makes is everybody's to read. */
const isShared = (record: RecordDraft, makers: readonly string[], people: People, text: string): boolean =>
  makers.length > 0 &&
  (record.acts.some(
    ({ verb, by, said }) =>
      LOOKING.has(verb) &&
      by.some((name) => makers.includes(people.slugOf(name) ?? '')) &&
      said.clause.objects.some((phrase) => /^(all|every|each other)/.test(phrase.determiner ?? '') && recordNameOf(phrase) === record.name),
  ) ||
    /\b(see|read|view) (anything|everything)\b/i.test(text));

/** "Users manage their own files." */
const isTheirs = ({ said }: Act, name: string): boolean => theirThingsOf(said.clause).includes(name);

/** Into a cart nothing is made. */
const isIntoCart = ({ complements }: Act): boolean => complements.some(({ name }) => /cart|basket|bag/.test(name));

/** "Book a plot", "order a soap", "fill in a form": the booking is made, not the plot. */
const isAct = ({ verb }: Act, { name }: RecordDraft): boolean =>
  ((verb === 'book' || verb === 'schedule' || verb === 'request') &&
    !/\b(booking|appointment|reservation|visit|viewing|meeting|session|consultation|lesson|post|event|interview|task|shift|request|quote|call|tour|delivery|refund|class|match|game)$/.test(
      name,
    )) ||
  (verb === 'order' && !/order$/.test(name)) ||
  (verb.startsWith('fill') && /\b(questionnaire|survey|form|quiz|exam|test|checklist|poll|template)$/.test(name)) ||
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
