import type { Contributions } from '../../kits/kit.js';
import { list, quote } from '../code.js';
import { doneLabels } from '../done.js';
import { isOpen, names, type Plan, type RecordPlan } from '../plan.js';

/** src/pages/layout.ts: the frame of every page, and what several pages share. */
export function layoutFile(plan: Plan, kits: Contributions): string {
  const { design } = plan;
  return `const NAME = ${quote(design.name)};
const PURPOSE = ${quote(wholeSentences(design.purpose))};

/** A page within the frame: navigation for who looks at it, and the notice of what was just done. */
export function inFrame(request: Pick<WebRequest, 'path' | 'query'${plan.people ? ` | 'viewer'` : ''}>, { title, body, crumbs }: { title: string; body: Html; crumbs?: { label: string; href?: string }[] }): Html {
  const notice = request.query.get('notice');
  return frame({
    title,
    app: { name: NAME, purpose: PURPOSE },
    body,
    navigation: markCurrent(navigationFor(${plan.people ? 'request.viewer' : ''}), request.path),
${
  plan.people
    ? `    ...(request.viewer && { viewer: { name: request.viewer.name, role: ROLES[request.viewer.role] } }),
    account: [{ label: 'Your profile', href: '/profile' }, ...(isFirst(request.viewer) ? [{ label: 'People', href: PEOPLE_PATH }] : [])],
    signIn: { label: 'Sign in', href: '/sign-in' },
`
    : ''
}    ...(notice !== null && { notice: { text: notice.slice(0, 200), tone: 'good' as const } }),
    ...(crumbs && { crumbs }),
${plan.live ? `    head: html\`<script src="/live.js" defer></script>\`,\n` : ''}  });
}

/** Of the entries that an address is below, the nearest is where one is. */
function markCurrent(links: Link[], path: string): (Link & { isCurrent: boolean })[] {
  const above = links.filter(({ href }) => path === href || path.startsWith(\`\${href}/\`));
  const nearest = above.toSorted((a, b) => b.href.length - a.href.length)[0];
  return links.map((link) => ({ ...link, isCurrent: link === nearest }));
}

/** What somebody can go to, most used first. */
function navigationFor(${plan.people ? 'viewer: Viewer | undefined' : ''}): Link[] {
  return [
    ${navigation(plan, kits).join('\n    ')}
  ];
}

/** A page that says what went wrong and where to go on. */
export function errorPage(refusal: Refusal${plan.people ? ', viewer: Viewer | undefined' : ''}): WebResponse {
  const title = refusal.status === 404 ? 'Not found' : refusal.status === 403 ? 'Not for you' : refusal.status >= 500 ? 'Sorry' : 'That did not work';
  const request = { path: '', query: new URLSearchParams()${plan.people ? ', viewer' : ''} };
  return page(inFrame(request, { title, body: html\`\${pageHead({ title, text: \`\${refusal.message}.\` })}\${actions([{ label: 'To the start page', action: '/' }])}\` }), refusal.status);
}

/** Refusals that a form shows beside its fields. */
export function isOfForm(error: unknown): error is Refusal {
  return error instanceof Refusal && Object.keys(error.faults).length > 0;
}

/** What was typed, to be shown again. */
export function typedIn(body: Input): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

/** An address with some of its query changed; an empty value takes a part away. */
export function addressWith(path: string, query: URLSearchParams, changes: Record<string, string>): string {
  const next = new URLSearchParams(query);
  next.delete('notice');
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? path : \`\${path}?\${text}\`;
}

/** Parts of the query that a form keeps. */
export function keptOf(query: URLSearchParams, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)!]] : [])));
}

/** A column whose head sorts: up first, then down. */
export function sortable(name: string, label: string, path: string, query: URLSearchParams, isNumber = false): Column {
  const sort = query.get('sort');
  const sorted = sort === name ? 'up' : sort === \`-\${name}\` ? 'down' : undefined;
  return { label, isNumber, sortHref: addressWith(path, query, { sort: sorted === 'up' ? \`-\${name}\` : name, page: '' }), ...(sorted && { sorted }) };
}

/** What buttons say, as a history tells it. */
const DONE: Record<string, string> = ${list(
    '{ ',
    doneLabels(plan).map(([label, said]) => `${/^\w+$/.test(label) ? label : quote(label)}: ${quote(said)}`),
    ' }',
  )};

/** What happened to a row, newest first. */
export function historyOf(database: Database, table: string, id: number): Html {
  return history(changesOf(database, table, id).map((change) => ({ text: DONE[change.what] ?? change.what, at: ${plan.people ? "change.who === 'A visitor' ? relativeTime(change.at) : html`${relativeTime(change.at)} by ${change.who}`" : 'relativeTime(change.at)'} })));
}
`;
}

/** Without a last sentence that was cut off. */
export function wholeSentences(text: string): string {
  if (!/(?:…|\.\.\.)$/.test(text)) return text;
  const end = text.lastIndexOf('. ');
  return end > 0 ? text.slice(0, end + 1) : text;
}

function navigation(plan: Plan, kits: Contributions): string[] {
  // A thing that belongs to another is reached through it, unless nothing else is left.
  const main = plan.records.filter((record) => !kits.isSubordinate(record));
  const entries = main.map((record) => link(plan, record));
  const extra = kits
    .navigation()
    .map(({ label, href, may }) =>
      may === 'true' ? `{ label: ${quote(label)}, href: '${href}' },` : `...(${may} ? [{ label: ${quote(label)}, href: '${href}' }] : []),`,
    );
  const pages = plan.design.pages
    .filter(({ kind }) => kind !== 'home' && kind !== 'dashboard')
    .map(({ title, path }) => `{ label: ${quote(title)}, href: '/${path.replace(/^\//, '')}' },`);
  return [...entries, ...extra, ...pages];
}

function link(plan: Plan, record: RecordPlan): string {
  const entry = `{ label: ${quote(record.plural)}, href: '/${record.path}' }`;
  return isOpen(plan, record.access.read) ? `${entry},` : `...(${names(record).mayList}(viewer) ? [${entry}] : []),`;
}
