import type { ModelRegistry } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { serverSecret, type Config } from '@millwright/platform';
import { Module } from '@nestjs/common';
import { provide } from '../../provide.js';
import * as t from '../../tokens.js';
import { EngineResolver } from './engine.resolver.js';
import { EngineService } from './engine.service.js';

@Module({
  providers: [
    provide(
      t.ENGINES,
      [t.UNIT_OF_WORK, t.MODELS, t.CONFIG],
      (unitOfWork: UnitOfWork, models: ModelRegistry, config: Config) => new EngineService(unitOfWork, models, serverSecret(config)),
    ),
    EngineResolver,
  ],
  exports: [t.ENGINES],
})
export class EngineModule {}
