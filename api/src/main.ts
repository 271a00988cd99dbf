import { InvalidConfiguration, beginProcess, readConfig } from '@millwright/platform';
import { startApi } from './bootstrap.js';
import { serveOn } from './last-resort.js';

beginProcess('api');
try {
  const config = readConfig();
  const running = await startApi(config);
  serveOn(running.log, () => process.exit(1));
  process.send?.('ready');
  let isClosing = false;
  const close = async (): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
    // Open sockets may not hold the process for longer than a worker's grace.
    setTimeout(() => process.exit(0), 25_000).unref();
    await running.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());
  // Started by the launcher: without it there is nobody left to serve for.
  process.on('disconnect', () => void close());
} catch (error) {
  console.error(error instanceof InvalidConfiguration ? error.message : error);
  process.exit(1);
}
