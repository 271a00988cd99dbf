import { createReadStream } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

/** Whoever waits for a page comes before whoever sent a file. */
const NICE = 10;

// The thread of `readRecordApart`: reads one file, says what is in it or what is wrong with it, and ends.
// Linux alone gives each thread a priority of its own; elsewhere this would slow the whole process.
if (process.platform === 'linux') setPriority(0, NICE);
// Loaded from here on: that takes longer than most files do.
const [{ BadInput }, { readRecord }] = await Promise.all([import('@millwright/domain'), import('./record-file.js')]);
try {
  parentPort!.postMessage({ record: await readRecord(createReadStream(workerData as string)) });
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  parentPort!.postMessage({ fields: error.fields });
}
