import { SandboxPool } from './pool.js';
import type { Sandbox, SandboxProvider } from './port.js';

/** Times in milliseconds; a start ends with the answer of its first command. */
export interface SandboxFigures {
  runs: number;
  cold: { p50: number; p95: number };
  warm: { p50: number; p95: number };
  stop: { p50: number; p95: number };
  isolation: Sandbox['isolation'];
}

const at = (values: readonly number[], share: number): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]! * 10) / 10;
const figures = (values: readonly number[]): { p50: number; p95: number } => ({ p50: at(values, 0.5), p95: at(values, 0.95) });

/**
 * Measures starts, with and without a pool, and stops, one after the other.
 *
 * @param runs of each kind. Default 20.
 * @throws SandboxUnavailable
 */
export async function benchSandbox(provider: SandboxProvider, runs = 20): Promise<SandboxFigures> {
  const times = { cold: [] as number[], warm: [] as number[], stop: [] as number[] };
  const pool = new SandboxPool({ provider, spec: {} });
  // The probe is paid once for each worker.
  await (await provider.create()).stop();
  let isolation: Sandbox['isolation'] | undefined;
  try {
    for (let run = 0; run < runs; run++) {
      for (const kind of ['cold', 'warm'] as const) {
        if (kind === 'warm') await pool.fill();
        const startedAt = performance.now();
        const sandbox = kind === 'warm' ? await pool.take() : await provider.create();
        await sandbox.exec({ argv: ['true'] });
        times[kind].push(performance.now() - startedAt);
        isolation = sandbox.isolation;
        // Its successor starts meanwhile: that is no part of a stop.
        if (kind === 'warm') await pool.fill();
        const stoppedAt = performance.now();
        await sandbox.stop();
        times.stop.push(performance.now() - stoppedAt);
      }
    }
  } finally {
    await pool.close();
  }
  return { runs, cold: figures(times.cold), warm: figures(times.warm), stop: figures(times.stop), isolation: isolation! };
}
