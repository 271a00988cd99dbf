import { html, type Html } from '../html.ts';
import { STAR } from './parts.ts';
import { sentence } from './say.ts';

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'rating'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'colour'
  | 'image'
  | 'file'
  | 'enum'
  | 'reference'
  | 'person'
  | 'password';

export interface FormField {
  name: string;
  label: string;
  kind: FieldKind;
  required: boolean;
  /** Of an enum, a reference or a person; also as plain texts. */
  options?: (Option | string)[];
  /** Beside the input: "kg", "€". */
  unit?: string;
  min?: number | string;
  max?: number | string;
  help?: string;
  /** Of an enum: every choice is in sight, however many there are. By itself a list of more than four opens. */
  showAll?: boolean;
  /** What browsers fill in by themselves: "name", "new-password". */
  autocomplete?: string;
}

type Option = { value: string; label: string };
type Value = string | number | boolean | null | undefined;

const TYPES: Partial<Record<FieldKind, string>> = {
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
  email: 'email',
  phone: 'tel',
  url: 'url',
  colour: 'color',
  password: 'password',
};
const AUTOCOMPLETE: Partial<Record<FieldKind, string>> = { email: 'email', phone: 'tel' };
/** Of so many choices all are shown; more are a list that opens. */
const SHOWN_CHOICES = 4;

/** A field with its label, help and fault; the input names the last two as its description. */
export function fieldset(field: FormField, id: string, value: Value, fault?: string): Html {
  const { kind, label, help, required } = field;
  const described = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const about = html`${described && html` aria-describedby="${described}"`}`;
  const rest = html`${about}${fault && html` aria-invalid="true"`}`;
  const style = `field field-${kind}${fault ? ' has-fault' : ''}`;
  const title = html`${label}${!required && html` <span class="optional">optional</span>`}`;
  const below = html`
    ${help && html`<p class="help" id="${id}-help">${help}</p>`}
    ${fault && html`<p class="fault" id="${id}-fault">${fault}</p>`}`;
  const options = (field.options ?? []).map((option) => (typeof option === 'string' ? { value: option, label: sentence(option) } : option));

  if (kind === 'boolean') {
    const isOn = value === true || ['1', 'on', 'true', 'yes'].includes(String(value));
    const input = html`<input type="checkbox" id="${id}" name="${field.name}" value="1"${isOn && html` checked`}${rest}>`;
    return html`<div class="${style}"><label class="check">${input}<span>${label}</span></label>${below}</div>`;
  }
  const isInSight = field.showAll || options.length <= SHOWN_CHOICES;
  const isGroup = kind === 'rating' || (kind === 'enum' && required && options.length > 0 && isInSight);
  if (isGroup) {
    const inputs = kind === 'rating' ? ratingOf(field, id, value) : choicesOf(field, id, value, options);
    return html`<fieldset class="${style}"${about}><legend>${title}</legend>${inputs}${below}</fieldset>`;
  }
  return html`<div class="${style}"><label for="${id}">${title}</label>${inputOf(field, id, value, rest, options)}${below}</div>`;
}

function inputOf(field: FormField, id: string, value: Value, rest: Html, options: Option[]): Html {
  const { name, kind, required, min, max } = field;
  const text = value === null || value === undefined ? '' : String(value);
  const common = html`id="${id}" name="${name}"${required && html` required`}${rest}`;
  const limit = (attribute: string, bound?: number | string) => bound !== undefined && html` ${attribute}="${bound}"`;
  switch (kind) {
    case 'long-text':
      return html`<textarea ${common} rows="5"${limit('maxlength', max)}>
${text}</textarea>`;
    case 'enum':
    case 'reference':
    case 'person':
      return selectOf(common, required ? 'Choose…' : 'None', options, text);
    case 'image':
    case 'file':
      return html`<input type="file" ${common}${kind === 'image' && html` accept="image/*"`}>`;
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return numberOf(field, html`${common}${limit('min', min)}${limit('max', max)}`, text);
    default: {
      const autocomplete = field.autocomplete ?? AUTOCOMPLETE[kind];
      const isText = kind === 'text' || kind === 'password';
      const limits = isText ? [limit('minlength', min), limit('maxlength', max)] : [limit('min', min), limit('max', max)];
      // A browser does not accept seconds or a zone here.
      const shown = kind === 'datetime' ? text.slice(0, 16) : kind === 'colour' ? text || '#808080' : kind === 'password' ? '' : text;
      return html`<input type="${TYPES[kind] ?? 'text'}" ${common}${limits}${limit('autocomplete', autocomplete)} value="${shown}">`;
    }
  }
}

function numberOf({ kind, unit = kind === 'percent' ? '%' : undefined }: FormField, common: Html, text: string): Html {
  const mode = kind === 'integer' ? 'numeric' : 'decimal';
  const step = kind === 'integer' ? '1' : kind === 'money' ? '0.01' : 'any';
  const input = html`<input type="number" ${common} inputmode="${mode}" step="${step}" value="${text}">`;
  if (!unit) return input;
  const beside = html`<span class="unit">${unit}</span>`;
  return html`<div class="with-unit">${kind === 'money' ? [beside, input] : [input, beside]}</div>`;
}

/** @param attributes of the select; @param none the label of choosing nothing. */
export function selectOf(attributes: Html, none: string, options: Option[], chosen: string): Html {
  return html`<select ${attributes}><option value="">${none}</option>${options.map(({ value, label }) => html`
    <option value="${value}"${value === chosen && html` selected`}>${label}</option>`)}
  </select>`;
}

// The first input has the field's own id, so that a link from the summary of faults finds it.
function choicesOf({ name }: FormField, id: string, value: Value, options: Option[]): Html {
  return html`<div class="choices">${options.map((option, i) => {
    const rest = html`${String(value ?? '') === option.value && html` checked`} required`;
    const input = html`<input type="radio" name="${name}" value="${option.value}" id="${i === 0 ? id : `${id}-${i}`}"${rest}>`;
    return html`<label>${input}<span>${option.label}</span></label>`;
  })}</div>`;
}

// In their own order: the style sheet fills every star before the chosen one.
function ratingOf({ name, max, required }: FormField, id: string, value: Value): Html {
  const counts = Array.from({ length: Number(max ?? 5) }, (_, i) => i + 1);
  return html`<div class="rating">${counts.map((stars) => {
    const own = stars === 1 ? id : `${id}-${stars}`;
    const rest = html`${Number(value) === stars && html` checked`}${required && html` required`}`;
    return html`<input type="radio" name="${name}" value="${stars}" id="${own}"${rest}><label for="${own}">
      <span class="visually-hidden">${stars === 1 ? '1 star' : `${stars} stars`}</span>
      <svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><path d="${STAR}"/></svg>
    </label>`;
  })}</div>`;
}
