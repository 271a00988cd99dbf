import type { ShareRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { recordOf, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';

/** The address of a thing, to copy, to mail or to post where others read it; whoever opens it sees what they may see. */
export const shareKit: Kit<ShareRule> = {
  name: 'share',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    if (!plan.pages) return {};
    return {
      parts: { [record.table]: [`${record.variable}Share(request, ${record.variable})`] },
      pageFunctions: { [record.table]: [pageOf(record)] },
      tests: { [record.table]: record.inputs.length > 0 ? [testOf(plan, record)] : [] },
    } satisfies Contribution;
  },
};

function pageOf({ className, variable, path, titleField, name }: RecordPlan): string {
  const shown = `${variable}.${titleField.said ?? titleField.prop}`;
  return `/** Its whole address, to copy, to mail and to post. */
function ${variable}Share(request: WebRequest, ${variable}: ${className}): Html {
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const address = \`\${scheme}://\${request.headers.host ?? 'localhost'}/${path}/\${${variable}.id}\`;
  const link = encodeURIComponent(address);
  const title = encodeURIComponent(String(${shown}${titleField.isNullable ? ` ?? ${quote(name)}` : ''}));
  const ways = [
    { label: 'By email', href: \`mailto:?subject=\${title}&body=\${link}\` },
    { label: 'On Facebook', href: \`https://www.facebook.com/sharer/sharer.php?u=\${link}\` },
    { label: 'On X', href: \`https://twitter.com/intent/tweet?text=\${title}&url=\${link}\` },
    { label: 'On WhatsApp', href: \`https://wa.me/?text=\${title}%20\${link}\` },
  ];
  return section({
    heading: 'Share',
    body: html\`\${copyButton(address, 'Copy link')}<p>\${ways.map(({ label, href }) => html\`<a class="button button-quiet" href="\${href}" rel="noopener noreferrer">\${label}</a> \`)}</p>\`,
  });
}`;
}

const testOf = (plan: Plan, record: RecordPlan): string => `test(${quote(`given the page of ${lower(record.name)}, its address is there to copy, to mail and to post`)}, async (t) => {
  const { database, as } = await startApp(t);
  const { id } = make${record.className}(database);
  const { text } = await as(${plan.people ? 'firstPerson(database)' : ''}).get(\`/${record.path}/\${id}\`);
  const address = /data-copy="(http:[^"]+)"/.exec(text)?.[1] ?? '';
  assert.equal(new URL(address).pathname, \`/${record.path}/\${id}\`);
  for (const way of ['mailto:', 'https://www.facebook.com/', 'https://twitter.com/', 'https://wa.me/'])
    assert.ok(new RegExp(\`href="\${way}[^"]+\${encodeURIComponent(\`/${record.path}/\${id}\`)}"\`).test(text), way);
  assert.equal((await as(${plan.people ? 'firstPerson(database)' : ''}).get(new URL(address).pathname)).status, 200);
});`;
