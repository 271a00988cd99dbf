import { cutText } from '@millwright/domain';
import { ModelError, type ModelFaultCode } from '../port.js';
import { pageTitle, readFault } from './provider-fault.js';
import { NotAStream } from './watched-body.js';

/** What both SDKs' errors have in common, and what an error event within a stream holds. */
export interface ProviderFault {
  status?: number | undefined;
  /** The provider's own code or type, such as `rate_limit_error`. */
  code?: string | null | undefined;
  message: string;
  headers?: Headers | undefined;
}

const BY_CODE: readonly [RegExp, ModelFaultCode][] = [
  [/context_length|context_window|too_long|request_too_large|string_above_max_length/, 'TOO_LONG'],
  [/model_not_found|model_not_available|unknown_model/, 'NO_MODEL'],
  [/content_policy|content_filter|safety|moderation|refus/, 'REFUSED'],
  [/insufficient_quota|billing|credit/, 'BAD_KEY'],
  [/rate_limit|too_many_requests|resource_exhausted/, 'RATE_LIMITED'],
  [/overloaded|server_error|api_error|unavailable|internal|timeout|upstream|bad_gateway/, 'UNAVAILABLE'],
  [/invalid_api_key|authentication|permission/, 'BAD_KEY'],
  [/not_found/, 'NO_MODEL'],
  [/invalid_request|bad_request/, 'BAD_REQUEST'],
];

function codeOf({ status, code, message }: ProviderFault): ModelFaultCode {
  const own = BY_CODE.find(([pattern]) => pattern.test(code?.toLowerCase() ?? ''))?.[1];
  if (status === undefined) return own ?? 'UNAVAILABLE';
  if (status === 401 || status === 403) return own === 'REFUSED' ? own : 'BAD_KEY';
  if (status === 429) return own === 'BAD_KEY' ? own : 'RATE_LIMITED';
  // The address of a list of models names no model.
  if (status === 404) return /model/i.test(`${code ?? ''} ${message.replace(/\/models\b/g, '')}`) ? 'NO_MODEL' : 'WRONG_ADDRESS';
  if (status === 405) return 'WRONG_ADDRESS';
  if (status === 413) return 'TOO_LONG';
  if (status === 408 || status === 409 || status >= 500) return 'UNAVAILABLE';
  // Many compatible endpoints give no code; what they say is all there is.
  if (/context length|context window|context limit|too long|maximum context|too many tokens/i.test(message)) return 'TOO_LONG';
  if (/model\b.*\b(not found|does not exist|not exist|unknown)/i.test(message)) return 'NO_MODEL';
  return own === 'TOO_LONG' || own === 'NO_MODEL' || own === 'REFUSED' || own === 'BAD_KEY' ? own : 'BAD_REQUEST';
}

/** A provider's refusal in our own terms. Its message is for people; a key that it repeats is left out. */
export function faultToModelError(fault: ProviderFault, who: string, cause?: unknown): ModelError {
  const known = codeOf(fault);
  const retryAfterMs = known === 'RATE_LIMITED' || known === 'UNAVAILABLE' ? retryAfter(fault.headers) : undefined;
  const said = cutText(redacted(fault.message), 400);
  return new ModelError(known, `${who} answered${fault.status ? ` ${fault.status}` : ''}: ${said}`, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause,
  });
}

/**
 * What an SDK threw, in our own terms. A status is the provider's answer; anything else (a reset, a body that
 * is no JSON, an address that nobody listens on) is a connection that did not hold.
 */
export function toModelError(error: unknown, who: string, hasText: boolean): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof NotAStream) return documentToModelError(error, who);
  const { status, headers, code, type, message, error: body } = (error ?? {}) as ProviderFault & { type?: string; error?: unknown };
  const fault = body === undefined || body === null ? undefined : readFault(body);
  if (typeof status === 'number')
    return faultToModelError(
      {
        status,
        headers,
        code: code ?? fault?.code ?? type,
        message: fault?.message ?? readFault((message ?? String(error)).replace(/^\d{3} /, '')).message,
      },
      who,
      error,
    );
  // An error within a stream reaches us without a status, but for one that it tells itself.
  if (fault) return faultToModelError({ ...fault, code: fault.code ?? type, headers }, who, error);
  const root = rootMessage(error);
  return hasText
    ? new ModelError('CUT', `The connection to ${who} broke in the middle of an answer (${root})`, { cause: error })
    : new ModelError('UNAVAILABLE', `${who} could not be reached (${root})`, { cause: error });
}

/** A document in the place of a stream is an error that its status did not tell, or no endpoint of this kind is there. */
function documentToModelError({ json, body }: NotAStream, who: string): ModelError {
  const isFault = typeof json === 'object' && json !== null && /"(error|detail|message)"/.test(body);
  if (isFault) {
    const fault = readFault(json);
    const isNoRoute = /not found|no route|unknown (url|route|path)|unexpected endpoint|cannot (get|post)/i.test(fault.message);
    if (isNoRoute && !/model/i.test(fault.message.replace(/models\b/g, '')))
      return wrongAddress(who, cutText(redacted(fault.message), 400));
    return faultToModelError(fault, who);
  }
  return wrongAddress(who, pageTitle(body) ?? `“${cutText(redacted(body.replace(/\s+/g, ' ')), 100)}”`);
}

/** No endpoint of the kind that is asked for is at its address. @param said what came in its place */
export function wrongAddress(who: string, said: string): ModelError {
  return new ModelError('WRONG_ADDRESS', `${who} is not at its address, which answered with ${said}`);
}

function rootMessage(error: unknown): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  return cutText(redacted(at instanceof Error ? at.message || at.name : String(at)), 200);
}

/** Providers repeat parts of a key in their refusals. */
function redacted(message: string): string {
  return message.replace(/\b(sk|gsk|xai|key)-[\w*-]{4,}/gi, '$1-…');
}

/** `retry-after` in seconds or as a date, or `retry-after-ms`; at most ten minutes. */
export function retryAfter(headers: Headers | undefined): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? NaN);
  if (Number.isFinite(ms)) return bounded(ms);
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return bounded(seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : bounded(date - Date.now());
}

const bounded = (ms: number): number => Math.max(0, Math.min(600_000, Math.round(ms)));
