import type { SandboxLimits } from '../port.js';
import { familyOf, type ProcessId } from './processes.js';

const EVERY_MS = 250;

/**
 * Watches a sandbox's memory and number of processes where no control group holds them. It sees them four times a
 * second: what grows faster is held by the limits of each process only.
 *
 * @param onExcess called once with what was passed.
 * @returns how to end it.
 */
export function watchFamily(first: ProcessId, limits: SandboxLimits, onExcess: (what: 'memory' | 'processes') => void): () => void {
  const timer = setInterval(() => {
    const family = familyOf(first.pid).filter((info) => info.state !== 'Z');
    const bytes = family.reduce((sum, info) => sum + info.memoryBytes, 0);
    const what = bytes > limits.memoryBytes ? 'memory' : family.length > limits.processes ? 'processes' : undefined;
    if (!what) return;
    clearInterval(timer);
    onExcess(what);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
