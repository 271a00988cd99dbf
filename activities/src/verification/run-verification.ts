import {
  describeIn,
  VERIFICATION,
  type BlueprintEndpoint,
  type CheckOutcome,
  type VerificationEventBody,
  type VerificationState,
} from '@millwright/domain';
import { AllowanceReached, SandboxGone, SandboxUnavailable } from '@millwright/sandbox';
import type { Sayer } from '../runtime/attempt-log.js';
import type { Services } from '../runtime/services.js';
import { isCancelled } from '../runtime/failure.js';
import type { SandboxSource } from './sandbox-source.js';
import { verifyFiles } from './verify-files.js';
import type { DocumentedRoute, VerificationListener } from './verify-files.types.js';

/** A project whose checks bring their worker down does so each time. */
const MOST_ATTEMPTS = 3;
const READ_SIDE_BY_SIDE = 16;

export interface VerificationJob {
  verificationId: string;
  organizationId: string;
  /** 1 for the first. */
  attempt: number;
  /** SHA-256 of each, by its path. */
  files: ReadonlyMap<string, string>;
  endpoints: readonly BlueprintEndpoint[];
  scripts: Readonly<Record<string, string>>;
  /** Ends the sandbox. What was begun stays open then: who cancelled it ends it, or it begins again. */
  signal: AbortSignal;
  log: Sayer;
}

interface Ended {
  status: CheckOutcome;
  reason?: string;
  versions?: Record<string, string>;
}

/**
 * Tries files in a sandbox and writes down what is seen while it is. One that has ended is not tried again; one whose
 * worker was lost begins anew.
 *
 * @returns its state at the end.
 * @throws what the database throws; AbortError where it is cancelled
 */
export async function runVerification(services: Services, job: VerificationJob): Promise<VerificationState> {
  const { verificationId, organizationId } = job;
  const before = await services.unitOfWork.run({ organizationId }, (tx) => tx.streams(VERIFICATION).lock(verificationId));
  if (VERIFICATION.isFinal(before)) return before;
  const write = async (body: VerificationEventBody): Promise<VerificationState> => {
    job.log.say(describeIn(VERIFICATION, body));
    return await services.unitOfWork.run({ organizationId }, async (tx) => {
      const stream = tx.streams(VERIFICATION);
      await stream.append(verificationId, [body]);
      return await stream.lock(verificationId);
    });
  };
  const ended = await outcomeOf(services, job, write);
  return await write({ type: 'VERIFICATION_ENDED', ...ended });
}

async function outcomeOf(
  services: Services,
  job: VerificationJob,
  write: (body: VerificationEventBody) => Promise<unknown>,
): Promise<Ended> {
  const { sandboxes } = services;
  if (!sandboxes) return skipped('Nothing is tried on this server (VERIFY=off). Switch it on, then verify again.');
  if (job.attempt > MOST_ATTEMPTS)
    return skipped(`Its worker was lost ${MOST_ATTEMPTS} times. Look into the log of the sandbox worker, then verify again.`);
  const probe = await sandboxes.probe();
  if (!probe.usable) return skipped(`No sandbox can be started: ${probe.cause}. ${probe.remedy}`);
  try {
    return await tried(services, sandboxes, job, write);
  } catch (error) {
    if (isCancelled(error) || job.signal.aborted) throw error;
    if (error instanceof SandboxUnavailable || error instanceof AllowanceReached) return skipped(error.message);
    if (error instanceof SandboxGone && job.attempt >= MOST_ATTEMPTS) return skipped(`${error.message}. Verify again.`);
    throw error;
  }
}

async function tried(
  services: Services,
  sandboxes: SandboxSource,
  job: VerificationJob,
  write: (body: VerificationEventBody) => Promise<unknown>,
): Promise<Ended> {
  const packages = sandboxes.packages();
  const { status, reason, versions } = await verifyFiles({
    files: await contentsOf(services, job),
    open: (spec) => sandboxes.open(spec),
    provider: sandboxes.provider,
    ...(packages ? { packages } : {}),
    routes: job.endpoints.map(routeOf),
    scripts: job.scripts,
    signal: job.signal,
    on: listener(services, job, write),
  });
  return { status, ...(reason === undefined ? {} : { reason }), ...(Object.keys(versions).length > 0 ? { versions } : {}) };
}

function listener(
  { blobs }: Services,
  { organizationId }: VerificationJob,
  write: (body: VerificationEventBody) => Promise<unknown>,
): VerificationListener {
  return {
    began: async (checks, isolation) => void (await write({ type: 'VERIFICATION_BEGAN', checks, isolation })),
    checkBegan: async (name, command) => void (await write({ type: 'CHECK_BEGAN', name, ...(command === undefined ? {} : { command }) })),
    output: async () => undefined,
    checkEnded: async (result, output) => {
      const bytes = Buffer.from(output, 'utf8');
      // Blob before row: an orphan blob costs space, an entry without its blob is lost output.
      const kept = bytes.length > 0 ? { output: { sha256: await blobs.put(organizationId, bytes), bytes: bytes.length } } : {};
      await write({ type: 'CHECK_ENDED', result, ...kept });
    },
  };
}

async function contentsOf({ blobs }: Services, { organizationId, files }: VerificationJob): Promise<{ path: string; bytes: Uint8Array }[]> {
  const all = [...files];
  const read: { path: string; bytes: Uint8Array }[] = [];
  for (let at = 0; at < all.length; at += READ_SIDE_BY_SIDE)
    read.push(
      ...(await Promise.all(
        all.slice(at, at + READ_SIDE_BY_SIDE).map(async ([path, sha256]) => ({ path, bytes: await blobs.get(organizationId, sha256) })),
      )),
    );
  return read;
}

const routeOf = ({ method, path, body }: BlueprintEndpoint): DocumentedRoute => ({ method, path, ...(body ? { body: body.kind } : {}) });

const skipped = (reason: string): Ended => ({ status: 'SKIPPED', reason });
