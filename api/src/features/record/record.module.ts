import type { BlobStore, ModelRegistry, RecordStore } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { serverSecret, type Config } from '@millwright/platform';
import { Module } from '@nestjs/common';
import { provide } from '../../provide.js';
import * as t from '../../tokens.js';
import type { GenerationStarter } from '../generation/generation-starter.js';
import { GenerationModule } from '../generation/generation.module.js';
import type { GenerationService } from '../generation/generation.service.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { knownSecrets } from './known-secrets.js';
import { RecordPolicyService } from './record-policy.service.js';
import { RecordResolver } from './record.resolver.js';
import { RecordService } from './record.service.js';

@Module({
  imports: [GenerationModule],
  providers: [
    provide(
      t.RECORDS,
      [t.UNIT_OF_WORK, t.GENERATIONS, t.STARTER, t.TEMPORAL, t.BLOBS, t.RECORD_STORE, t.MODELS, t.CONFIG],
      (
        unitOfWork: UnitOfWork,
        generations: GenerationService,
        starter: GenerationStarter,
        temporal: TemporalGateway,
        blobs: BlobStore,
        records: RecordStore,
        models: ModelRegistry,
        config: Config,
      ) => {
        const secrets = knownSecrets(unitOfWork, config, serverSecret(config));
        return new RecordService({ unitOfWork, generations, starter, temporal, blobs, records, models, secrets });
      },
    ),
    provide(
      t.RECORD_POLICIES,
      [t.UNIT_OF_WORK, t.CONFIG],
      (unitOfWork: UnitOfWork, config: Config) => new RecordPolicyService(unitOfWork, config.RECORD_DAYS),
    ),
    RecordResolver,
  ],
})
export class RecordModule {}
