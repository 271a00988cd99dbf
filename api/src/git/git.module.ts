import { Module } from '@nestjs/common';
import { construct } from '../provide.js';
import * as t from '../tokens.js';
import { RepositoryService } from './repository.service.js';

@Module({
  providers: [construct(t.REPOSITORIES, [t.UNIT_OF_WORK, t.BLOBS, t.LOCAL_REPOSITORIES], RepositoryService)],
})
export class GitModule {}
