import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { StreamResolver } from './stream.resolver.js';
import { StreamService } from './stream.service.js';

@Module({
  providers: [construct(t.STREAMS, [t.UNIT_OF_WORK, t.EVENTS], StreamService), StreamResolver],
  exports: [t.STREAMS],
})
export class StreamModule {}
