import { Module } from '@nestjs/common';
import { construct } from '../../provide.js';
import * as t from '../../tokens.js';
import { ActivityResolver } from './activity.resolver.js';
import { ActivityService } from './activity.service.js';

@Module({
  providers: [construct(t.ACTIVITY, [t.UNIT_OF_WORK, t.EVENTS, t.TEMPORAL], ActivityService), ActivityResolver],
})
export class ActivityModule {}
