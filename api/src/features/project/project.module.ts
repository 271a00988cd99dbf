import type { BlobStore, LocalRepositories } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { construct, provide } from '../../provide.js';
import * as t from '../../tokens.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { ProjectDeletion } from './project-deletion.js';
import { ProjectConnectionResolver, ProjectResolver } from './project.resolver.js';
import { ProjectService } from './project.service.js';

@Module({
  providers: [
    construct(t.PROJECTS, [t.UNIT_OF_WORK], ProjectService),
    provide(
      t.PROJECT_DELETION,
      [t.UNIT_OF_WORK, t.DATA_SOURCE, t.PROJECTS, t.TEMPORAL, t.BLOBS, t.LOCAL_REPOSITORIES, t.LOG],
      (
        unitOfWork: UnitOfWork,
        dataSource: DataSource,
        projects: ProjectService,
        temporal: TemporalGateway,
        blobs: BlobStore,
        repositories: LocalRepositories,
        log: Logger,
      ) => new ProjectDeletion({ unitOfWork, dataSource, projects, temporal, blobs, repositories, log }),
    ),
    ProjectResolver,
    ProjectConnectionResolver,
  ],
})
export class ProjectModule {}
