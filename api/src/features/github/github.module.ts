import type { UnitOfWork } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { Module } from '@nestjs/common';
import type { Pool } from 'pg';
import { provide } from '../../provide.js';
import { linkedGithubToken, type Auth } from '../../security/auth.js';
import { SecurityModule } from '../../security/security.module.js';
import * as t from '../../tokens.js';
import { GenerationModule } from '../generation/generation.module.js';
import type { GenerationService } from '../generation/generation.service.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { GithubResolver } from './github.resolver.js';
import { GithubService } from './github.service.js';

@Module({
  imports: [SecurityModule, GenerationModule],
  providers: [
    provide(
      t.GITHUB_SERVICE,
      [t.UNIT_OF_WORK, t.GENERATIONS, t.TEMPORAL, t.CONFIG, t.LOOKUP_AUTH, t.LOOKUP_POOL],
      (unitOfWork: UnitOfWork, generations: GenerationService, temporal: TemporalGateway, config: Config, auth: Auth, pool: Pool) =>
        new GithubService(unitOfWork, generations, temporal, config, linkedGithubToken(auth, pool)),
    ),
    GithubResolver,
  ],
})
export class GithubModule {}
