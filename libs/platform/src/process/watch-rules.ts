/** What the watching thread knows, all of it in its own ticks: a clock jumps when a machine wakes up. */
export interface Sight {
  /** Ticks since the main thread last turned. */
  still: number;
  /** Ticks since the launcher is gone; 0 while it is there, and where there is none. */
  orphaned: number;
  /** Whether a debugger may hold the main thread. */
  isDebugged: boolean;
}

/** At a tick a second: long beyond any work that a turn may take. */
const STILL = 20;
/** Without a launcher nobody misses a process that hangs. */
const STILL_ORPHAN = 5;
/** More than the grace that a process takes to end in good order, which it begins by itself once its launcher is gone. */
const ORPHAN = 28;

/** Why a process has to be ended from outside its main thread; undefined where it is well. */
export function faultOf({ still, orphaned, isDebugged }: Sight): string | undefined {
  if (orphaned >= ORPHAN) return 'its launcher is gone, and it did not end by itself';
  if (orphaned > 0 && still >= STILL_ORPHAN) return 'its launcher is gone, and its main thread stands still';
  if (still >= STILL && !isDebugged) return 'its main thread stands still';
  return undefined;
}
