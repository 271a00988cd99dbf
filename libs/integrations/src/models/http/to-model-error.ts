import { ModelError, type ModelErrorKind } from '../port.js';

/** What both SDKs' errors have in common, and what an error event within a stream holds. */
export interface ProviderFault {
  status?: number | undefined;
  /** The provider's own code or type, such as `rate_limit_error`. */
  code?: string | null | undefined;
  message: string;
  headers?: Headers | undefined;
}

const BY_CODE: readonly [RegExp, ModelErrorKind][] = [
  [/context_length|context_window|too_long|request_too_large|string_above_max_length/, 'too-long'],
  [/model_not_found|model_not_available|unknown_model/, 'no-model'],
  [/content_policy|content_filter|safety|moderation|refus/, 'refused'],
  [/insufficient_quota|billing|credit/, 'bad-key'],
  [/rate_limit|too_many_requests/, 'rate-limited'],
  [/overloaded|server_error|api_error|unavailable|internal|timeout/, 'unavailable'],
  [/invalid_api_key|authentication|permission/, 'bad-key'],
  [/not_found/, 'no-model'],
  [/invalid_request|bad_request/, 'bad-request'],
];

function kindOf({ status, code, message }: ProviderFault): ModelErrorKind {
  const own = BY_CODE.find(([pattern]) => pattern.test(code ?? ''))?.[1];
  if (status === undefined) return own ?? 'unavailable';
  if (status === 401 || status === 403) return own === 'refused' ? own : 'bad-key';
  if (status === 429) return own === 'bad-key' ? own : 'rate-limited';
  if (status === 404) return 'no-model';
  if (status === 413) return 'too-long';
  if (status === 408 || status === 409 || status >= 500) return 'unavailable';
  // Many compatible endpoints give no code; what they say is all there is.
  if (/context length|context window|too long|maximum context|too many tokens/i.test(message)) return 'too-long';
  if (/model\b.*\b(not found|does not exist|not exist|unknown)/i.test(message)) return 'no-model';
  return own === 'too-long' || own === 'no-model' || own === 'refused' || own === 'bad-key' ? own : 'bad-request';
}

/** A provider's refusal in our own terms. Its message is for people; a key that it repeats is left out. */
export function faultToModelError(fault: ProviderFault, who: string, cause?: unknown): ModelError {
  const kind = kindOf(fault);
  const retryAfterMs = kind === 'rate-limited' || kind === 'unavailable' ? retryAfter(fault.headers) : undefined;
  const said = redacted(fault.message).slice(0, 400);
  return new ModelError(kind, `${who} answered${fault.status ? ` ${fault.status}` : ''}: ${said}`, {
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
  const { status, headers, code, type, message } = (error ?? {}) as {
    status?: number;
    headers?: Headers;
    code?: string | null;
    type?: string;
    message?: string;
    error?: { error?: { type?: string; message?: string }; message?: string };
  };
  const body = (error as { error?: { error?: { type?: string; message?: string }; message?: string } } | undefined)?.error;
  const said = body?.error?.message ?? body?.message ?? message ?? String(error);
  if (typeof status === 'number')
    return faultToModelError({ status, headers, code: code ?? body?.error?.type ?? type, message: said }, who, error);
  // An error event within a stream reaches us as an APIError without a status.
  const named = body?.error?.type ?? type;
  if (named && body) return faultToModelError({ code: named, message: said, headers }, who, error);
  const root = rootMessage(error);
  return hasText
    ? new ModelError('cut', `The connection to ${who} broke in the middle of an answer (${root})`, { cause: error })
    : new ModelError('unavailable', `${who} could not be reached (${root})`, { cause: error });
}

function rootMessage(error: unknown): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  return redacted(at instanceof Error ? at.message || at.name : String(at)).slice(0, 200);
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
