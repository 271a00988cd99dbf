import { FAULTS, type Fault, type FaultCode } from '../../fault.js';

/** Why GitHub did not do what it was asked. What time heals is tried again, by Temporal alone. */
export type GitHubFaultCode = Extract<
  FaultCode,
  'BAD_TOKEN' | 'MISSING_SCOPE' | 'SSO_REQUIRED' | 'RATE_LIMITED' | 'UNAVAILABLE' | 'NAME_TAKEN' | 'NO_OWNER' | 'GONE' | 'REFUSED'
>;

const LONGEST_WAIT_MS = 3_600_000;

export class GitHubError extends Error implements Fault {
  readonly isRetryable: boolean;
  /** How long GitHub asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  constructor(
    readonly code: GitHubFaultCode,
    message: string,
    readonly hint: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GitHubError';
    this.isRetryable = FAULTS[code].isRetryable;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

interface RequestError {
  status?: number;
  message?: string;
  response?: {
    headers?: Record<string, string | number | undefined>;
    data?: { message?: string; errors?: { message?: string; field?: string }[] };
  };
}

/** What Octokit threw, in our own terms. Sources: docs.github.com on rate limits, on SSO for tokens and on scopes. */
export function toGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) return error;
  const { status, response, message = '' } = (error ?? {}) as RequestError;
  const headers = response?.headers ?? {};
  const said = [response?.data?.message ?? message, ...(response?.data?.errors ?? []).flatMap((one) => one.message ?? [])]
    .join('; ')
    .slice(0, 300);
  const wait = waitOf(headers);
  if (status === undefined)
    return new GitHubError('UNAVAILABLE', `GitHub could not be reached (${message.slice(0, 200)})`, 'It is tried again.', { cause: error });
  if (status === 401)
    return new GitHubError('BAD_TOKEN', `GitHub refused the token: ${said}`, 'Connect the GitHub account again under Settings, GitHub.', {
      cause: error,
    });
  const sso = header(headers, 'x-github-sso');
  if (status === 403 && sso?.startsWith('required')) {
    const url = /url=(\S+)/.exec(sso)?.[1];
    return new GitHubError(
      'SSO_REQUIRED',
      'The organization on GitHub wants the token authorised for its single sign-on',
      url ? `Open ${url} and authorise it, then export again.` : 'Authorise the token for that organization on GitHub, then export again.',
      { cause: error },
    );
  }
  if (status === 429 || (status === 403 && (wait !== undefined || /rate limit/i.test(said))))
    return new GitHubError('RATE_LIMITED', `GitHub limits requests: ${said}`, 'It is tried again when GitHub allows it.', {
      retryAfterMs: wait ?? 60_000,
      cause: error,
    });
  if (status === 403 || status === 404) {
    const [has, accepts] = [header(headers, 'x-oauth-scopes'), header(headers, 'x-accepted-oauth-scopes')];
    const scopes = (text: string | undefined): string[] =>
      (text ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
    if (has !== undefined && scopes(accepts).length > 0 && !scopes(accepts).some((scope) => scopes(has).includes(scope)))
      return new GitHubError(
        'MISSING_SCOPE',
        `The GitHub token lacks the scope ${scopes(accepts)[0]} (it has: ${scopes(has).join(', ') || 'none'})`,
        'Connect the GitHub account again under Settings, GitHub, with a token that has the scopes repo and workflow.',
        { cause: error },
      );
    return status === 403
      ? new GitHubError('REFUSED', `GitHub refused it: ${said}`, 'Check what the token may do there, then export again.', { cause: error })
      : new GitHubError(
          'GONE',
          `GitHub does not know it (any more): ${said}`,
          'Check the owner, or export again to make the repository anew.',
          { cause: error },
        );
  }
  if (status >= 500 || status === 408 || status === 409)
    return new GitHubError('UNAVAILABLE', `GitHub answered ${status}: ${said}`, 'It is tried again.', {
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
      cause: error,
    });
  return new GitHubError('REFUSED', `GitHub refused it (${status}): ${said}`, 'Choose another name or owner, then export again.', {
    cause: error,
  });
}

/**
 * A token may not write what GitHub runs as workflows, `.github/workflows`.
 * Source: docs.github.com, "Scopes for OAuth apps", and the permissions of fine-grained tokens.
 */
export function missingWorkflowScope(has: readonly string[], cause?: unknown): GitHubError {
  return new GitHubError(
    'MISSING_SCOPE',
    `The GitHub token lacks the scope workflow${has.length > 0 ? ` (it has: ${has.join(', ')})` : ', or the permission Workflows of a fine-grained one'}, and the repository has a workflow in .github/workflows`,
    'Connect the GitHub account again under Settings, GitHub: GitHub then asks for repo and workflow. Or make a token with both scopes (a fine-grained one: write access to Contents, Administration and Workflows). Then export again.',
    { cause },
  );
}

function header(headers: Record<string, string | number | undefined>, name: string): string | undefined {
  const value = headers[name];
  return value === undefined ? undefined : String(value);
}

function waitOf(headers: Record<string, string | number | undefined>): number | undefined {
  const after = Number(header(headers, 'retry-after') ?? NaN);
  if (Number.isFinite(after)) return Math.min(LONGEST_WAIT_MS, after * 1_000);
  if (header(headers, 'x-ratelimit-remaining') !== '0') return undefined;
  const reset = Number(header(headers, 'x-ratelimit-reset') ?? NaN) * 1_000;
  return Number.isFinite(reset) ? Math.max(1_000, Math.min(LONGEST_WAIT_MS, reset - Date.now())) : undefined;
}
