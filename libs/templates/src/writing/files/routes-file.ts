import type { Contributions } from '../../kits/kit.js';
import { lower, quote } from '../code.js';
import { stepsOfRecord } from '../../kits/lifecycle/steps.js';
import { hasTable } from './pages-file.js';
import { listUsesNow } from './service-reading.js';
import { names, type Plan, type RecordPlan } from '../plan.js';

/** src/routes/<records>.ts: addresses of its pages and of its JSON API. */
export function routesFile(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const { path, variable } = record;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const canMake = record.inputs.length > 0;
  const booleans = record.inputs.filter(({ kind }) => kind === 'boolean');
  const files = record.inputs.filter(({ kind }) => kind === 'image' || kind === 'file');
  const needsForm = booleans.length > 0 || files.length > 0;
  const input = (kind: 'form' | 'json') =>
    kind === 'form' && needsForm ? `formOf${record.className}(request${files.length > 0 ? ', database' : ''})` : 'request.body';
  const now = listUsesNow(record, kits) ? ', undefined, clock()' : '';
  const api = `  router.get('/api/${path}', (request) => json(${name.list}(database, ${viewer}Object.fromEntries(request.query)${now})));
${canMake ? `  router.post('/api/${path}', (request) => {\n    const ${variable} = ${name.create}(database, ${viewer}${input('json')}, clock);\n    return json(${variable}, 201, { location: \`/api/${path}/\${${variable}.id}\` });\n  });\n` : ''}  router.get('/api/${path}/:id', (request) => json(${name.find}(database, ${viewer}idOf(request))));
${canMake ? ['put', 'patch'].map((method) => `  router.${method}('/api/${path}/:id', (request) => json(${name.change}(database, ${viewer}idOf(request), ${input('json')}, clock)));\n`).join('') : ''}  router.delete('/api/${path}/:id', (request) => {
    ${name.remove}(database, ${viewer}idOf(request), clock);
    return noContent();
  });
`;
  return `/** Addresses of ${lower(record.plural)}: ${plan.pages ? 'pages, and ' : ''}the JSON API. */
export function ${name.routes}(router: Router, ${plan.pages ? 'context: Context' : '{ database, clock }: Context'}): void {
${plan.pages ? '  const { database, clock } = context;\n\n' : ''}${kits
    .firstRoutes(record.table)
    .map((code) => `${code}\n`)
    .join('')}${api}${plan.pages ? `\n${pages(plan, record, kits, canMake, now, input)}` : ''}${kits
    .routes(record.table)
    .map((code) => `\n${code}\n`)
    .join('')}}
${
  needsForm && plan.pages
    ? `\n${formReader(
        record,
        booleans.map(({ prop }) => prop),
        files,
      )}\n`
    : ''
}`;
}

function pages(
  plan: Plan,
  record: RecordPlan,
  kits: Contributions,
  canMake: boolean,
  now: string,
  input: (kind: 'form' | 'json') => string,
): string {
  const name = names(record);
  const { path, variable, className } = record;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const made = quote(`${record.name} added.`);
  const formRoutes = !canMake
    ? ''
    : `  router.get('/${path}/new', (request) => {
${plan.people && record.access.create !== 'everyone' ? `    if (!${name.mayCreate}(request.viewer)) throw refused(request.viewer);\n` : ''}    return page(${name.formPage}(request, context, undefined));
  });
  router.post('/${path}', (request) => {
    try {
      const ${variable} = ${name.create}(database, ${viewer}${input('form')}, clock);
      return redirectWith(${plan.people ? `${name.mayRead}(request.viewer, ${variable}) ? \`/${path}/\${${variable}.id}\` : ${kits.landing(record.table) ?? "'/'"}` : `\`/${path}/\${${variable}.id}\``}, ${thanks(record, made)});
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(${name.formPage}(request, context, undefined, error.faults), error.status);
    }
  });
`;
  const editRoutes = !canMake
    ? ''
    : `  router.get('/${path}/:id/edit', (request) => {
    const ${variable} = ${name.find}(database, ${viewer}idOf(request));
${plan.people && record.access.change !== 'everyone' ? `    if (!${name.mayChange}(request.viewer, ${variable})) throw refused(request.viewer);\n` : ''}    return page(${name.formPage}(request, context, ${variable}));
  });
  router.post('/${path}/:id', (request) => {
    try {
      ${name.change}(database, ${viewer}idOf(request), ${input('form')}, clock);
      return redirectWith(\`/${path}/\${idOf(request)}\`, 'Saved.');
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(${name.formPage}(request, context, ${name.find}(database, ${viewer}idOf(request)), error.faults), error.status);
    }
  });
`;
  const columns = record.fields.map(({ label }) => quote(label));
  const cells = record.fields.map(({ prop, said }) => `${variable}.${said ?? prop}`);
  return `  router.get('/${path}', (request) => {
    const query: ${name.query} = Object.fromEntries(request.query);
    if (request.query.get('format') === 'csv') {
      const { items } = ${name.list}(database, ${viewer}query, 100_000${now && ', clock()'});
      return csv('${path}', ['No.', ${columns.join(', ')}], items.map((${variable}: ${className}) => [${variable}.id, ${cells.join(', ')}]));
    }
    return page(${name.listPage}(request, context, ${name.list}(database, ${viewer}query${now}), query));
  });
${formRoutes}${hasTable(record) ? chosenRoute(plan, record) : ''}  router.get('/${path}/:id', (request) => page(${name.detailPage}(request, context, ${name.find}(database, ${viewer}idOf(request)))));
${editRoutes}  router.post('/${path}/:id/remove', (request) => {
    ${name.remove}(database, ${viewer}idOf(request), clock);
    return redirectWith('/${path}', ${quote(`${record.name} removed.`)});
  });
`;
}

/** What is ticked in the table: the same done to each, as if its own button were pressed. */
function chosenRoute(plan: Plan, record: RecordPlan): string {
  const asked = plan.people ? 'request.viewer, ' : '';
  const acts = [
    ...stepsOfRecord(record).map(({ slug, label, name }) => ({ slug, label, name })),
    { slug: 'remove', label: 'Remove', name: names(record).remove },
  ];
  const key = (slug: string) => (/^[a-z]+$/.test(slug) ? slug : `'${slug}'`);
  return `  router.post('/${record.path}/chosen', (request) => {
    const acts: Record<string, [string, (id: number) => unknown]> = {
${acts.map(({ slug, label, name }) => `      ${key(slug)}: [${quote(label)}, (id) => ${name}(database, ${asked}id, clock)],`).join('\n')}
    };
    const act = Object.hasOwn(acts, String(request.body.do)) ? acts[String(request.body.do)] : undefined;
    if (!act) throw notFound('There is nothing like that to do');
    return redirectWith('/${record.path}?view=table', forEachChosen(request.body, ...act));
  });
`;
}

/** Who may not look at it later keeps its code. */
function thanks(record: RecordPlan, made: string): string {
  const code = record.fields.find(({ setTo }) => setTo === 'code');
  return code ? `\`${record.name} added. Its code is \${${record.variable}.${code.prop}}.\`` : made;
}

function formReader(record: RecordPlan, booleans: string[], files: RecordPlan['inputs']): string {
  const boxes = booleans.map((prop) => `${prop}: request.body['${prop}'] !== undefined`);
  const sent = files.map(
    ({ prop, kind }) =>
      `...(request.files['${prop}'] && { ${prop}: keepFile(database, '${prop}', request.files['${prop}'], ${kind === 'image'}) })`,
  );
  return `/** What a browser leaves out of a form: boxes that are not ticked${files.length > 0 ? ', and files as addresses' : ''}. */
function formOf${record.className}(request: WebRequest${files.length > 0 ? ', database: Database' : ''}): Input {
  return { ...request.body, ${[...boxes, ...sent].join(', ')} };
}`;
}
