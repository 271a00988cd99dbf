// One organization has 1,000 calls waiting, another comes with a few: prints how many of the first ran while the other's did.
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';

const [MANY, FEW, SLOTS] = [1_000, 20, 5];
Runtime.install({ logger: new DefaultLogger('ERROR') });
const address = process.env.MILLWRIGHT_TEST_TEMPORAL;
const [native, connection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
const client = new Client({ connection, namespace: process.env.MILLWRIGHT_TEST_NAMESPACE ?? 'millwright' });
const order = [];
let begun;
const hasBegun = new Promise((resolve) => (begun = resolve));
const worker = await Worker.create({
  connection: native,
  namespace: process.env.MILLWRIGHT_TEST_NAMESPACE ?? 'millwright',
  taskQueue: 'fairness',
  workflowsPath: fileURLToPath(new URL('../load/fair.workflow.mjs', import.meta.url)),
  maxConcurrentActivityTaskExecutions: SLOTS,
  activities: {
    call: async (key) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(key);
      if (order.length === 50) begun();
    },
  },
});
const start = (key, calls) =>
  client.workflow.start('fair', {
    taskQueue: 'fairness',
    workflowId: `fair-${key}-${process.pid}`,
    args: [{ key, calls }],
    priority: { fairnessKey: key },
  });
const between = await worker.runUntil(async () => {
  const many = await start('many', MANY);
  await hasBegun;
  const before = order.length;
  const few = await start('few', FEW);
  await few.result();
  const seen = order.slice(before);
  await many.terminate('seen enough');
  // Until the other's first call ran, the workflow itself was on its way: that is no waiting for calls.
  const own = seen.slice(seen.indexOf('few'), seen.lastIndexOf('few') + 1);
  return own.filter((key) => key === 'many').length;
});
await native.close();
await connection.close();
console.log(JSON.stringify({ between, few: FEW }));
process.exit(0);
