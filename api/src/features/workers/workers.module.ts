import { WorkerProcessRepository } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { provide } from '../../provide.js';
import * as t from '../../tokens.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { WorkerWatch } from './worker-watch.js';
import { WorkerResolver } from './worker.resolver.js';

@Module({
  providers: [
    provide(
      t.WORKERS,
      [t.DATA_SOURCE, t.TEMPORAL, t.LOG],
      (dataSource: DataSource, temporal: TemporalGateway, log: Logger) =>
        new WorkerWatch(new WorkerProcessRepository(dataSource), temporal, log),
    ),
    WorkerResolver,
  ],
})
export class WorkersModule {}
