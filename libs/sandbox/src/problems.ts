import type { SandboxEnd } from './port.js';

/** The system lets no sandbox be made, so nothing was run. */
export class SandboxUnavailable extends Error {
  readonly code = 'SANDBOX_UNAVAILABLE';
  constructor(
    readonly why: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`No sandbox can be started: ${why}. ${remedy}`, options);
  }
}

/** The sandbox ended before the answer; what ran in it has no known outcome. */
export class SandboxGone extends Error {
  readonly code = 'SANDBOX_GONE';
  constructor(readonly end: SandboxEnd) {
    super(`The sandbox has ended (${end})`);
  }
}

/** A name that is no plain path below the work folder. */
export class BadPath extends Error {
  readonly code = 'SANDBOX_BAD_PATH';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`The path ${JSON.stringify(path.slice(0, 200))} is refused: ${reason}`);
  }
}

/** A file, folder or command that the sandbox refused. */
export class FileRefused extends Error {
  readonly code = 'SANDBOX_REFUSED';
}

/** What came from inside is no frame of the agreed form. */
export class BadFrame extends Error {
  readonly code = 'SANDBOX_BAD_FRAME';
}
