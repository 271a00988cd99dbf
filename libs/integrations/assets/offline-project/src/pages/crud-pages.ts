import type { Row } from '../db/repository.ts';
import type { FieldSpec } from '../domain/fields.ts';
import { HttpError } from '../http/errors.ts';
import type { Request } from '../http/request.ts';
import { page, redirect, type Response } from '../http/response.ts';
import type { Router } from '../http/router.ts';
import { labelOf, type CrudService } from '../services/crud-service.ts';
import { formFields, sentence } from './forms.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';

const PAGE = 25;

/** A list of other records that point to this one. */
export interface Related {
  service: CrudService;
  /** The field by which they point here. */
  field: string;
}

/** The pages of one kind of record: list, one, new, edit, delete and its actions. */
export function addCrudPages(router: Router, service: CrudService, related: readonly Related[], options: { afterCreate?: string } = {}): void {
  const { spec } = service;
  const base = `/${spec.path}`;
  const id = (request: Request): number => Number(request.params['id']);

  router.add('GET', base, (request) => {
    const search = request.query.get('search')?.trim() ?? '';
    const number = Math.max(1, Number(request.query.get('page')) || 1);
    const sort = request.query.get('sort') ?? '';
    const { rows, total } = service.list({ limit: PAGE, offset: (number - 1) * PAGE, ...(search ? { search } : {}), ...(sort ? { sort } : {}) });
    const pages = Math.max(1, Math.ceil(total / PAGE));
    const address = (to: number): string => `${base}?${new URLSearchParams({ ...(search ? { search } : {}), ...(sort ? { sort } : {}), page: String(to) })}`;
    return page(
      layout(
        { title: spec.plural, account: request.account, path: base },
        html`<div class="head"><h1>${spec.plural}</h1><a class="button" href="${base}/new">${spec.createLabel}</a></div>
          <form class="search" role="search"><label class="hidden" for="search">Search ${spec.plural.toLowerCase()}</label><input id="search" type="search" name="search" value="${search}" placeholder="Search"><button>Search</button></form>
          ${rows.length === 0 ? html`<p class="empty">${search ? `Nothing matches “${search}”.` : `There are no ${spec.plural.toLowerCase()} yet.`}</p>` : rowsTable(service, rows, search)}
          <p class="count">${total} ${total === 1 ? spec.singular.toLowerCase() : spec.plural.toLowerCase()}${pages > 1 ? html`, page ${number} of ${pages}` : ''}
            ${number > 1 ? html`<a href="${address(number - 1)}">Previous</a>` : ''} ${number < pages ? html`<a href="${address(number + 1)}">Next</a>` : ''}</p>`,
      ),
    );
  });

  const form = (request: Request, title: string, action: string, values: Record<string, unknown>, faults: Record<string, string>): Html =>
    layout(
      { title, account: request.account, path: base },
      html`<h1>${title}</h1>
        ${Object.keys(faults).length > 0 ? html`<p class="notice" role="alert">Some fields need attention.</p>` : ''}
        <form method="post" action="${action}" class="card">${formFields(spec.fields, { values, faults, choices: (table) => service.choices(table) })}
          <div class="buttons"><button>Save</button><a href="${base}">Cancel</a></div></form>`,
    );
  /** Shows the form again with what is wrong, and everything that was typed. */
  const orAgain = (request: Request, title: string, action: string, save: () => Row, then?: string): Response => {
    try {
      const { id: saved } = save();
      return redirect(then ?? `${base}/${saved}`);
    } catch (error) {
      if (error instanceof HttpError && error.status === 422) return page(form(request, title, action, request.body, error.fields), 422);
      throw error;
    }
  };

  router.add('GET', `${base}/new`, (request) => page(form(request, spec.createLabel, base, Object.fromEntries(request.query), {})));
  router.add('POST', base, (request) => orAgain(request, spec.createLabel, base, () => service.create(request.body), options.afterCreate));
  router.add('GET', `${base}/:id`, (request) => {
    const row = service.get(id(request));
    return page(
      layout(
        { title: labelOf(row, spec.fields), account: request.account, path: base },
        html`<p class="trail"><a href="${base}">${spec.plural}</a></p>
          <div class="head"><h1>${labelOf(row, spec.fields)}</h1><div class="buttons">
            ${spec.actions.filter((action) => row['status'] !== action.status).map((action) => html`<form method="post" action="${base}/${row.id}/${action.name}"><button class="quiet">${action.label}</button></form>`)}
            <a class="button quiet" href="${base}/${row.id}/edit">Edit</a>
            <form method="post" action="${base}/${row.id}/delete"><button class="danger">Delete</button></form></div></div>
          <dl class="card">${spec.fields.map((field) => html`<dt>${field.label}</dt><dd>${show(service, field, row)}</dd>`)}</dl>
          ${related.map(({ service: other, field }) => relatedRows(other, field, row.id))}`,
      ),
    );
  });
  router.add('GET', `${base}/:id/edit`, (request) => page(form(request, `Edit ${spec.singular.toLowerCase()}`, `${base}/${id(request)}`, service.get(id(request)), {})));
  router.add('POST', `${base}/:id`, (request) => {
    // A browser leaves an empty checkbox out; here that means "no".
    const input = { ...Object.fromEntries(spec.fields.filter((field) => field.kind === 'boolean').map((field) => [field.name, ''])), ...request.body };
    return orAgain(request, `Edit ${spec.singular.toLowerCase()}`, `${base}/${id(request)}`, () => service.update(id(request), input));
  });
  router.add('POST', `${base}/:id/delete`, (request) => {
    service.delete(id(request));
    return redirect(base);
  });
  for (const action of spec.actions)
    router.add('POST', `${base}/:id/${action.name}`, (request) => {
      service.act(id(request), action.name);
      return redirect(`${base}/${id(request)}`);
    });
}

function rowsTable(service: CrudService, rows: readonly Row[], search = ''): Html {
  const { spec } = service;
  const columns = spec.fields.filter((field) => field.kind !== 'long-text').slice(0, 5);
  const query = search ? `&search=${encodeURIComponent(search)}` : '';
  return html`<div class="scroll"><table>
    <thead><tr>${columns.map((field) => html`<th scope="col"><a href="/${spec.path}?sort=${field.name}${query}">${field.label}</a></th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${columns.map((field, i) => html`<td>${i === 0 ? html`<a href="/${spec.path}/${row.id}">${show(service, field, row) || labelOf(row, spec.fields)}</a>` : show(service, field, row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function relatedRows(service: CrudService, field: string, id: number): Html {
  const { rows, total } = service.list({ limit: 10, offset: 0, where: { [field]: id } });
  return html`<section><div class="head"><h2>${service.spec.plural}</h2><a class="button quiet" href="/${service.spec.path}/new?${field}=${id}">${service.spec.createLabel}</a></div>
    ${rows.length === 0 ? html`<p class="empty">None yet.</p>` : rowsTable(service, rows)}${total > rows.length ? html`<p class="count">and ${total - rows.length} more</p>` : ''}</section>`;
}

function show(service: CrudService, field: FieldSpec, row: Row): string | Html {
  const value = row[field.name];
  if (value === null || value === undefined) return '';
  if (field.kind === 'boolean') return value ? 'Yes' : 'No';
  if (field.kind === 'money') return Number(value).toFixed(2);
  if (field.kind === 'enum') return html`<span class="badge">${sentence(String(value))}</span>`;
  if (field.kind === 'datetime') return String(value).replace('T', ' ');
  if (field.kind === 'reference') return service.parentLabel(field.references ?? '', value);
  return String(value);
}
