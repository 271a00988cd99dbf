import type { FieldSpec } from '../domain/fields.ts';
import { html, type Html } from './html.ts';

export interface FormState {
  values: Record<string, unknown>;
  faults: Record<string, string>;
  choices(table: string): { id: number; label: string }[];
}

const INPUT_TYPES: Partial<Record<FieldSpec['kind'], string>> = { integer: 'number', decimal: 'number', money: 'number', date: 'date', datetime: 'datetime-local', time: 'time', email: 'email', phone: 'tel', url: 'url' };

/** The fields of a form, each with its label, the right kind of input and what is wrong with it. */
export function formFields(fields: readonly FieldSpec[], state: FormState): Html {
  return html`${fields.map((field) => formField(field, state))}`;
}

function formField(field: FieldSpec, state: FormState): Html {
  const fault = state.faults[field.name];
  const id = `field-${field.name}`;
  const describedBy = fault ? html` aria-invalid="true" aria-describedby="${id}-fault"` : '';
  if (field.kind === 'boolean')
    return html`<div class="field check"><input type="checkbox" id="${id}" name="${field.name}" value="true"${Number(state.values[field.name]) ? html` checked` : ''}><label for="${id}">${field.label}</label></div>`;
  return html`<div class="field">
    <label for="${id}">${field.label}${field.required ? '' : html` <span class="optional">optional</span>`}</label>
    ${control(field, id, state, describedBy)}
    ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : ''}
  </div>`;
}

function control(field: FieldSpec, id: string, state: FormState, describedBy: Html | string): Html {
  const value = state.values[field.name] ?? '';
  const required = field.required ? html` required` : '';
  if (field.kind === 'long-text') return html`<textarea id="${id}" name="${field.name}" rows="4"${required}${describedBy}>${String(value)}</textarea>`;
  if (field.kind === 'enum' || field.kind === 'reference') {
    const options = field.kind === 'enum' ? (field.values ?? []).map((option) => ({ id: option, label: sentence(option) })) : state.choices(field.references ?? '');
    return html`<select id="${id}" name="${field.name}"${required}${describedBy}>
      ${field.required && field.kind === 'enum' ? '' : html`<option value="">Choose …</option>`}
      ${options.map((option) => html`<option value="${option.id}"${String(option.id) === String(value) ? html` selected` : ''}>${option.label}</option>`)}
    </select>`;
  }
  const step = field.kind === 'money' ? html` step="0.01" min="0"` : field.kind === 'decimal' ? html` step="any"` : '';
  return html`<input id="${id}" name="${field.name}" type="${INPUT_TYPES[field.kind] ?? 'text'}" value="${String(value)}"${step}${required}${describedBy}>`;
}

export function sentence(text: string): string {
  const words = text.replaceAll('_', ' ').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
