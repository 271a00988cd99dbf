import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { GenerationModule } from '../generation/generation.module.js';
import { CorrectionResolver } from './correction.resolver.js';
import { CorrectionService } from './correction.service.js';
import { UnderstandingResolver } from './understanding.resolver.js';
import { UnderstandingService } from './understanding.service.js';

@Module({
  imports: [GenerationModule],
  providers: [
    construct(t.UNDERSTANDING, [t.MODELS, t.GENERATIONS, t.BLOBS], UnderstandingService),
    construct(t.CORRECTIONS, [t.MODELS, t.GENERATIONS, t.BLOBS], CorrectionService),
    UnderstandingResolver,
    CorrectionResolver,
  ],
})
export class UnderstandingModule {}
