import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { GenerationModule } from '../generation/generation.module.js';
import {
  GenerationVerificationResolver,
  ProjectCoverResolver,
  VerificationCheckResolver,
  VerificationResolver,
} from './verification.resolver.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [GenerationModule],
  providers: [
    construct(t.VERIFICATIONS, [t.UNIT_OF_WORK, t.GENERATIONS, t.TEMPORAL, t.CONFIG], VerificationService),
    VerificationResolver,
    VerificationCheckResolver,
    GenerationVerificationResolver,
    ProjectCoverResolver,
  ],
})
export class VerificationModule {}
