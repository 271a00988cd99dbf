import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { ArtifactRow } from './artifact/artifact.entity.js';
import { GenerationRow } from './generation/generation.entity.js';
import { MailRow } from './mail/mail.entity.js';
import { ProjectRow } from './project/project.entity.js';

/** A pool of connections as the runtime role; `url` from `databaseUrls(config).app`. */
export function createDataSource(url: string, options: { pool?: number; name?: string } = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [ProjectRow, GenerationRow, ArtifactRow, MailRow],
    poolSize: options.pool ?? 10,
    applicationName: options.name ?? 'millwright',
    logging: false,
    installExtensions: false,
    extra: {
      // A query is sent without waiting for the answer to the one before it.
      pipeline: true,
      // A dead server is noticed, and a query that waits for nothing ends.
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
}
