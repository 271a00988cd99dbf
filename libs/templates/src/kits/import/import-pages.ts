import { list, lower, pascal, quote } from '../../writing/code.js';
import { guardOf, type Import } from './import-parts.js';

/** Functions in src/pages/<records>.ts. */
export function importPages({ rule, plan, record }: Import): string {
  const { path, plural, variable } = record;
  const many = lower(plural);
  const title = `Import ${many}`;
  const file = plan.uploads ? `{ name: 'file', label: 'CSV file', kind: 'file', required: false }, ` : '';
  return `/** Where one pastes a table${plan.uploads ? ' or chooses a file' : ''}, and below it what would become of each row. */
export function ${variable}ImportPage(request: WebRequest, text: string, preview: ${pascal(rule.name)}Preview | undefined, faults: Faults = {}): Html {
  const title = ${quote(title)};
  return inFrame(request, {
    title,
    crumbs: [{ label: ${quote(plural)}, href: '/${path}' }, { label: title }],
    body: html\`\${pageHead({ title, text: 'You see every row before anything is added; all are added, or none where one is wrong.' })}
      \${preview && ${variable}ImportPreview(text, preview)}
      \${!preview?.isGood && form({
        action: '/${path}/import',
        submit: 'Check the rows',
        faults,
        cancelHref: '/${path}',
        values: { rows: text },
        fields: [${file}{ name: 'rows', label: ${plan.uploads ? `'Or paste its rows'` : `'Rows'`}, kind: 'long-text', required: ${!plan.uploads}, help: ${quote(`The first line has the headings: ${record.inputs.map(({ label }) => label).join(', ')}. Columns are parted by commas, semicolons or tabs.`)} }],
      })}\`,
  });
}

function ${variable}ImportPreview(text: string, { rows, unused, isGood }: ${pascal(rule.name)}Preview): Html {
  const labels: Record<string, string> = ${list(
    '{ ',
    record.inputs.map(({ prop, label }) => `${prop}: ${quote(label)}`),
    ' };',
    '  ',
  )}
  const shown = Object.keys(labels).filter((field) => rows.some(({ input }) => field in input));
  const wrong = rows.filter(({ faults }) => Object.keys(faults).length > 0);
  const said = (faults: Faults) => Object.entries(faults).map(([field, fault]) => \`\${labels[field] ? \`\${labels[field]}: \` : ''}\${fault}\`).join('; ');
  return section({
    heading: isGood ? \`\${count(rows.length, 'row')} can be added\` : \`\${wrong.length} of \${count(rows.length, 'row')} \${wrong.length === 1 ? 'needs' : 'need'} another look\`,
    body: html\`\${isGood && actions([{ label: \`Import \${count(rows.length, 'row')}\`, action: '/${path}/import', method: 'post', tone: 'main', fields: { rows: text, isChecked: 'yes' } }, { label: 'Start again', action: '/${path}/import' }])}
      \${unused.length > 0 && html\`<p class="muted">Columns that are not used: \${unused.join(', ')}</p>\`}
      \${table({
        caption: 'Rows',
        columns: [{ label: 'Line' }, { label: 'What is wrong', matters: true }, ...shown.map((field) => ({ label: labels[field]! }))],
        rows: [...wrong, ...rows.filter((row) => !wrong.includes(row))].slice(0, 200).map(({ line, input, faults }) => ({
          cells: [String(line), wrong.length > 0 && Object.keys(faults).length > 0 ? badge(said(faults), 'bad') : badge('Good', 'good'), ...shown.map((field) => String(input[field] ?? ''))],
        })),
      })}\`,
  });
}`;
}

/** Statements of the record's routes, before those with a number. */
export function importRoutes(found: Import): string {
  const { rule, plan, record, preview } = found;
  const { path, variable } = record;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const text = `String(request.body['rows'] ?? '')`;
  const api = `  router.post('/api/${path}/import/preview', (request) => json(${preview}(database, ${viewer}${text}, clock)));
  router.post('/api/${path}/import', (request) => json({ added: ${rule.name}(database, ${viewer}${text}, clock) }, 201));`;
  if (!plan.pages) return api;
  const sent = plan.uploads ? `request.files['file']?.bytes.toString() ?? ${text}` : text;
  const guard = guardOf(found, 'request.viewer', '    ');
  return `${api}
  router.get('/${path}/import', (request) => {
${guard}    return page(${variable}ImportPage(request, '', undefined));
  });
  router.post('/${path}/import', (request) => {
    const text = ${sent};
    try {
      const preview = ${preview}(database, ${viewer}text, clock);
      // What was good a moment ago may not be so any more: then it is shown again.
      if (!preview.isGood || request.body['isChecked'] !== 'yes') return page(${variable}ImportPage(request, text, preview), preview.isGood ? 200 : 422);
      return redirectWith('/${path}', \`\${count(${rule.name}(database, ${viewer}text, clock), 'row')} added.\`);
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(${variable}ImportPage(request, text, undefined, error.faults), error.status);
    }
  });
`;
}
