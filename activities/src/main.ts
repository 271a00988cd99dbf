import { SANDBOX_QUEUE, activityQueues } from '@millwright/contracts';
import { runWorkerProcess } from './worker-process.js';

await runWorkerProcess({
  name: 'activity-worker',
  // Where no sandbox worker is started, what asks for one is told so here and does not wait.
  rows: ({ models }, { VERIFY }) =>
    activityQueues(models.all().map(({ info }) => info.id)).filter(({ queue }) => VERIFY === 'off' || queue !== SANDBOX_QUEUE),
});
