import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { BEATS, IS_DEBUGGED, type Watched } from './watched.js';

const TICK_MS = 1_000;

/**
 * Ends this process, by force and from a thread of its own, where its main thread stands still for 20 s, or where its
 * launcher is gone and it has not ended by itself within 28 s. A worker of Temporal polls by native threads: one whose
 * main thread hangs takes tasks that it never does.
 *
 * @param launcher process id of the launcher; undefined where there is none.
 * @param tickMs one of the seconds above, shorter in tests.
 */
export function watchProcess(name: string, launcher: number | undefined, tickMs = TICK_MS): void {
  const shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const beat = (): void => {
    Atomics.store(shared, IS_DEBUGGED, inspector.url() === undefined ? 0 : 1);
    Atomics.add(shared, BEATS, 1);
  };
  beat();
  setInterval(beat, tickMs / 2).unref();
  const data: Watched = { shared, tickMs, name, ...(launcher === undefined ? {} : { launcher }) };
  // Nothing that was preloaded into the main thread runs in this one.
  const watcher = new Worker(new URL('./watcher.js', import.meta.url), { workerData: data, execArgv: [], env: {} });
  watcher.on('error', (error) => console.error('The watching thread ended', error));
  watcher.unref();
}
