import type { FieldType } from '@millwright/domain';
import type { Field } from '../domain-model.js';
import { sentenceCase, snake } from './words.js';

const KINDS: readonly [RegExp, FieldType][] = [
  [/\b(e-?mail|mail)\b/, 'email'],
  [/\b(phone|telephone|mobile|fax)\b/, 'phone'],
  [/\b(website|url|link|homepage)\b/, 'url'],
  [
    /\b(start|end|departure|arrival|pickup|delivery|begin|starting|ending) times?\b|\b(datetime|timestamp|eta|appointment time|date and time)\b/,
    'datetime',
  ],
  [/\btime\b/, 'time'],
  [/\b(date|day|deadline|due|birthday|birthdate|dob|departure|arrival|expiry)\b/, 'date'],
  [/\b(price|cost|fee|total|subtotal|salary|budget|wage|balance|deposit|discount|tax|rent|fare|payment|amount|revenue|rate)\b/, 'money'],
  [
    /\b(quantity|count|number of .*|age|capacity|stock|year|pages?|seats?|floors?|mileage|stars?|points?|score|rating|seat number|duration|copies)\b/,
    'integer',
  ],
  [
    /\b(weight|height|width|length|size in .*|volume|area|distance|temperature|humidity|latitude|longitude|altitude|depth|yield|hours)\b/,
    'decimal',
  ],
  [
    /\b(description|notes?|comments?|remarks?|bio|biography|content|body|message|text|instructions?|ingredients?|diagnosis|symptoms?|details?|reason|summary|allergies)\b/,
    'long-text',
  ],
  [/^(is|has) |\b(active|available|paid|completed|published|verified|archived)$/, 'boolean'],
];

const USUAL_VALUES: Readonly<Record<string, string[]>> = {
  status: ['open', 'in progress', 'done'],
  state: ['open', 'in progress', 'done'],
  stage: ['new', 'in progress', 'done'],
  phase: ['new', 'in progress', 'done'],
  priority: ['low', 'normal', 'high'],
  condition: ['new', 'good', 'worn'],
};

/** A field by its words; the kind follows from what they say. */
export function fieldOf(words: string, options: { values?: string[]; required?: boolean } = {}): Field {
  const lower = words.toLowerCase();
  const values = options.values ?? USUAL_VALUES[lower.split(' ').at(-1) ?? ''] ?? [];
  const kind: FieldType = values.length > 1 ? 'enum' : (KINDS.find(([pattern]) => pattern.test(lower))?.[1] ?? 'text');
  // A name that every object has already is told from a field by nobody.
  const name = snake(words) === 'constructor' ? 'constructor_name' : snake(words);
  return { name, label: sentenceCase(name), kind, required: options.required ?? kind === 'enum', values: kind === 'enum' ? values : [] };
}

const UNITS: ReadonlySet<string> = new Set(
  'kg g mg lb lbs oz st t km m cm mm mi mile miles ft in inch inches yd l ml cl dl gal pt s sec min h hr hrs ms c f k °c °f celsius fahrenheit kcal cal kj j w kw kwh v a bar psi pa hpa kph kmh mph hz khz mhz ghz kb mb gb tb eur usd gbp chf jpy euro euros dollar dollars pounds kilograms grams kilometers kilometres meters metres'.split(
    ' ',
  ),
);

/**
 * A measure and the units in parentheses after it: a number, and where there are several units, a choice beside it.
 * undefined: what stands there are values, such as those of a status.
 */
export function measureOf(words: string, values: readonly string[]): Field[] | undefined {
  if (values.length === 0 || !values.every((value) => UNITS.has(value.toLowerCase()))) return undefined;
  const { kind } = fieldOf(words);
  const isNumber = kind === 'decimal' || kind === 'integer' || kind === 'money';
  // "size (S, M, L)": letters are units only of what is plainly a quantity.
  if (!isNumber && values.every((value) => value.length === 1)) return undefined;
  const number: FieldType = kind === 'money' ? 'money' : 'decimal';
  if (values.length === 1) return [{ ...fieldOf(`${words} ${values[0]}`), kind: number, required: false, values: [] }];
  return [
    { ...fieldOf(words), kind: number, required: false, values: [] },
    fieldOf(`${words} unit`, { values: [...new Set(values)], required: false }),
  ];
}

/** What an entity has where the description names nothing. */
export function usualFields(name: string, isPerson: boolean): Field[] {
  const field = (words: string, required = false): Field => fieldOf(words, { required });
  const last = name.toLowerCase().split(' ').at(-1)!;
  if (isPerson) return [field('name', true), field('email'), field('phone')];
  if (
    /^(appointment|booking|reservation|meeting|lesson|visit|session|shift|event|interview|viewing|consultation|treatment|inspection|delivery|trip|departure|crossing|class|tour)$/.test(
      last,
    )
  )
    return [{ ...field('start time', true) }, field('notes')];
  if (/^(order|invoice|payment|purchase|sale|donation|expense|loan|rental|refund)$/.test(last))
    return [field('reference', true), field('date'), field('amount'), field('notes')];
  if (/^(product|dish|tool|book|ticket|room|vehicle|car|bike|boat|game|course|soap|part)$/.test(last))
    return [field('name', true), field('description'), field('price')];
  if (/^(review|comment|message|note|post|article|feedback|reply|answer|question|enquiry|inquiry|complaint)$/.test(last))
    return [field('title', true), field('content')];
  if (/^(task|todo|issue|bug|job|chore|ticket|assignment|homework)$/.test(last))
    return [field('title', true), field('description'), field('due date')];
  if (/^(grade|score|rating|measurement|reading|result|feeding|harvest)$/.test(last))
    return [field('title', true), field('date'), field('quantity'), field('notes')];
  return [field('name', true), field('description')];
}
