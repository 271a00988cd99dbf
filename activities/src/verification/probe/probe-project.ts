import type { CheckOutput } from '../output/check-output.js';
import type { RunningProject } from '../start/start-project.js';
import { ask, type Reply } from './ask.js';
import { BROKEN_ESCAPE, faultOfReply, NOWHERE, type Probe } from './plan-probes.js';

export interface ProbeBounds {
  /** For all requests together. */
  probeMs: number;
  requestMs: number;
}

const SHOWN_FAULTS = 3;

/**
 * Asks a running project what was planned, one after the other, and writes each answer down.
 *
 * @returns what is wrong, in a sentence; undefined where nothing is.
 * @throws the signal's reason.
 */
export async function probeProject(
  project: RunningProject,
  probes: readonly Probe[],
  bounds: ProbeBounds,
  output: CheckOutput,
  signal: AbortSignal,
): Promise<string | undefined> {
  const faults: string[] = [];
  const startedAt = performance.now();
  let answersEverything = false;
  for (const probe of probes) {
    const left = bounds.probeMs - (performance.now() - startedAt);
    if (left <= 0) {
      faults.push(`after ${Math.round(bounds.probeMs / 1000)} s there was no time for the other requests`);
      break;
    }
    const reply = await ask(project, probe, Math.min(bounds.requestMs, left), signal);
    output.say(`${probe.method} ${probe.path} ${wordOf(reply)} ${reply.durationMs} ms${probe.wrong ? ` (${probe.wrong})` : ''}`);
    if (probe.path === NOWHERE) answersEverything = reply.kind === 'answer' && reply.status < 400;
    const isPassedOver = probe.path === BROKEN_ESCAPE && answersEverything && reply.kind === 'answer' && reply.status < 400;
    const fault = isPassedOver ? undefined : faultOfReply(probe, reply);
    if (fault === undefined) continue;
    faults.push(fault);
    if (project.hasEnded()) {
      faults.push('the project has ended with it');
      break;
    }
  }
  if (faults.length === 0) faults.push(...(await isStillThere(project, bounds, signal)));
  if (faults.length === 0) return undefined;
  const more = faults.length - SHOWN_FAULTS;
  return faults.slice(0, SHOWN_FAULTS).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Wrong input may have ended it after its answer. */
async function isStillThere(project: RunningProject, { requestMs }: ProbeBounds, signal: AbortSignal): Promise<string[]> {
  const reply = await ask(project, { method: 'GET', path: '/' }, requestMs, signal);
  return reply.kind === 'answer' && !project.hasEnded() ? [] : ['It answers no longer after these requests'];
}

const wordOf = (reply: Reply): string => {
  if (reply.kind === 'answer') return String(reply.status);
  return reply.kind === 'closed' ? 'no answer' : reply.kind === 'silent' ? 'silence' : 'no HTTP';
};
