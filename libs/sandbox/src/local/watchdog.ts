import type { SandboxLimits } from '../port.js';
import type { Used } from './cgroups.js';
import { familyOf, type ProcessId } from './processes.js';

const EVERY_MS = 250;

/** A watch over a sandbox's processes, and what it saw them use. */
export interface Watch {
  used(): Used;
  stop(): void;
}

/**
 * Watches a sandbox's memory and number of processes where no control group holds them. It sees them four times a
 * second: what grows faster is held by the limits of each process only, and what is used after the last look is not
 * counted.
 *
 * @param onExcess called once with what was passed.
 */
export function watchFamily(first: ProcessId, limits: SandboxLimits, onExcess: (what: 'memory' | 'processes') => void): Watch {
  const used: Used = { cpuMs: 0, peakMemoryBytes: 0 };
  const timer = setInterval(() => {
    const family = familyOf(first.pid).filter((info) => info.state !== 'Z');
    const bytes = family.reduce((sum, info) => sum + info.memoryBytes, 0);
    // With the time of children that have ended: their parents took it over.
    const cpuMs = family.reduce((sum, info) => sum + info.cpuMs, 0);
    used.cpuMs = Math.max(used.cpuMs, cpuMs);
    used.peakMemoryBytes = Math.max(used.peakMemoryBytes, bytes);
    const what = bytes > limits.memoryBytes ? 'memory' : family.length > limits.processes ? 'processes' : undefined;
    if (!what) return;
    clearInterval(timer);
    onExcess(what);
  }, EVERY_MS);
  timer.unref();
  return { used: () => ({ ...used }), stop: () => clearInterval(timer) };
}
