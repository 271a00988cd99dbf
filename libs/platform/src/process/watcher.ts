import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { faultOf } from './watch-rules.js';
import { BEATS, IS_DEBUGGED, type Watched } from './watched.js';

// The watching thread. It asks nothing of the main thread, which may never answer: not even for its output.
const { shared, tickMs, launcher, name } = workerData as Watched;
/** The fault is written before the end, and not waited for: a write may hang, an end may not. */
const LAST_WORD_MS = 200;

let seen = Atomics.load(shared, BEATS);
let still = 0;
let orphaned = 0;
const timer = setInterval(() => {
  const beats = Atomics.load(shared, BEATS);
  still = beats === seen ? still + 1 : 0;
  seen = beats;
  orphaned = launcher !== undefined && isGone(launcher) ? orphaned + 1 : 0;
  const fault = faultOf({ still, orphaned, isDebugged: Atomics.load(shared, IS_DEBUGGED) === 1 });
  if (fault === undefined) return;
  clearInterval(timer);
  const line = { level: 60, time: new Date().toISOString(), pid: process.pid, name, msg: `Ended by its watching thread: ${fault}` };
  write(2, `${JSON.stringify(line)}\n`, () => undefined);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORD_MS);
}, tickMs);

function isGone(pid: number): boolean {
  // Who loses its parent gets another one, on Windows none.
  if (process.ppid !== pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
