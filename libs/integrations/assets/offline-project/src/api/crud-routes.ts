import type { Request } from '../http/request.ts';
import { empty, json } from '../http/response.ts';
import type { Router } from '../http/router.ts';
import type { CrudService } from '../services/crud-service.ts';

const PAGE = 50;
const LARGEST_PAGE = 200;

/** JSON routes of one kind of record, under /api/<path>. */
export function addCrudRoutes(router: Router, service: CrudService): void {
  const base = `/api/${service.spec.path}`;
  const id = (request: Request): number => Number(request.params['id']);
  router.add('GET', base, (request) => {
    const limit = Math.min(LARGEST_PAGE, Math.max(1, Number(request.query.get('limit')) || PAGE));
    const offset = Math.max(0, Number(request.query.get('offset')) || 0);
    const where = Object.fromEntries(service.spec.fields.filter((field) => field.kind === 'reference' && request.query.has(field.name)).map((field) => [field.name, Number(request.query.get(field.name))]));
    const { rows, total } = service.list({ limit, offset, where, ...(request.query.get('search') ? { search: request.query.get('search')! } : {}), ...(request.query.get('sort') ? { sort: request.query.get('sort')! } : {}) });
    return json({ items: rows, total, limit, offset });
  });
  router.add('POST', base, (request) => json(service.create(request.body), 201));
  router.add('GET', `${base}/:id`, (request) => json(service.get(id(request))));
  router.add('PATCH', `${base}/:id`, (request) => json(service.update(id(request), request.body)));
  router.add('DELETE', `${base}/:id`, (request) => {
    service.delete(id(request));
    return empty();
  });
  for (const action of service.spec.actions) router.add('POST', `${base}/:id/${action.name}`, (request) => json(service.act(id(request), action.name)));
}
