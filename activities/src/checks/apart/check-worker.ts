import { parentPort } from 'node:worker_threads';
import { check, type CheckRequest } from './check-request.js';

// The thread of `checkApart`: looks at one project after the other, and keeps what is the same for all of them.
parentPort!.on('message', (request: CheckRequest) => {
  try {
    parentPort!.postMessage({ faults: check(request) });
  } catch (error) {
    parentPort!.postMessage({ error: (error as Error).message });
  }
});
