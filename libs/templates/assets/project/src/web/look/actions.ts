import { html, type Html } from '../html.ts';
import { icon, type IconName } from './icon.ts';

export interface Action {
  label: string;
  action: string;
  /** Default "get", which is a link. */
  method?: 'post' | 'get';
  tone?: 'main' | 'quiet' | 'danger';
  /** A question that is asked first: "Delete the kettle? Its history goes with it." */
  confirm?: string;
  fields?: Record<string, string>;
  token?: string;
  icon?: IconName;
}

/** What can be done, one of them as `main`. */
export function actions(buttons: Action[]): Html {
  return html`<div class="actions">${buttons.map(button)}</div>`;
}

function button(part: Action): Html {
  const style = `button button-${part.tone ?? 'quiet'}`;
  const label = html`${part.icon && icon(part.icon)}${part.label}`;
  if (part.method !== 'post') return html`<a class="${style}" href="${part.action}">${label}</a>`;
  if (!part.confirm) return postForm(part, html`<button class="${style}">${label}</button>`);
  // Opens in place without the script; with it, the same question is asked in a dialog.
  const answer = html`<button class="button button-${part.tone === 'danger' ? 'danger' : 'main'}">${part.label}</button>`;
  return html`<details class="confirm" data-confirm>
  <summary class="${style}">${label}</summary>
  <div class="confirm-question"><p>${part.confirm}</p>${postForm(part, answer)}</div>
</details>`;
}

function postForm({ action, fields = {}, token }: Action, submit: Html): Html {
  return html`<form method="post" action="${action}">${hiddenFields(fields, token)}${submit}</form>`;
}

/** What a form sends without asking: its token, and values that are known. */
export function hiddenFields(fields: Record<string, string>, token?: string): Html[] {
  const all = token ? { token, ...fields } : fields;
  return Object.entries(all).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}

/** Copies `text`; the text stands beside it for who has no script. */
export function copyButton(text: string, label = 'Copy'): Html {
  return html`<span class="copy">
  <code>${text}</code>
  <button type="button" class="button button-quiet" data-copy="${text}" hidden>${icon('copy')}${label}</button>
</span>`;
}
