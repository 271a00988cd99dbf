import { tableOf } from '../shared/table-of.js';
import type { DesignFieldKind, Field } from './design.types.js';
import { plural, sentenceCase, singular, snake } from '../knowledge/words.js';

/** What the words of an attribute say of its kind; the first that fits counts. */
const KINDS: readonly [RegExp, DesignFieldKind][] = [
  [/\b(starting|ending|start|end|pick-?up|drop-?off|meeting|departure|delivery) (point|place)s?$/, 'text'],
  [/^(?!.*\b(preparation|cooking|brewing|treatment|care)\b).+ methods?$/, 'text'],
  [/\b(e-?mails?|mail) ?(address(es)?)?$/, 'email'],
  [/\b((tele)?phone|mobile|fax)( number)?s?$/, 'phone'],
  [/\b(website|url|link|homepage|web address)s?$/, 'url'],
  [/\b(photos?|pictures?|images?|avatar|cover|poster|logo|thumbnail|screenshots?|illustration|portrait|icon)$/, 'image'],
  [/\b(attachments?|files?|documents?|videos?|audio|recording|upload|pdf|scan|cv|résumé|resume)$/, 'file'],
  [/\bcolou?r$/, 'colour'],
  [
    /\b(start|end|departure|arrival|pick-?up|delivery|begin|starting|ending|appointment|show|screening|creation|publication|publishing|release|update|registration|upload|submission) times?$|\b(datetime|timestamp|eta|date and time)$/,
    'datetime',
  ],
  [/\b(preparation|prep|cooking|cook|reading|response|travel|lead|waiting|play(ing)?|running) time$/, 'integer'],
  [/\btimes?$/, 'time'],
  [
    /\b(date|day|deadline|birthday|birthdate|dob|departure|arrival|expiry|since|until)$|^(due|due on|published|posted|released)$|\b(due|expiration|release|birth) (date|day)$/,
    'date',
  ],
  [/\b(rating|stars?)$/, 'rating'],
  [
    /\b(percent(age)?|share|progress|completion|discount rate|interest rate|tax rate|humidity|cure rate|mortality rate|occupancy)$/,
    'percent',
  ],
  [
    /\b(price|cost|fee|total|subtotal|salary|budget|wage|balance|deposit|discount|tax|rent|fare|payment|amount|revenue|income|expense|profit|rate|premium|tuition|tip|value|fine|bid)s?$/,
    'money',
  ],
  [
    /\b(quantity|count|number of .*|age|capacity|stock|year|pages|seats?|floors?|mileage|points?|score|duration|copies|calories|views|likes|votes|rank|ranking|order|level|sets|reps|repetitions|steps|bedrooms?|bathrooms?|rooms|servings|(daily|weekly|monthly|yearly) (goal|target)|goals|attendees|participants|maximum|minimum|limit|minutes|hours|days|nights|people|guests|servings)$/,
    'integer',
  ],
  [
    /\b(weight|height|width|length|size in .*|volume|area|distance|temperature|latitude|longitude|altitude|depth|yield|speed|dose|consumption|emissions?|grade point average|gpa)$/,
    'decimal',
  ],
  [
    /\b(descriptions?|notes?|comments?|remarks?|bio|biography|content|body|message|text|instructions?|ingredients?|diagnosis|symptoms?|details?|reason|summary|allergies|directions|method|steps|introduction|answer|feedback|requirements|abstract|lyrics|opinion|problem|report|address)$/,
    'long-text',
  ],
  [/^(is|has|can) |\b(active|available|availability|paid|completed|published|verified|archived|featured|public|private)$/, 'boolean'],
];

const USUAL_VALUES = tableOf<readonly string[]>({
  status: ['open', 'in progress', 'done'],
  state: ['open', 'in progress', 'done'],
  stage: ['new', 'in progress', 'done'],
  phase: ['new', 'in progress', 'done'],
  priority: ['low', 'normal', 'high'],
  urgency: ['low', 'normal', 'high'],
  severity: ['minor', 'major', 'critical'],
  difficulty: ['easy', 'medium', 'hard'],
  condition: ['new', 'good', 'worn'],
  gender: ['female', 'male', 'other'],
  sex: ['female', 'male'],
  frequency: ['daily', 'weekly', 'monthly'],
  size: ['S', 'M', 'L', 'XL'],
});

const UNITS: ReadonlySet<string> = new Set(
  'kg g mg lb lbs oz st t km m cm mm mi mile miles ft in inch inches yd l ml cl dl gal pt s sec min h hr hrs ms c f k °c °f celsius fahrenheit kcal cal kj j w kw kwh v a bar psi pa hpa kph kmh mph hz khz mhz ghz kb mb gb tb m² m2 m³ m3 km² ha sqm sqft l/100km km/h eur usd gbp chf jpy euro euros dollar dollars pounds kilograms grams kilometers kilometres meters metres minutes hours days weeks % °'.split(
    ' ',
  ),
);
export const isUnit = (word: string): boolean => UNITS.has(word.toLowerCase());

/** Units by their whole names, singular: an attribute that is called by one is a number of it. */
const NAMED_UNITS = tableOf<string>({
  'kilowatt hour': 'kWh',
  'kilowatt-hour': 'kWh',
  'megawatt hour': 'MWh',
  kwh: 'kWh',
  kilowatt: 'kW',
  watt: 'W',
  kilometre: 'km',
  kilometer: 'km',
  metre: 'm',
  centimetre: 'cm',
  centimeter: 'cm',
  millimetre: 'mm',
  millimeter: 'mm',
  mile: 'mi',
  litre: 'l',
  liter: 'l',
  millilitre: 'ml',
  milliliter: 'ml',
  kilogram: 'kg',
  kilo: 'kg',
  gram: 'g',
  tonne: 't',
  hectare: 'ha',
  'square metre': 'm²',
  'square meter': 'm²',
  'cubic metre': 'm³',
  'cubic meter': 'm³',
  kilocalorie: 'kcal',
  'degrees celsius': '°C',
  'degree celsius': '°C',
});
const CURRENCIES = tableOf<string>({
  euro: '€',
  eur: '€',
  '€': '€',
  dollar: '$',
  usd: '$',
  $: '$',
  'us dollar': '$',
  gbp: '£',
  '£': '£',
  yen: '¥',
  jpy: '¥',
  yuan: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  franc: 'CHF',
  'swiss franc': 'CHF',
  chf: 'CHF',
});
const UNIT_OF = tableOf<string>({
  meter: 'm',
  minute: 'min',
  second: 's',
  hour: 'h',
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
  celsius: '°C',
  c: '°C',
  '°c': '°C',
  percent: '%',
});

/** The sign of a unit in words, "square metres" → "m²"; undefined where it is none. */
export function unitOf(words: string): string | undefined {
  const one = singular(words.toLowerCase());
  return NAMED_UNITS[one] ?? UNIT_OF[one] ?? UNIT_OF[words.toLowerCase()];
}
/** Sign or code of a currency, "euros" → "€"; undefined where it is none. */
export const currencySign = (words: string): string | undefined =>
  CURRENCIES[singular(words.toLowerCase())] ?? CURRENCIES[words.toLowerCase()];
const NUMBERS: ReadonlySet<DesignFieldKind> = new Set(['integer', 'decimal', 'money', 'percent']);
/** Names that objects or tables of the written code have already. */
const TAKEN = tableOf<string>({
  constructor: 'constructor_name',
  id: 'reference',
  created_at: 'made_on',
  updated_at: 'changed_on',
  prototype: 'prototype_name',
  rowid: 'row_number',
});

/** Names of one meaning. */
const SAME: readonly RegExp[] = [
  /^(price|amount|cost|fee|total|value)$/,
  /^(kind|type|category|genre|sort)$/,
  /^(place|location|venue|where)$/,
  /^(date|day|when)$/,
  /^(date|day|spent_on|paid_on|read_on|written_on|taken_on|held_on|received_on|booked_on|issued_on)$/,
  /^(photo|picture|image|cover|poster|logo|portrait|illustration)$/,
  /^(description|details|about|summary|information)$/,
  /^(text|content|body|message)$/,
  /^(name|title)$/,
  /^(note|notes|remark|remarks|comment)$/,
  /^(author|writer)$/,
  /^(phone|phone_number|telephone|telephone_number|mobile_number)$/,
  /^(email|email_address|e_mail|mail)$/,
  /^(website|url|web_address|homepage|link)$/,
  /^(capacity|seats|places)$/,
  /^(duration|length|minutes)$/,
  /^(status|state|stage|condition)$/,
  /^(method|payment_method)$/,
];
/** Whether two fields say the same of a thing: a stated "cost" stands for the usual price. */
export const meansSame = (one: string, other: string): boolean =>
  one === other || SAME.some((group) => group.test(one) && group.test(other));

export interface FieldOptions {
  values?: readonly string[];
  required?: boolean;
  origin?: Field['origin'];
}

/** The kind of value that an attribute of these words has. */
export function kindOfWords(words: string): DesignFieldKind {
  const lower = words.toLowerCase();
  if (/\baddress(es)?$/.test(lower) && !/e-?mail|web|ip /.test(lower)) return 'text';
  // "Year of purchase" is a year.
  const head = / of (?!.* of )/.test(lower) && !/^(number|method|kind|type|name|list)\b/.test(lower) ? lower.split(' of ')[0]! : lower;
  return KINDS.find(([pattern]) => pattern.test(head))?.[1] ?? 'text';
}

/** A field by its words. */
export function fieldOf(words: string, options: FieldOptions = {}): Field {
  const lower = words.toLowerCase().trim();
  const unit = NAMED_UNITS[singular(lower)];
  if (unit && !options.values) return { ...numberIn(plural(singular(lower)), unit), origin: options.origin ?? 'stated' };
  const values = options.values ?? USUAL_VALUES[lower.split(' ').at(-1) ?? ''] ?? [];
  const kind = values.length > 1 ? 'enum' : kindOfWords(lower);
  const plain =
    snake(words)
      .replace(/^[^a-z]+/, '')
      .slice(0, 40) || 'note';
  const name = TAKEN[plain] ?? plain;
  return {
    name,
    label: sentenceCase(name.replaceAll('_', ' ')),
    kind,
    required: options.required ?? kind === 'enum',
    ...(kind === 'enum' ? { values: [...values] } : {}),
    ...(kind === 'rating' ? { min: 1, max: 5 } : {}),
    ...(kind === 'percent' ? { min: 0, max: 100, unit: '%' } : {}),
    ...(kind === 'money' || (kind === 'integer' && !/\b(position|level|goals|points|score)$/.test(lower)) ? { min: 0 } : {}),
    origin: options.origin ?? 'stated',
  };
}

function numberIn(words: string, unit: string): Field {
  const name = snake(words);
  return { name, label: sentenceCase(name.replaceAll('_', ' ')), kind: 'decimal', required: false, min: 0, unit, origin: 'stated' };
}

/**
 * What stands in parentheses after an attribute, read as units: a number with its unit, and where there are several
 * units, a choice beside it. undefined: they are values, such as those of a status.
 */
export function measureOf(words: string, inside: readonly string[]): Field[] | undefined {
  if (inside.length === 0 || !inside.every(isUnit)) return undefined;
  const field = fieldOf(words);
  // "size (S, M, L)": letters are units only of what is plainly a quantity.
  if (!NUMBERS.has(field.kind) && inside.every((unit) => unit.length === 1)) return undefined;
  const number: Field = { ...field, kind: field.kind === 'money' ? 'money' : 'decimal', required: false };
  delete number.values;
  if (inside.length === 1) return [{ ...number, unit: inside[0]! }];
  return [number, { ...fieldOf(`${words} unit`, { values: [...new Set(inside)] }), required: false }];
}
