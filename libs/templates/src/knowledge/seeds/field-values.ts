import type { Design, DesignRecord, Field } from '../../design/design.types.js';
import { thingOf, type Thing, type ThingField } from '../thing-of.js';
import { THINGS } from '../things/index.js';
import { isA } from '../wordnet.js';
import { singular } from '../words.js';
import type { Random } from './random.js';
import { CITIES, COMPANIES, COUNTRIES, NAMES, NARROW_TITLES, PLACES, PROBLEMS, QUALIFIERS, STREETS, TEXTS } from './seed-data.js';
import { isAbout, kindByTitle, kindsOf, skillsOf, titlesOf } from './kinds.js';
import { postsOf } from './posts.js';
import type { SeedValue } from './seed.types.js';

/** Where a row stands while it is filled. */
export interface RowContext {
  design: Design;
  record: DesignRecord;
  thing: Thing | undefined;
  random: Random;
  /** Of this row, from 0, and of all. */
  at: number;
  count: number;
  /** Rows of the other tables, as far as they are known. */
  counts: ReadonlyMap<string, number>;
  row: Record<string, SeedValue>;
}

/** Names that mean something else of each kind of thing: of another one their examples say nothing. */
const OF_ITS_OWN =
  /^(?:kind|type|category|status|state|name|title|subject|topic|description|note|notes|value|reason|result|level|unit|speciality|specialty|field|skill|service)$/;
// What any kind of thing has in a field of that name: "carrier", "material", "breed".
const EXAMPLES = new Map<string, string[]>();
for (const { fields } of THINGS)
  for (const { name, examples } of fields)
    if (examples && !OF_ITS_OWN.test(name)) EXAMPLES.set(name, [...(EXAMPLES.get(name) ?? []), ...examples]);

export const thingOfRecord = (record: DesignRecord): Thing | undefined =>
  THINGS.find(({ key }) => key === record.thing) ?? (record.thing ? thingOf(record.thing) : undefined) ?? thingOf(record.name);

const wordsOf = (field: Field): string => field.name.replace(/_(?:id|at|on)$/, '').replaceAll('_', ' ');
function usual(field: Field, thing: Thing | undefined): ThingField | undefined {
  const words = wordsOf(field);
  return thing?.fields.find(({ name }) => name.toLowerCase() === words || name.toLowerCase() === field.label.toLowerCase());
}

/** What nobody leaves out: a report by kind would say "none". */
const isFilled = ({ kind, name }: Field): boolean => ['long-text', 'image'].includes(kind) || /(?:^|_)(?:kind|type|category)$/.test(name);

/** What stands in a field of a row, before the rules have their say. */
export function valueOf(field: Field, context: RowContext): SeedValue {
  const { random, at, count } = context;
  if (field.setTo === 'code') return codeOf(random);
  if (!field.required && !field.setTo && !isFilled(field) && random.next() < 0.12) return field.kind === 'boolean' ? false : null;
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return numberOf(field, context);
    case 'rating': {
      const [low, high] = [field.min ?? 1, field.max ?? 5];
      return Math.max(low, high - Math.floor(random.next() ** 2 * (high - low + 1)));
    }
    case 'boolean':
      return random.next() < 0.4;
    case 'date':
      return { days: daysOf(field, context) };
    case 'datetime':
      return { hours: daysOf(field, context) * 24 + 9 + random.whole(0, 16) / 2 };
    case 'time':
      return `${String(8 + ((at * 3) % 12)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`;
    case 'email':
      return `${mailName(nameIn(context) ?? NAMES[at % NAMES.length]!)}@example.org`;
    case 'phone':
      return `+44 20 7946 0${100 + ((at * 37) % 900)}`;
    case 'url':
      return `https://example.org/${context.record.path}/${at + 1}`;
    case 'colour':
      return random.pick(['#33658a', '#86a873', '#c8553d', '#f2c14e', '#6d597a', '#2a9d8f', '#8d99ae', '#bc4749']);
    case 'image':
    case 'file':
      return field.required ? `https://example.org/${context.record.path}/${at + 1}.${field.kind === 'image' ? 'png' : 'pdf'}` : null;
    case 'enum': {
      const values = field.values ?? [];
      const fitting = valueByTitle(values, context);
      if (fitting) return fitting;
      // Every value once, then the early ones more often.
      return (at < values.length ? values[at] : values[Math.floor(random.next() ** 1.4 * values.length)]) ?? '';
    }
    case 'reference': {
      const rows = context.counts.get(field.references ?? '') ?? 0;
      if (rows === 0 || field.references === context.record.table) return null;
      return random.whole(1, rows);
    }
    case 'person':
      return personOf(field, context.design, random.next() < 0.2 ? 0 : random.whole(0, 4));
    case 'long-text':
      return fitted(longText(context), field, ' ');
    case 'text':
      return fitted(field.name === context.record.title ? titleOf(field, context) : textOf(field, context), field, '');
  }
  return count > 0 ? null : '';
}

/** "Potatoes" are of the kind "vegetable": the lexical database knows. */
function valueByTitle(values: readonly string[], { row, record }: RowContext): string | undefined {
  const title = row[record.title];
  if (typeof title !== 'string' || title.split(' ').length > 3) return undefined;
  const noun = singular(title.toLowerCase().split(/[,(]/)[0]!.trim());
  const [found, other] = values.filter(
    (value) => /^[a-z ]{3,}$/.test(value) && [noun, noun.split(' ').at(-1)!].some((word) => word !== value && isA(word, singular(value))),
  );
  return other === undefined ? found : undefined;
}

/** Nobody where nobody has an account. The first role has two examples, others five. */
export function personOf(field: Field, design: Design, n: number): SeedValue {
  const role =
    design.roles.find(({ slug }) => slug === field.role) ?? design.roles.find(({ joins }) => joins === 'open') ?? design.roles.at(-1);
  return role ? { person: role.slug, n: n % peopleOf(role.slug, design) } : null;
}
export const peopleOf = (role: string, design: Design): number =>
  design.roles.find(({ slug }) => slug === role)?.joins === 'first' ? 2 : 5;

export function titleOf(field: Field, context: RowContext): string {
  const { thing, record, at } = context;
  if (thing?.isPerson || isPersonal(field) || (field.name === 'name' && isPerson(record)))
    return NAMES[(at * 7 + record.table.length + 20) % NAMES.length]!;
  if (/problem|issue|fault|defect|damage|broken/.test(field.name)) return PROBLEMS[at % PROBLEMS.length]!;
  const narrow = NARROW_TITLES[record.name.toLowerCase().split(' ').at(-1)!];
  if (narrow && at < narrow.length && !/number|code/.test(field.name)) return narrow[at]!;
  const titles =
    postsOf(context.design, record)?.titles ??
    titlesOf(context.design, record) ??
    (thing && thing.titles.length > 0 ? thing.titles : undefined);
  const isOfThing = titles && !/(?:email|city|country|address|street|company|location)$/.test(field.name);
  // A second kettle is a kettle; only where each has to be called otherwise is it numbered.
  if (isOfThing && (at < titles.length || !field.isUnique)) return titles[at % titles.length]!;
  if (isOfThing) return `${titles[at % titles.length]!} ${Math.floor(at / titles.length) + 1}`;
  if (/number|code|reference|serial|sku/.test(field.name)) return `${record.table.slice(0, 2).toUpperCase()}-${1001 + at * 7}`;
  const own = EXAMPLES.get(wordsOf(field));
  if (own) return own[at % own.length]!;
  const words = `${QUALIFIERS[at % QUALIFIERS.length]!} ${record.name.toLowerCase()}`;
  return at < QUALIFIERS.length ? words : `${words} ${Math.floor(at / QUALIFIERS.length) + 1}`;
}

const isPerson = ({ name }: DesignRecord): boolean =>
  /\b(?:contact|lead|prospect)$/i.test(name) || isA(singular(name.toLowerCase().split(' ').at(-1)!), 'person');

const isPersonal = (field: Field): boolean =>
  /(?:^|_)(?:author|contact|person|customer|visitor|owner|guest|patient|borrower|player|driver|seller|recipient|donor|manager|teacher|student|member|client|user|employee|guardian|parent|child|full|first|last|doctor|coach|artist|director|speaker|host|applicant|reporter|requester|attendee|participant|tenant)s?(?:_name|_person)?$/.test(
    field.name,
  );

function textOf(field: Field, context: RowContext): string {
  const { random, at, thing } = context;
  const words = wordsOf(field);
  const own = words === 'reason' && !isAbout(context.design, 'health') ? undefined : usual(field, thing)?.examples;
  // As many as there are titles: they belong together, a country and its capital.
  if (own) return own.length === thing?.titles.length ? own[at % own.length]! : own[(at + random.whole(0, 1)) % own.length]!;
  if (isPersonal(field)) return NAMES[(at * 5 + 3 + context.record.table.length) % NAMES.length]!;
  if (/problem|issue|fault|defect|damage/.test(words)) return PROBLEMS[at % PROBLEMS.length]!;
  if (/\b(?:kind|type|category|genre|department|subject|topic)$/.test(words)) {
    const kinds = kindsOf(context.design, context.record);
    const fitting = kindByTitle(kinds, String(context.row[context.record.title] ?? ''));
    if (fitting) return fitting;
    return kinds[Math.floor(random.next() ** 1.4 * kinds.length)]!;
  }
  if (/\b(?:speciality|specialty|skill|expertise)$/.test(words) || (words === 'reason' && !isAbout(context.design, 'health'))) {
    const skills = skillsOf(context.design);
    return skills[at % skills.length]!;
  }
  if (/city|town$|^from$|^to$|born in|capital|destination|hometown/.test(words)) return CITIES[at % CITIES.length]!;
  if (/country|nationality|origin$/.test(words)) return COUNTRIES[at % COUNTRIES.length]!;
  if (/address|street/.test(words)) return `${STREETS[at % STREETS.length]!} ${random.whole(1, 88)}, ${random.pick(CITIES)}`;
  if (/place|location|venue|where|station|spot|point|room$/.test(words)) return random.pick(PLACES);
  const examples = EXAMPLES.get(words) ?? EXAMPLES.get(words.split(' ').at(-1)!);
  if (examples) return examples[(at + random.whole(0, 1)) % examples.length]!;
  if (/company|organi[sz]ation|employer|brand|supplier|vendor|agency|manufacturer|publisher|sponsor/.test(words))
    return random.pick(COMPANIES);
  if (/code|number|reference|serial|sku|\bid\b|isbn|plate|barcode/.test(words))
    return `${words.slice(0, 2).toUpperCase()}-${1000 + at * 13}`;
  if (/user ?name|login|nick/.test(words)) return mailName(NAMES[(at * 3) % NAMES.length]!).replace('.', '_');
  if (/name$/.test(words)) return thing?.titles[at % Math.max(thing.titles.length, 1)] ?? NAMES[(at * 11) % NAMES.length]!;
  if (/tag|keyword/.test(words)) return random.pick(['new, local', 'spring', 'families', 'how-to', 'quiet, indoors', 'outdoors']);
  if (/language/.test(words)) return random.pick(['English', 'Spanish', 'French', 'Polish', 'Portuguese']);
  // The beginning of a sentence of the domain says more than the field's own name would.
  return (thing?.texts ?? TEXTS)[(at * 3) % (thing?.texts ?? TEXTS).length]!.split(/[.;:,]/)[0]!;
}

function longText(context: RowContext): string {
  const texts = textsOf(context);
  const first = texts[context.at % texts.length]!;
  // Another pair each time round, so that no two rows read the same.
  const second = texts[(context.at + 1 + Math.floor(context.at / texts.length)) % texts.length]!;
  return context.at % 3 === 2 || second === first ? first : `${first} ${second}`;
}

/** Sentences of the thing; of what is brought because it is broken, what is wrong with it. */
function textsOf({ thing, design, record }: RowContext): readonly string[] {
  const states = record.fields.flatMap(({ values = [] }) => values).join(' ');
  if (/\b(?:repair|broken|fault|defect)/i.test(`${design.name} ${design.purpose}`) && /repair|hopeless|fixed|scrap/.test(states))
    return PROBLEMS.map((problem) => `${problem}.`);
  const posted = postsOf(design, record);
  if (posted) return posted.texts;
  return thing?.texts && (thing.domain !== 'health' || isAbout(design, 'health')) ? thing.texts : TEXTS;
}

function numberOf(field: Field, { thing, random }: RowContext): number {
  const known = usual(field, thing) ?? thing?.fields.find(({ kind }) => kind === field.kind && field.kind === 'money');
  const [from, to] = rangeOf(field, known);
  const share = random.next();
  // People plan in quarters of an hour.
  if (/minutes|duration/.test(wordsOf(field)) && field.kind === 'integer' && to - from >= 15)
    return Math.max(from, Math.min(to, Math.round((from + share * (to - from)) / 15) * 15));
  if (field.kind === 'integer') return Math.round(from + share * (to - from));
  // Prices thin out upwards and end as prices do.
  if (field.kind === 'money') {
    const price = from + share ** 2 * (to - from);
    const nice = price > 100 ? Math.round(price / 5) * 5 : price > 20 ? Math.round(price) : Math.round(price * 2) / 2;
    return Math.min(to, Math.max(from, nice));
  }
  const value = from + share * (to - from);
  return Math.min(to, Math.max(from, Number(value.toFixed(to - from > 20 ? 1 : 2))));
}

function rangeOf(field: Field, known: ThingField | undefined): [number, number] {
  const words = wordsOf(field);
  const year: [number, number] | undefined = /\byear\b|published in|built in/.test(words) ? [1990, 2025] : undefined;
  const byName: [number, number] | undefined =
    year ??
    (/\bage\b/.test(words) ? [18, 78] : undefined) ??
    (/capacity|seats|places|participants/.test(words) ? [6, 24] : undefined) ??
    (/stock|copies/.test(words) ? [1, 30] : undefined) ??
    (/quantity|count|guests|persons|people/.test(words) ? [1, 6] : undefined) ??
    (/minutes|duration|length/.test(words) ? [15, 120] : undefined) ??
    (/position|order|rank|level|priority/.test(words) ? [1, 10] : undefined) ??
    (/pages/.test(words) ? [80, 480] : undefined) ??
    (/weight/.test(words) ? [0.3, 18] : undefined);
  const byKind: [number, number] =
    field.kind === 'money' ? [5, 120] : field.kind === 'percent' ? [5, 95] : field.kind === 'integer' ? [1, 40] : [0.5, 40];
  const [low, high] = known?.min !== undefined && known.max !== undefined ? [known.min, known.max] : (byName ?? byKind);
  const from = Math.max(low, field.min ?? low);
  const to = Math.min(high, field.max ?? high);
  // What is known may lie outside of what the design allows.
  return from <= to ? [from, to] : [field.min ?? field.max ?? 0, field.max ?? (field.min ?? 0) + 10];
}

/** Over the last 90 and the next 30 days, as the field's name has it. */
export function daysOf(field: Field, { record, random, at, count }: RowContext): number {
  const words = field.name.replaceAll('_', ' ');
  const spread = (from: number, to: number) => Math.round(from + ((at + random.next() * 0.8) / count) * (to - from));
  if (field.setTo) return spread(-88, -1);
  if (/birth|born/.test(words)) return -random.whole(7000, 24000);
  if (/founded|built|since|hired|joined|member/.test(words)) return -random.whole(60, 2200);
  if (/expir|valid until|renew|warranty|best before/.test(words)) return random.whole(-5, 300);
  if (/due|deadline|until|\bby\b|\bnext|ends?\b|closes|target/.test(words)) return spread(-12, 30);
  if (
    field.setTo ||
    /created|registered|ordered|placed|written|paid|sent|received|logged|added|taken|spent|measured|published|reported|submitted|joined|last|returned|finished|done/.test(
      words,
    )
  )
    return spread(-88, -1);
  if (/start|begins|departs|scheduled|planned|when|appointment|event/.test(words) || record.view === 'calendar') return spread(-40, 30);
  return spread(-88, 0);
}

export function fitted(text: string, field: Field, separator: string): string {
  const max = field.max;
  if (max === undefined || text.length <= max || field.kind === 'integer') return pad(text, field);
  const cut = text.slice(0, max);
  const end = separator && cut.lastIndexOf(' ') > max / 2 ? cut.lastIndexOf(' ') : cut.length;
  return pad(cut.slice(0, end).trimEnd(), field);
}
const pad = (text: string, field: Field): string =>
  field.min !== undefined && text.length < field.min ? text.padEnd(field.min, '.') : text;

/** Without letters and digits that are mistaken for others on the telephone. */
export const codeOf = (random: Random): string =>
  Array.from({ length: 6 }, () => random.pick([...'23456789ABCDEFGHJKMNPQRSTVWXYZ'])).join('');

export const mailName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.');
const nameIn = ({ row, record }: RowContext): string | undefined => {
  const name = row[record.title];
  return typeof name === 'string' && /^\p{Lu}\S+ \p{Lu}/u.test(name) ? name : undefined;
};
