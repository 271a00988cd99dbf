import { migrate } from '@millwright/persistence';
import { databaseUrls, readConfig, rolePasswords, temporalConnection } from '@millwright/platform';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '@millwright/contracts';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { say } from './say.ts';

// Types of search attributes.
const [KEYWORD, DOUBLE] = [2, 4];

/** Brings PostgreSQL and the Temporal namespace to today's shape. May be run again at any time. */
const config = readConfig();
const done = await migrate(databaseUrls(config).owner, rolePasswords(config));
say(done.length === 0 ? 'The database is up to date' : `Migrated the database: ${done.join(', ')}`);

const connection = await Connection.connect(temporalConnection(config));
const namespace = config.TEMPORAL_NAMESPACE;
try {
  await connection.workflowService.registerNamespace({
    namespace,
    description: 'Millwright',
    workflowExecutionRetentionPeriod: { seconds: (RETENTION_DAYS * 86_400) as never },
  });
  say(`Registered the Temporal namespace ${namespace}`);
} catch (error) {
  // 6: it exists.
  if (!isGrpcServiceError(error) || error.code !== 6) throw error;
}
for (let attempt = 0; ; attempt++) {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.values(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length > 0)
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(missing.map((name) => [name, name === SEARCH_ATTRIBUTES.cost ? DOUBLE : KEYWORD])),
      });
    break;
  } catch (error) {
    // A new namespace is not known to every part of the server at once.
    if (!isGrpcServiceError(error) || attempt > 100) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
await connection.close();
process.exit(0);
