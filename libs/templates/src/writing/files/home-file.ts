import type { DesignPage } from '../../design/design.types.js';
import type { Contributions } from '../../kits/kit.js';
import { list, lower, quote } from '../code.js';
import { isOpen, isOwn, names, type Plan, type RecordPlan } from '../plan.js';

/** src/pages/home.ts: what this is for visitors; what waits for somebody who is signed in. */
export function homeFile(plan: Plan, kits: Contributions): string {
  const home = plan.design.pages.find(({ kind }) => kind === 'home');
  const open = plan.records.filter((record) => isOpen(plan, record.access.read) && !kits.isSubordinate(record));
  const main = mainAction(plan, kits);
  const tiles = [
    ...plan.records
      .filter((record) => !kits.isSubordinate(record))
      .slice(0, 6)
      .flatMap((record) => tilesOf(plan, record)),
    ...kits.tiles(),
  ];
  const usesClock = tiles.some((tile) => /\bclock\b/.test(tile));
  const viewer = plan.people ? 'request.viewer, ' : '';
  const shownOpen = open.slice(0, 2);
  const welcome = `/** For visitors: what this is, one thing to do, and what is on offer now. */
function welcome(${shownOpen.length > 0 ? 'request: WebRequest, { database }: Context' : ''}): Html {
  return html\`\${hero({
      heading: ${quote(plan.design.name)},
      text: ${quote(plan.design.purpose)},
      action: ${main.action},
${main.second ? `      second: ${main.second},\n` : ''}      picture: picture(${quote(plan.records[0]?.thing ?? plan.records[0]?.table ?? plan.design.kind)}, ${quote(plan.design.slug)}),
    })}
${home && home.sections.length > 0 ? `    \${sections(${sectionList(home)})}\n` : ''}${shownOpen.map((record) => openList(record, viewer)).join('')}  \`;
}`;
  const call = shownOpen.length > 0 ? 'welcome(request, context)' : 'welcome()';
  const dashboard = `/** What waits for ${plan.people ? 'the viewer' : 'somebody'}, as numbers that lead to their lists, and what happened lately. */
function dashboard(${plan.people ? 'request: WebRequest, ' : ''}{ database${usesClock ? ', clock' : ''} }: Context): Html {
  const numbers: (Tile | false)[] = [
    ${tiles.join(',\n    ')},
  ];
  return html\`\${pageHead({ title: ${plan.people ? "`Hello ${request.viewer?.name.split(' ')[0] ?? ''}`" : quote(plan.design.name)}, text: ${quote(plan.design.purpose)} })}
    \${tiles(numbers.filter((tile) => tile !== false))}
${latest(plan, kits)}  \`;
}`;
  const hasVisitors = plan.people || plan.design.shape === 'site';
  const body = plan.people
    ? `request.viewer ? dashboard(request, context) : ${call}`
    : plan.design.shape === 'site'
      ? call
      : 'dashboard(context)';
  return `export function homePage(request: WebRequest, ${body.includes('context') ? 'context' : '_context'}: Context): Html {
  return inFrame(request, { title: ${quote(plan.design.name)}, body: ${body} });
}
${hasVisitors ? `\n${welcome}\n` : ''}${plan.design.shape === 'site' && !plan.people ? '' : `\n${dashboard}\n`}${otherPages(plan)}`;
}

function mainAction(plan: Plan, kits: Contributions): { action: string; second?: string } {
  const own = plan.records.find((record) => isOpen(plan, record.access.create) && record.inputs.length > 0 && !kits.isSubordinate(record));
  const list = plan.records.find((record) => isOpen(plan, record.access.read) && !kits.isSubordinate(record));
  const actions = [
    own && `{ label: ${quote(own.createLabel)}, href: '/${own.path}/new' }`,
    list && `{ label: ${quote(`See ${lower(list.plural)}`)}, href: '/${list.path}' }`,
    plan.people && `{ label: 'Sign in', href: '/sign-in' }`,
  ].filter(Boolean) as string[];
  return { action: actions[0] ?? `{ label: 'Start', href: '/' }`, ...(actions[1] && { second: actions[1] }) };
}

const sectionList = (page: DesignPage): string =>
  list(
    '[',
    page.sections.map(({ heading, text }) => `{ heading: ${quote(heading)}, text: ${quote(text)} }`),
    ']',
    '    ',
  );

function openList(record: RecordPlan, viewer: string): string {
  const name = names(record);
  return `    \${section({
      heading: ${quote(record.plural)},
      action: { label: ${quote(`All ${lower(record.plural)}`)}, href: '/${record.path}' },
      body: cards({ items: ${name.list}(database, ${viewer}{}, 6).items.map((${record.variable}) => ({ href: \`/${record.path}/\${${record.variable}.id}\`, title: ${name.titleOf}(${record.variable}), picture: picture(${quote(record.thing ?? record.table)}, String(${record.variable}.id)), facts: [] })) }),
    })}
`;
}

/** Numbers of a record: what nobody has begun, unless a view says so; and what is the viewer's own. */
function tilesOf(plan: Plan, record: RecordPlan): string[] {
  const name = names(record);
  const viewer = plan.people ? 'request.viewer, ' : '';
  const guard = plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : '';
  const state = record.lifecycle;
  const stateField = state && record.fields.find((field) => field.name === state.field);
  const isOwnList = plan.people && isOwn(record.access.read);
  const hasView =
    state &&
    plan.design.rules.some(
      (rule) =>
        rule.kit === 'view' &&
        rule.record === record.table &&
        rule.where.some((one) => 'is' in one && one.field === state.field && one.is.includes(state.initial)),
    );
  const tile = (label: string, query: string, href: string) =>
    `{ label: ${quote(label)}, href: ${href}, value: ${name.list}(database, ${viewer}${query}, 1).total }`;
  const owner = plan.people && !isOwnList ? record.fields.find((field) => field.name === record.owner) : undefined;
  return [
    ...(stateField
      ? hasView
        ? []
        : [
            `${guard}${tile(`${record.plural}: ${state.initial}`, `{ ${stateField.prop}: ${quote(state.initial)} }`, quote(`/${record.path}?${stateField.prop}=${encodeURIComponent(state.initial)}`))}`,
          ]
      : [`${guard}${tile(isOwnList ? `Your ${lower(record.plural)}` : record.plural, '{}', quote(`/${record.path}`))}`]),
    ...(owner
      ? [
          `${guard}request.viewer !== undefined && ${tile(`Your ${lower(record.plural)}`, `{ ${owner.prop}: String(request.viewer.id) }`, `\`/${record.path}?${owner.prop}=\${request.viewer.id}\``)}`,
        ]
      : []),
  ];
}

function latest(plan: Plan, kits: Contributions): string {
  const record =
    plan.records.find((one) => one.lifecycle && !kits.isSubordinate(one)) ?? plan.records.find((one) => !kits.isSubordinate(one));
  if (!record) return '';
  const name = names(record);
  const guard = plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : '';
  return `    \${${guard}section({
      heading: ${quote(`Latest ${lower(record.plural)}`)},
      action: { label: ${quote(`All ${lower(record.plural)}`)}, href: '/${record.path}' },
      body: history(${name.list}(database, ${plan.people ? 'request.viewer, ' : ''}{}, 6).items.map((${record.variable}) => ({ at: ${record.hasCreatedAt ? `relativeTime(${record.variable}.createdAt)` : "''"}, text: html\`<a href="/${record.path}/\${${record.variable}.id}">\${${name.titleOf}(${record.variable})}</a>\` }))),
    })}
`;
}

const others = (plan: Plan): DesignPage[] => plan.design.pages.filter(({ kind }) => kind !== 'home' && kind !== 'dashboard');

function otherPages(plan: Plan): string {
  return others(plan)
    .map(
      (page) => `
export function ${otherName(page)}(request: WebRequest): Html {
  return inFrame(request, {
    title: ${quote(page.title)},
    body: html\`\${pageHead({ title: ${quote(page.title)} })}\${${
      page.kind === 'faq'
        ? `faq(${list(
            '[',
            page.sections.map(({ heading, text }) => `{ question: ${quote(heading)}, answer: ${quote(text)} }`),
            ']',
            '    ',
          )})`
        : `sections(${sectionList(page)})`
    }}\`,
  });
}
`,
    )
    .join('');
}

export const otherName = (page: DesignPage): string => `${page.kind}Page`;
export const otherPagesOf = (plan: Plan): DesignPage[] =>
  others(plan).filter((page, i, all) => all.findIndex(({ kind }) => kind === page.kind) === i);
