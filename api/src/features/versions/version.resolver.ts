import { Inject } from '@nestjs/common';
import { Field, Int, ObjectType, Query, Resolver, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Requires } from '../../security/requires.decorator.js';
import { TEMPORAL } from '../../tokens.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';

const VersionStatusEnum = {
  INACTIVE: 'INACTIVE',
  CURRENT: 'CURRENT',
  RAMPING: 'RAMPING',
  DRAINING: 'DRAINING',
  DRAINED: 'DRAINED',
} as const;
registerEnumType(VersionStatusEnum, {
  name: 'WorkflowVersionStatus',
  valuesMap: {
    INACTIVE: { description: 'nothing was ever begun on it' },
    CURRENT: { description: 'new generations begin on it' },
    RAMPING: { description: 'some of the new generations begin on it' },
    DRAINING: { description: 'generations that began on it go on' },
    DRAINED: { description: 'nothing runs on it any more: its workers can go' },
  },
});

@ObjectType('WorkflowVersion', { description: 'A version of the workflow code, for the administrators of this server.' })
export class WorkflowVersionType {
  @Field(() => String, { description: 'from the hash of its code' }) buildId!: string;
  @Field(() => VersionStatusEnum) status!: keyof typeof VersionStatusEnum;
  @Field(() => DateTimeScalar, { description: 'when a worker first had it' }) firstSeenAt!: Date;
  @Field(() => Int, { description: 'workflows that run on it now' }) open!: number;
}

@Resolver(() => WorkflowVersionType)
export class VersionResolver {
  constructor(@Inject(TEMPORAL) private readonly temporal: TemporalGateway) {}

  @Query(() => [WorkflowVersionType], { description: 'versions of the workflow code, newest first' })
  @Requires('administrator')
  async workflowVersions(): Promise<WorkflowVersionType[]> {
    return await this.temporal.versions();
  }
}
