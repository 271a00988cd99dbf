import { BadInput } from '@millwright/domain';
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readRecord } from './record-file.js';

// The thread of `readRecordApart`: reads one file, says what is in it or what is wrong with it, and ends.
try {
  parentPort!.postMessage({ record: await readRecord(createReadStream(workerData as string)) });
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  parentPort!.postMessage({ fields: error.fields });
}
