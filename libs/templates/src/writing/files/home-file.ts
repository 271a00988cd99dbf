import type { DesignPage } from '../../design/design.types.js';
import type { Contributions } from '../../kits/kit.js';
import { list, quote } from '../code.js';
import type { Plan } from '../plan.js';
import { dashboard } from './dashboard-file.js';
import { openRecords, welcome } from './welcome-file.js';

/** src/pages/home.ts: what this is for visitors; what waits for somebody who is signed in. */
export function homeFile(plan: Plan, kits: Contributions): string {
  const isSite = plan.design.shape === 'site' && !plan.people;
  const open = openRecords(plan, kits);
  const call = open.length > 0 ? 'welcome(request, context)' : 'welcome()';
  const own = `dashboard(${plan.people ? 'request, ' : ''}context)`;
  const body = plan.people ? `request.viewer ? ${own} : ${call}` : isSite ? call : own;
  return `export function homePage(request: WebRequest, ${body.includes('context') ? 'context' : '_context'}: Context): Html {
  return inFrame(request, { title: ${quote(plan.design.name)}, body: ${body} });
}
${plan.people || isSite ? `\n${welcome(plan, kits, open)}\n` : ''}${isSite ? '' : `\n${dashboard(plan, kits)}`}${otherPages(plan)}`;
}

const sectionList = (sections: DesignPage['sections']): string =>
  list(
    '[',
    sections.map(({ heading, text }) => `{ heading: ${quote(heading)}, text: ${quote(text)} }`),
    ']',
    '    ',
  );

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
        : `sections(${sectionList(page.sections)})`
    }}${page.kind === 'contact' ? writeTo(plan) : ''}\`,
  });
}
`,
    )
    .join('');
}

/** From a contact page to the form where visitors write. */
function writeTo({ design, records }: Plan): string {
  const rule = design.rules.find(({ kit }) => kit === 'enquiry');
  const record = rule?.kit === 'enquiry' ? records.find(({ table }) => table === rule.record) : undefined;
  return record ? `\${actions([{ label: 'Write to us', action: '/${record.path}/new', tone: 'main' }])}` : '';
}

// A record may be called contact or service.
export const otherName = (page: DesignPage): string => `${page.kind}TextPage`;
export const otherPagesOf = (plan: Plan): DesignPage[] =>
  others(plan).filter((page, i, all) => all.findIndex(({ kind }) => kind === page.kind) === i);
