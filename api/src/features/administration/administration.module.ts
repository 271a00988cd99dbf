import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { AdministrationResolver } from './administration.resolver.js';
import { AdministrationService } from './administration.service.js';

@Module({
  providers: [construct(t.ADMINISTRATION, [t.LOOKUP_POOL], AdministrationService), AdministrationResolver],
})
export class AdministrationModule {}
