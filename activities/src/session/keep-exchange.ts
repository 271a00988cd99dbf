import type { Exchange } from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import { requestIdentity } from '@millwright/platform';
import type { AskingScope } from '../attempt/attempt-scope.js';
import type { Workbench } from '../attempt/workbench.js';
import { outlast } from '../frame/outlast.js';

/** Keeps what an engine was asked and answered, where the organization wants that. The work goes on without it. */
export async function keepExchange(bench: Workbench, { input, log, signal }: AskingScope, exchange: Exchange): Promise<void> {
  const { services } = bench;
  const { organizationId, generationId } = input;
  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    outlast(() => services.unitOfWork.run(input, work), signal);
  try {
    if (!(await isKept(bench, organizationId, inTransaction))) return;
    const address = await services.records.put(organizationId, JSON.stringify(exchange));
    const { stage, path, request } = exchange;
    await inTransaction((tx) => tx.exchanges.add(generationId, { stage, path, identity: requestIdentity(request), address }));
  } catch (error) {
    services.log.warn({ err: error, stage: exchange.stage }, 'What an engine was asked and answered was not kept');
    log.warn('What was asked and answered could not be kept: a replay will not know it');
  }
}

async function isKept(
  { services, memory }: Workbench,
  organizationId: string,
  inTransaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>,
): Promise<boolean> {
  const known = memory.keeps.get(organizationId);
  if (known !== undefined) return known;
  const days = await inTransaction((tx) => tx.engines.recordDays());
  const keeps = (days ?? services.recordDays) > 0;
  memory.keeps.set(organizationId, keeps);
  return keeps;
}
