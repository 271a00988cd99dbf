/**
 * An expected refusal: something a person did or a limit they met, never a bug.
 * `code` is the public code of the API's error table; own fields of a subclass travel to clients beside it.
 */
export abstract class Problem extends Error {
  abstract readonly code: ProblemCode;
  /** What would allow it, in one sentence for the person who met it. */
  readonly hint?: string;
  constructor(message: string, hint?: string) {
    super(message);
    this.name = new.target.name;
    if (hint) this.hint = hint;
  }
}

export type ProblemCode =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'QUOTA_EXCEEDED'
  | 'RATE_LIMITED'
  | 'PRECONDITION_FAILED'
  | 'UNAVAILABLE';

/** One input field that was refused; `path` as the client sent it, e.g. `input.description`. */
export interface FieldFault {
  path: string;
  message: string;
}

export class BadInput extends Problem {
  readonly code = 'BAD_INPUT';
  constructor(readonly fields: FieldFault[]) {
    super(fields.map((f) => `${f.path}: ${f.message}`).join('; '));
  }
}

export class NotFound extends Problem {
  readonly code = 'NOT_FOUND';
  constructor(readonly what: string) {
    super(`${what} was not found`, 'Check the id, and that you belong to its organization.');
  }
}

/** A link that makes somebody administrator was used, replaced, or its time is over. */
export class SetupLinkEnded extends Problem {
  readonly code = 'NOT_FOUND';
  constructor() {
    super(
      'This setup link was used, replaced, or its time is over',
      'While the server has no administrator, each start prints a new one. Otherwise an administrator can make you one, or `npm run admin -- YOUR-ADDRESS` on the server.',
    );
  }
}

export class Conflict extends Problem {
  readonly code = 'CONFLICT';
}

export class PreconditionFailed extends Problem {
  readonly code = 'PRECONDITION_FAILED';
}

export class Unavailable extends Problem {
  readonly code = 'UNAVAILABLE';
}

export class Unauthenticated extends Problem {
  readonly code = 'UNAUTHENTICATED';
  constructor() {
    super('You are not signed in', 'Sign in, or send an API key in the x-api-key header.');
  }
}

export class Forbidden extends Problem {
  readonly code = 'FORBIDDEN';
  constructor(
    readonly permission: string,
    readonly allowedRoles: readonly string[],
  ) {
    super(
      `This needs the permission ${permission}`,
      `It belongs to the roles ${allowedRoles.join(', ')}. An owner of the organization can change your role.`,
    );
  }
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

export class RateLimited extends Problem {
  readonly code = 'RATE_LIMITED';
  constructor(
    readonly retryAfterMs: number,
    message = 'Too many requests',
  ) {
    super(message, `Try again in ${secondsOf(retryAfterMs)} s.`);
  }

  /** As HTTP's `retry-after` has it. */
  get retryAfterS(): number {
    return secondsOf(this.retryAfterMs);
  }
}
