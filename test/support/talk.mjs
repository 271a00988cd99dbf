// Loaded into a process of ours before its own code: on demand it writes far more than any pipe holds, or stands still.
import { createLogger } from '@millwright/platform';
import { setImmediate } from 'node:timers';

const LINE = 'x'.repeat(1_000);

process.on('message', (message) => {
  if (message === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (message !== 'talk') return;
  const log = createLogger('talk', 'info');
  for (let i = 0; i < 1_000; i++) {
    log.info(LINE);
    console.log(LINE);
    console.error(LINE);
  }
  setImmediate(() => process.send('talked'));
});
