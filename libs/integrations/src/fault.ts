import { ALLOWANCE_USED, HELD, MERGE_CONFLICT } from '@millwright/contracts';
import { NOT_RECORDED } from '@millwright/domain';

/** Whether time alone heals it, and what a person can do where the error has no better advice. */
interface FaultKind {
  isRetryable: boolean;
  hint?: string;
}

/**
 * Every code that a failure can have, in the one spelling that ledgers, Temporal and clients see. A new one joins with a
 * line here.
 */
export const FAULTS = {
  RATE_LIMITED: { isRetryable: true, hint: 'The provider limits requests; it is tried again when the provider allows it.' },
  UNAVAILABLE: { isRetryable: true, hint: 'The provider did not answer; it is tried again.' },
  CUT: { isRetryable: true, hint: 'The answer was cut; it is tried again.' },
  TIMEOUT: { isRetryable: true, hint: 'The provider fell silent; it is tried again.' },
  BAD_KEY: {
    isRetryable: false,
    hint: 'Check the key of this engine: the organization’s own under Settings, Engines, else the server’s in its configuration.',
  },
  NO_MODEL: { isRetryable: false, hint: 'Choose another model of this engine.' },
  WRONG_ADDRESS: {
    isRetryable: false,
    hint: 'Whoever runs this server has to set the address of this engine right in its configuration.',
  },
  BAD_REQUEST: { isRetryable: false, hint: 'The provider refused the request; choose another model, or report this.' },
  REFUSED: { isRetryable: false, hint: 'The model declined to answer; reword the description, or choose another model.' },
  UNSUPPORTED_INPUT: { isRetryable: false, hint: 'Reword the description, or choose an engine with a model.' },
  TOO_LONG: { isRetryable: false, hint: 'Shorten the description, or choose a model with a longer context.' },
  INVALID_ANSWER: { isRetryable: false, hint: 'The answer was not what was asked for; start again, or choose another model.' },
  [NOT_RECORDED]: {
    isRetryable: false,
    hint: 'A replay goes as far as its record does. Where another release recorded it, replay it with today’s code.',
  },
  CANCELLED: { isRetryable: false, hint: 'It was cancelled.' },
  BAD_TOKEN: { isRetryable: false },
  MISSING_SCOPE: { isRetryable: false },
  SSO_REQUIRED: { isRetryable: false },
  NAME_TAKEN: { isRetryable: false },
  NO_OWNER: { isRetryable: false },
  GONE: { isRetryable: false },
  [HELD]: { isRetryable: false },
  [ALLOWANCE_USED]: { isRetryable: false },
  [MERGE_CONFLICT]: { isRetryable: false },
  // A broken disk, a tool that failed, or a bug: the first two heal, the third shows itself again.
  INTERNAL: { isRetryable: true },
} as const satisfies Record<string, FaultKind>;

export type FaultCode = keyof typeof FAULTS;

/** What an error says of itself to whoever has to tell others of it, without knowing its class. */
export interface Fault {
  readonly code: FaultCode;
  /** What a person can do about it, in a sentence or two. */
  readonly hint?: string;
  /** Whether time alone may heal it. */
  readonly isRetryable: boolean;
  /** How long whoever refused asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What the workflow needs to go on, beside the code; see `FailureDetails`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a tool or a store of our own refused: time may heal it, and nobody is asked to do anything. */
export abstract class InternalFault extends Error implements Fault {
  readonly code = 'INTERNAL';
  readonly isRetryable = FAULTS.INTERNAL.isRetryable;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The fault that an error is; undefined where it does not say. */
export function faultOf(error: unknown): (Error & Fault) | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, isRetryable } = error as Partial<Fault>;
  return typeof code === 'string' && typeof isRetryable === 'boolean' ? (error as Error & Fault) : undefined;
}

/** How records and settings spell a code: `RATE_LIMITED` is `rate-limited` there. */
export const kindOfCode = (code: FaultCode): string => code.toLowerCase().replaceAll('_', '-');
/** The code that records and settings spell so; of a newer version it may be one that the table does not have. */
export const codeOfKind = (kind: string): FaultCode => kind.toUpperCase().replaceAll('-', '_') as FaultCode;
