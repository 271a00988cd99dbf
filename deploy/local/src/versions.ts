import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOW_DEPLOYMENT } from '@millwright/contracts';
import type { Config } from '@millwright/platform';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import protos from '@temporalio/proto';
import { say } from './say.ts';
import type { Supervised } from './supervised.ts';

const { WorkerDeploymentVersionStatus: Status } = protos.temporal.api.enums.v1;
const AUTO_UPGRADE = protos.temporal.api.enums.v1.VersioningBehavior.VERSIONING_BEHAVIOR_AUTO_UPGRADE;
const LOOK_EVERY_MS = 5_000;

/**
 * Keeps the workflow code of each release that ran on a data folder for as long as generations run on it: those that
 * wait for a person across an upgrade end on the code that they began on. On a server of its own, one whose code is not
 * here any more goes on with that of today.
 *
 * @param build the build that runs.
 * @param run a worker for the code of a version.
 */
export async function runEarlierVersions(
  config: Config,
  build: string,
  env: NodeJS.ProcessEnv,
  run: (buildId: string, bundle: string) => Promise<Supervised>,
): Promise<{ stop(): void }> {
  const { buildIdOf, bundleFile, payloadsOf, temporalConnection } = await import('@millwright/platform');
  const folder = join(config.DATA_DIR, 'workflows');
  mkdirSync(folder, { recursive: true });
  const bundle = config.WORKFLOW_BUNDLE ?? join(build, 'workflows/dist', bundleFile(config));
  const current = buildIdOf(bundle);
  // As a new file: a copy would be as readable as the build is.
  if (!existsSync(join(folder, `${current}.js`))) writeFileSync(join(folder, `${current}.js`), readFileSync(bundle));

  const connection = Connection.lazy(temporalConnection({ ...config, TEMPORAL_ADDRESS: env.TEMPORAL_ADDRESS }));
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter: payloadsOf(config).dataConverter });
  const workers = new Map<string, Supervised>();
  const look = async (): Promise<void> => {
    const open = (await versionsOf(connection, config.TEMPORAL_NAMESPACE)).filter(
      ({ buildId, isDrained }) => buildId !== current && !isDrained,
    );
    for (const { buildId } of open) {
      const file = join(folder, `${buildId}.js`);
      if (workers.has(buildId)) continue;
      if (existsSync(file)) {
        const count = await openOn(client, buildId);
        if (count === 0) continue;
        say(
          `${count} ${count === 1 ? 'generation goes' : 'generations go'} on with the workflow code that ${count === 1 ? 'it' : 'they'} began on (${buildId})`,
        );
        workers.set(buildId, await run(buildId, file));
        // On a server that others use as well, a worker for it may be elsewhere.
      } else if (!config.TEMPORAL_ADDRESS) await moveToCurrent(client, config.TEMPORAL_NAMESPACE, buildId);
    }
    const wanted = new Set([current, ...open.map(({ buildId }) => buildId)]);
    for (const [buildId, worker] of workers) {
      if (wanted.has(buildId)) continue;
      workers.delete(buildId);
      await worker.stop();
      say(`No generation is on the workflow code ${buildId} any more; its worker has ended`);
    }
    for (const name of readdirSync(folder)) if (!wanted.has(name.replace(/\.js$/, ''))) rmSync(join(folder, name));
  };

  // What cannot be looked at now, such as a server that is away, is looked at with the next round.
  let work = look().catch(() => undefined);
  await work;
  const timer = setInterval(() => (work = work.then(look).catch(() => undefined)), LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      void work.finally(() => connection.close()).catch(() => undefined);
    },
  };
}

async function versionsOf(connection: Connection, namespace: string): Promise<{ buildId: string; isDrained: boolean }[]> {
  try {
    const { workerDeploymentInfo } = await connection.workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: WORKFLOW_DEPLOYMENT,
    });
    return (workerDeploymentInfo?.versionSummaries ?? []).flatMap(({ deploymentVersion, status }) =>
      deploymentVersion?.buildId
        ? [{ buildId: deploymentVersion.buildId, isDrained: status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED }]
        : [],
    );
  } catch (error) {
    // 5: it has none yet.
    if (isGrpcServiceError(error) && error.code === 5) return [];
    throw error;
  }
}

const openQuery = (buildId: string): string =>
  `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${WORKFLOW_DEPLOYMENT}:${buildId}'`;

async function openOn(client: Client, buildId: string): Promise<number> {
  return (await client.workflow.count(openQuery(buildId))).count;
}

async function moveToCurrent(client: Client, namespace: string, buildId: string): Promise<void> {
  let count = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query: openQuery(buildId) })) {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId, runId },
      workflowExecutionOptions: { versioningOverride: { autoUpgrade: true, behavior: AUTO_UPGRADE } },
      updateMask: { paths: ['versioning_override'] },
    });
    count++;
  }
  if (count > 0) say(`${count} open workflows go on with today's code: that of ${buildId} is not here any more`);
}
