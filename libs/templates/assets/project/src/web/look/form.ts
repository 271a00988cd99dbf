import { html, type Html } from '../html.ts';
import { hiddenFields } from './actions.ts';
import { fieldset, type FormField } from './field.ts';
import { icon } from './icon.ts';

export type { FormField } from './field.ts';

export interface FormParts {
  action: string;
  /** The verb on the button. */
  submit: string;
  fields: FormField[];
  /** What is wrong, by the field's name; "" is of the whole form. */
  faults: Record<string, string>;
  /** As they were sent, so that nothing is typed twice. */
  values: Record<string, string | number | boolean | null | undefined>;
  cancelHref?: string;
  token?: string;
  /** Where a page has several: before each field's id. */
  id?: string;
}

/** One column of fields with labels above; what is wrong stands in a summary, which has the focus, and beside its field. */
export function form({ action, submit, fields, faults, values, cancelHref, token, id = 'field' }: FormParts): Html {
  const hasFile = fields.some(({ kind }) => kind === 'image' || kind === 'file');
  const isMixed = fields.some(({ required }) => required) && fields.some(({ required }) => !required);
  return html`<form class="form" method="post" action="${action}"${hasFile && html` enctype="multipart/form-data"`} novalidate>
  ${hiddenFields({}, token)}
  ${Object.keys(faults).length > 0 && summaryOf(faults, fields, id)}
  ${fields.map((field) => fieldset(field, `${id}-${field.name}`, values[field.name], faults[field.name]))}
  ${isMixed && html`<p class="form-note muted">Everything not marked as optional is needed.</p>`}
  <div class="form-buttons">
    <button class="button button-main">${submit}</button>
    ${cancelHref && html`<a class="button button-plain" href="${cancelHref}">Cancel</a>`}
  </div>
</form>`;
}

function summaryOf(faults: Record<string, string>, fields: FormField[], id: string): Html {
  const labels = new Map(fields.map(({ name, label }) => [name, label.replace(/[?:.]$/, '')]));
  const said = ([name, text]: [string, string]) => {
    const label = labels.get(name);
    return html`<li>${label === undefined ? text : html`<a href="#${id}-${name}">${label}: ${text}</a>`}</li>`;
  };
  return html`<div class="fault-summary" role="alert" tabindex="-1" data-focus>
    <h2>${icon('warning')}Please check ${Object.keys(faults).length === 1 ? 'this' : 'these'}</h2>
    <ul>${Object.entries(faults).map(said)}</ul>
  </div>`;
}
