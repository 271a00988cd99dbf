import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import { SecurityModule } from '../../security/security.module.js';
import * as t from '../../tokens.js';
import { ApiKeyService } from './api-key.service.js';
import { OrganizationService } from './organization.service.js';
import { ViewerResolver } from './viewer.resolver.js';

@Module({
  imports: [SecurityModule],
  providers: [
    construct(t.API_KEYS, [t.LOOKUP_AUTH, t.LOOKUP_POOL, t.UNIT_OF_WORK], ApiKeyService),
    construct(t.ORGANIZATIONS, [t.LOOKUP_POOL], OrganizationService),
    ViewerResolver,
  ],
})
export class ViewerModule {}
