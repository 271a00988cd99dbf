import type { BlobStore, LocalRepositories, Signer } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { Module } from '@nestjs/common';
import { construct, provide } from '../../provide.js';
import * as t from '../../tokens.js';
import { EngineModule } from '../engine/engine.module.js';
import { StreamModule } from '../stream/stream.module.js';
import { CompareResolver, FileChangeResolver } from './compare.resolver.js';
import { CompareService } from './compare.service.js';
import { DecisionResolver, ReviewBaseResolver } from './decision.resolver.js';
import { DecisionService } from './decision.service.js';
import { EditResolver, RepositoryFileResolver } from './edit.resolver.js';
import { EditService } from './edit.service.js';
import { ForkResolver } from './fork.resolver.js';
import { ForkService } from './fork.service.js';
import { GenerationStarter } from './generation-starter.js';
import {
  ArtifactConnectionResolver,
  ArtifactResolver,
  GenerationConnectionResolver,
  GenerationResolver,
  ProjectGenerationsResolver,
} from './generation.resolver.js';
import { GenerationService } from './generation.service.js';
import { OperationsResolver } from './operations.resolver.js';

const SERVICES = [
  construct(t.STARTER, [t.UNIT_OF_WORK, t.ENGINES, t.TEMPORAL, t.CONFIG, t.LOG], GenerationStarter),
  construct(t.GENERATIONS, [t.UNIT_OF_WORK, t.STARTER, t.TEMPORAL, t.EVENTS, t.STREAMS], GenerationService),
  construct(t.DECISIONS, [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS, t.MODELS], DecisionService),
  construct(t.FORKS, [t.UNIT_OF_WORK, t.GENERATIONS, t.STARTER, t.BLOBS, t.MODELS], ForkService),
  construct(t.COMPARISONS, [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS], CompareService),
  provide(
    t.EDITS,
    [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS, t.LOCAL_REPOSITORIES, t.SIGNER, t.CONFIG],
    (unitOfWork: UnitOfWork, generations: GenerationService, blobs: BlobStore, local: LocalRepositories, signer: Signer, config: Config) =>
      new EditService(unitOfWork, generations, blobs, local, signer, config.PUBLIC_URL),
  ),
];

@Module({
  imports: [EngineModule, StreamModule],
  providers: [
    ...SERVICES,
    GenerationResolver,
    OperationsResolver,
    ArtifactResolver,
    ArtifactConnectionResolver,
    GenerationConnectionResolver,
    ProjectGenerationsResolver,
    DecisionResolver,
    ReviewBaseResolver,
    ForkResolver,
    CompareResolver,
    EditResolver,
    RepositoryFileResolver,
    FileChangeResolver,
  ],
  exports: [t.GENERATIONS, t.STARTER],
})
export class GenerationModule {}
