import { DefaultFailureConverter } from '@temporalio/common';

/** Puts messages and traces of failures where payloads are encrypted. Loaded by Temporal, by its path. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
