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
  const name = snake(words);
  return { name, label: sentenceCase(words), kind, required: options.required ?? kind === 'enum', values: kind === 'enum' ? values : [] };
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
