import { findStreamKind } from '@millwright/domain';
import { sealAndKeep, type RecordStore, type Signer } from '@millwright/integrations';
import type { MailRepository, UnitOfWork } from '@millwright/persistence';
import type { Config, Logger } from '@millwright/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { SignInGuard } from './security/sign-in-guard.js';
import type { TemporalGateway } from './features/generation/temporal-gateway.js';
import type { ProjectDeletion } from './features/project/project-deletion.js';

export interface SweeperParts {
  unitOfWork: UnitOfWork;
  dataSource: DataSource;
  signer: Signer;
  records: RecordStore;
  temporal: TemporalGateway;
  mails: MailRepository;
  guard: SignInGuard;
  deletion: ProjectDeletion;
  config: Pick<Config, 'SWEEP_SECONDS' | 'RECORD_DAYS' | 'MAIL_DAYS'>;
  log: Logger;
}

const STOP_MS = 3_000;
/** What one round takes on; the rest is for the next. */
const AT_MOST = 200;

/**
 * What is done beside the requests of people, over and over: ledgers are sealed that could not be sealed at their end,
 * histories of ended workflows are kept before Temporal forgets them, and records, mails, links and deleted projects whose time is over are removed.
 *
 * @returns how to stop.
 */
export function startSweeper(parts: SweeperParts): () => Promise<void> {
  const { config, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running = Promise.resolve();
  const round = async (): Promise<void> => {
    for (const [what, work] of Object.entries({
      sealUnsealed,
      keepHistories,
      removeExchanges,
      removeRecords,
      removeMails,
      forgetSignIns,
      removeProjects,
    })) {
      if (isStopped) return;
      try {
        const count = await work(parts);
        if (count > 0) log.info({ count, what }, 'Swept');
      } catch (error) {
        log.warn({ err: error, what }, 'A sweep did not come to its end; it is tried again');
      }
    }
  };
  const next = (): void => {
    timer = setTimeout(() => {
      running = round().then(() => {
        if (!isStopped) next();
      });
    }, config.SWEEP_SECONDS * 1_000);
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    // What it is at is taken up again by the next one that runs.
    await Promise.race([running, sleep(STOP_MS, undefined, { ref: false })]);
  };
}

async function removeMails({ mails, config }: SweeperParts): Promise<number> {
  return await mails.sweep(config.MAIL_DAYS);
}

async function forgetSignIns({ guard }: SweeperParts): Promise<number> {
  return await guard.sweep();
}

async function removeProjects({ deletion }: SweeperParts): Promise<number> {
  return await deletion.sweep();
}

async function sealUnsealed({ dataSource, unitOfWork, signer }: SweeperParts): Promise<number> {
  let sealed = 0;
  const rows: { org_id: string; id: string; kind: string }[] = await dataSource.query(
    `SELECT org_id, id, kind FROM unsealed_streams('1 minute')`,
  );
  for (const { org_id: organizationId, id, kind } of rows) {
    // Of a later release, which runs beside this one and seals it itself.
    if (!findStreamKind(kind)) continue;
    await unitOfWork.run({ organizationId }, (tx) => sealAndKeep(signer, tx.ledgerOf(kind), id));
    sealed++;
  }
  return sealed;
}

async function keepHistories({ dataSource, unitOfWork, records, temporal, config }: SweeperParts): Promise<number> {
  const rows: { org_id: string; id: string }[] = await dataSource.query(`SELECT org_id, id FROM unkept_histories($1::interval, $2)`, [
    `${config.SWEEP_SECONDS} seconds`,
    AT_MOST,
  ]);
  let kept = 0;
  for (const { org_id: organizationId, id } of rows) {
    const history = await temporal.historyOf(id);
    // One that is about to end comes with the next round; one that nobody knows is not asked for again.
    if (!history && (await temporal.knows(id))) continue;
    const address = history ? await records.put(organizationId, history.json) : null;
    const isFirst = await unitOfWork.run({ organizationId }, (tx) =>
      tx.histories.keep(id, { runId: history?.runId ?? null, address, events: history?.events ?? 0 }),
    );
    if (isFirst) kept++;
    else if (address) await records.remove(organizationId, address);
  }
  return kept;
}

async function removeExchanges({ dataSource, unitOfWork, records, config }: SweeperParts): Promise<number> {
  const rows: { org_id: string; id: string; address: string | null }[] = await dataSource.query(
    `SELECT org_id, id, address FROM expired_exchanges($1, $2)`,
    [config.RECORD_DAYS, AT_MOST * 10],
  );
  for (const organizationId of new Set(rows.map((row) => row.org_id))) {
    const own = rows.filter((row) => row.org_id === organizationId);
    // Content before row: what is left over is found again.
    for (const { address } of own) if (address) await records.remove(organizationId, address);
    await unitOfWork.run({ organizationId }, (tx) => tx.exchanges.remove(own.map(({ id }) => id)));
  }
  return rows.length;
}

async function removeRecords({ dataSource, unitOfWork, records, config }: SweeperParts): Promise<number> {
  const rows: { org_id: string; address: string }[] = await dataSource.query(`SELECT org_id, address FROM expired_records($1, $2)`, [
    config.RECORD_DAYS,
    AT_MOST,
  ]);
  for (const { org_id: organizationId, address } of rows) {
    // Content before row: what is left over is found again.
    await records.remove(organizationId, address);
    await unitOfWork.run({ organizationId }, (tx) => tx.keptRecords.removed(address));
  }
  return rows.length;
}
