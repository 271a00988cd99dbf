import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { AuditResolver } from './audit.resolver.js';
import { AuditService } from './audit.service.js';

@Module({
  providers: [construct(t.AUDIT, [t.UNIT_OF_WORK, t.SIGNER, t.EVENTS], AuditService), AuditResolver],
})
export class AuditModule {}
