import { cutText } from '@millwright/domain';

/** What a provider says went wrong, however it says it. */
export interface SaidFault {
  /** The provider's own code or type, such as `rate_limit_error`. */
  code?: string;
  /** A status that it tells in words of its own, within a body. */
  status?: number;
  message: string;
  /** The parameter that it does not take. */
  param?: string;
}

type Body = Record<string, unknown>;
const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Reads the forms in which compatible endpoints tell of a fault: `{error: {message, code}}`, `{error: "…"}`, `{message}`,
 * `{detail}`, lists of these, a router's error with the raw one of its upstream, a page, or bare text.
 */
export function readFault(body: unknown): SaidFault {
  if (typeof body === 'string') {
    try {
      return readFault(JSON.parse(body) as unknown);
    } catch {
      return { message: pageTitle(body) ?? cutText(body.trim(), 2_000) };
    }
  }
  if (Array.isArray(body)) return readFault(body[0] ?? '');
  if (!isBody(body)) return { message: String(body) };
  const { error } = body;
  if (isBody(error) || Array.isArray(error) || textOf(error)) {
    const { error: _, ...outer } = body;
    const inner = isBody(error) || Array.isArray(error) ? readFault(error) : readFault({ ...outer, message: outer['message'] ?? error });
    const code = inner.code ?? textOf(body['code']);
    return { ...inner, ...(code ? { code } : {}) };
  }
  const { message, detail, msg, code, type, status, param, metadata } = body;
  const raw = isBody(metadata) ? textOf(metadata['raw']) : undefined;
  const said = textOf(message) ?? textOf(msg) ?? textOf(detail) ?? JSON.stringify(detail ?? message ?? body);
  const number = [code, status, body['status_code']].map(Number).find((one) => Number.isInteger(one) && one >= 400 && one < 600);
  const name = [code, type, status].map(textOf).find((one) => one !== undefined && Number.isNaN(Number(one)));
  return {
    message: raw ? `${said}: ${raw}` : said,
    ...(name ? { code: name } : {}),
    ...(number ? { status: number } : {}),
    ...(textOf(param) ? { param: textOf(param)! } : {}),
  };
}

/** What a page in HTML calls itself; undefined where it is none. */
export function pageTitle(text: string): string | undefined {
  if (!/^\s*(<!--[\s\S]*?-->\s*)*<(!doctype|html|head|body|title|\?xml)/i.test(text)) return undefined;
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  return title ? `a page called “${cutText(title, 80)}”` : 'a page';
}
