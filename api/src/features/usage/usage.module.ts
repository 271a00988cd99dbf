import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { ProjectUsageResolver, UsageOfProjectResolver, UsageResolver } from './usage.resolver.js';
import { UsageService } from './usage.service.js';

@Module({
  providers: [
    construct(t.USAGE, [t.UNIT_OF_WORK, t.LOOKUP_POOL], UsageService),
    ProjectUsageResolver,
    UsageOfProjectResolver,
    UsageResolver,
  ],
})
export class UsageModule {}
