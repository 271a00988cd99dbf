import { HOLE } from '../addresses.js';

export interface HtmlForm {
  method: string;
  /** Empty where it is not known, or leads to where it stands. */
  action: string;
  fields: string[];
  /** Whether it may have more fields than are seen. */
  isOpen: boolean;
  /** Where it begins. */
  at: number;
}

export interface HtmlLink {
  address: string;
  at: number;
}

export const isHtml = (text: string): boolean => /<[a-z][\w-]*[\s>]/i.test(text);

/** Links of a text in HTML to addresses of the same server. */
export function linksIn(text: string): HtmlLink[] {
  return [...text.matchAll(/<a\b[^>]*?\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)]
    .map((match) => ({ address: match[1] ?? match[2]!, at: match.index }))
    .filter(({ address }) => isOwn(address));
}

/** An address of the same server, of which the first part is known. */
export const isOwn = (address: string): boolean => /^\/(?!\/)/.test(address) && !address.startsWith(`/${HOLE}`);

/** Forms of a text in HTML, with the names of their fields. */
export function formsIn(text: string): HtmlForm[] {
  return [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)(?:<\/form>|$)/gi)].map((match) => {
    const [, head = '', body = ''] = match;
    const elements = [...body.matchAll(/<(input|select|textarea|button)\b([^>]*)/gi)];
    const names = elements.map((element) => attribute(element[2]!, 'name')).filter((name) => name !== undefined);
    return {
      method: (attribute(head, 'method') ?? 'get').toUpperCase(),
      action: attribute(head, 'action') ?? '',
      fields: [...new Set(names.filter((name) => name !== '' && !name.includes(HOLE)))],
      isOpen:
        elements.some(
          ([, , head = '']) => attribute(head, 'name')?.includes(HOLE) ?? head.replaceAll(/"[^"]*"|'[^']*'/g, '').includes(HOLE),
        ) || hasMore(body),
      at: match.index,
    };
  });
}

const WORDS = 'textarea|option|strong|span|b|em|i|button|label|h[1-6]|time|small|code|a|td|th|legend|summary|output';

/** Whether something stands among the elements that may be fields too. */
function hasMore(body: string): boolean {
  const bare = body
    .replaceAll(/<(\/?[\w-]+)(?:"[^"]*"|'[^']*'|[^>"'])*>/g, '<$1>')
    .replaceAll(new RegExp(`<(${WORDS})>[^<]*</\\1>`, 'gi'), '');
  return bare.split(/<[^>]*>/).some((text) => text.includes(HOLE) && !/[\p{L}\d]/u.test(text));
}

function attribute(head: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(head);
  return match ? (match[1] ?? match[2] ?? match[3]) : undefined;
}
