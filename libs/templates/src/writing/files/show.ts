import { MOVING, SOUND } from '../../shared/media.js';
import { quote } from '../code.js';
import { names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';

const CURRENCIES: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };
export const currencyOf = (unit: string | undefined): string => CURRENCIES[unit ?? '€'] ?? (/^[A-Z]{3}$/.test(unit ?? '') ? unit! : 'EUR');

/** A TypeScript expression that shows a field's value in a page; over a variable that holds the record. */
export function shown(plan: Plan, record: RecordPlan, field: FieldPlan, variable: string, isLink = true): string {
  const value = `${variable}.${field.prop}`;
  const text = expressionOf(plan, record, field, value, variable, isLink);
  return field.isNullable && text !== value ? `(${value} === null ? '' : ${text})` : field.isNullable ? `(${value} ?? '')` : text;
}

function expressionOf(plan: Plan, record: RecordPlan, field: FieldPlan, value: string, variable: string, isLink: boolean): string {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return `number(${value}${field.unit ? `, ${quote(field.unit)}` : ''})`;
    case 'money':
      return `money(${value}, '${currencyOf(field.unit)}')`;
    case 'percent':
      return `number(${value}, '%')`;
    case 'rating':
      return `stars(${value})`;
    case 'boolean':
      return `(${value} ? 'Yes' : 'No')`;
    case 'datetime':
      // When something takes place, its hour matters also afterwards.
      return field.setTo || field.isRuled ? `relativeTime(${value})` : `dayAndTime(${value})`;
    case 'date':
      return `relativeTime(${value})`;
    case 'enum':
      return record.lifecycle?.field === field.name || field.name === 'status'
        ? `badge(${value}, ${names(record).titleOf.replace('titleOf', 'toneOf')}(${value}))`
        : `sentence(${value})`;
    case 'reference': {
      const other = recordOf(plan, field.references!);
      return isLink
        ? `html\`<a href="/${other.path}/\${${value}}">\${${variable}.${field.said}}</a>\``
        : `${variable}.${field.said}${field.isNullable ? '!' : ''}`;
    }
    case 'person':
      return `${variable}.${field.said}${field.isNullable ? '!' : ''}`;
    case 'email':
      return isLink ? `html\`<a href="mailto:\${${value}}">\${${value}}</a>\`` : value;
    case 'url':
      return isLink ? `html\`<a href="\${${value}}" rel="noopener">\${${value}.replace(/^https?:\\/\\/(www\\.)?/, '')}</a>\`` : value;
    case 'file':
      return isLink ? fileLink(record, field, value) : value;
    case 'image':
      return `html\`<img src="\${${value}}" alt="" loading="lazy">\``;
    case 'colour':
      return `html\`<svg width="16" height="16" aria-hidden="true"><rect width="16" height="16" fill="\${${value}}"/></svg> \${${value}}\``;
    default:
      return value;
  }
}

/** What is heard or seen is played on the page, and can be downloaded like any file. */
function fileLink(record: RecordPlan, { name, label }: FieldPlan, value: string): string {
  const link = `<a href="\${${value}}">Open</a>`;
  const words = name === 'file' ? record.table : name;
  const tag = MOVING.test(words) ? 'video' : SOUND.test(words) ? 'audio' : undefined;
  if (!tag) return `html\`${link}\``;
  return `html\`<${tag} controls preload="metadata" src="\${${value}}" aria-label="${label.replace(/["`$\\]/g, '')}"></${tag}><br>${link}\``;
}

/** Whether a record's page needs `toneOf…`. */
export const toneField = (record: RecordPlan): FieldPlan | undefined =>
  record.fields.find((field) => field.kind === 'enum' && (record.lifecycle?.field === field.name || field.name === 'status'));

const TONES: [RegExp, string][] = [
  [
    /\b(done|repaired|paid|approved|accepted|active|available|completed?|confirmed|published|open|ready|won|present|returned|free|delivered|resolved|finished|in stock)\b/i,
    'good',
  ],
  [
    /\b(hopeless|rejected|cancell?ed|lost|failed|overdue|late|broken|declined|missing|absent|blocked|no.?show|expired|damaged|critical|urgent)\b/i,
    'bad',
  ],
  [/\b(waiting|pending|draft|on hold|paused|requested|reserved|low|medium|high|unpaid|review)\b/i, 'warn'],
  [
    /\b(claimed|in progress|started|assigned|booked|sent|shipped|new|registered|submitted|planned|scheduled|borrowed|lent|processing)\b/i,
    'info',
  ],
];
export const toneOf = (value: string): string => TONES.find(([words]) => words.test(value))?.[1] ?? 'plain';
