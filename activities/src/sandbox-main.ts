import { SANDBOX_QUEUE, activityQueues } from '@millwright/contracts';
import { LocalSandboxProvider, configuredRegistry } from '@millwright/sandbox';
import { join } from 'node:path';
import { SandboxHost } from './verification/sandbox-source.js';
import { runWorkerProcess } from './worker-process.js';

await runWorkerProcess({
  name: 'sandbox-worker',
  rows: () => activityQueues([]).filter(({ queue }) => queue === SANDBOX_QUEUE),
  equip: async (services, config, log) => {
    const upstream = await configuredRegistry().catch((error: unknown) => {
      log.warn({ err: error }, 'npm names no registry: projects with packages are not installed');
      return undefined;
    });
    const host = new SandboxHost({
      provider: new LocalSandboxProvider(),
      upstream,
      cacheFolder: join(config.DATA_DIR, 'sandbox', 'packages'),
    });
    services.sandboxes = host;
    const probe = await host.warm();
    if (probe.usable) log.info({ isolation: probe.isolation, notes: probe.notes }, 'Sandboxes can be made');
    else {
      const { cause, remedy } = probe;
      log.warn({ cause, remedy }, 'No sandbox can be made: what is to be verified is told so');
      process.send?.({ noSandbox: { cause, remedy } });
    }
    return () => host.close();
  },
});
