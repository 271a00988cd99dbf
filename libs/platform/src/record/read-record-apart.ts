import { BadInput, type FieldFault } from '@millwright/domain';
import { Worker } from 'node:worker_threads';
import type { FullRecord } from './record-file.js';

const MOST_MEMORY_MB = 1_024;

type Answer = { record: FullRecord } | { fields: FieldFault[] };

/**
 * Reads a record from a file that anybody may have written, in a thread of its own: what a file costs in time and memory
 * holds up nobody else, and where it is more than a thread may have, the thread ends and not the process.
 *
 * @param file its path.
 * @throws BadInput naming what in it is not as it should be · Error where the file cannot be read
 */
export async function readRecordApart(file: string): Promise<FullRecord> {
  const worker = new Worker(new URL('record-worker.js', import.meta.url), {
    workerData: file,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that reads a record ended without a word')));
    });
    if ('fields' in answer) throw new BadInput(answer.fields);
    return answer.record;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
    throw new BadInput([{ path: 'file', message: 'takes more memory than a record may' }]);
  } finally {
    await worker.terminate();
  }
}
