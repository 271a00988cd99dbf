import { Inject } from '@nestjs/common';
import { Field, ObjectType, Query, Resolver, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Requires } from '../../security/requires.decorator.js';
import { WORKERS } from '../../tokens.js';
import type { WorkerWatch } from './worker-watch.js';

const WorkerStateEnum = { RUNNING: 'RUNNING', SILENT: 'SILENT', ENDED: 'ENDED', STRAY: 'STRAY' } as const;
registerEnumType(WorkerStateEnum, {
  name: 'WorkerState',
  valuesMap: {
    RUNNING: { description: 'it says so every few seconds' },
    SILENT: { description: 'it was killed, or its machine is away; it takes no tasks' },
    ENDED: { description: 'it ended in good order' },
    STRAY: { description: 'it takes tasks and is no process that runs: each of them waits until its time is over; end it' },
  },
});

@ObjectType('WorkerProcess', { description: 'A process that asks Temporal for tasks, for the administrators of this server.' })
export class WorkerProcessType {
  @Field(() => String, { description: 'what, process id, machine and run; as in the Temporal UI' }) identity!: string;
  @Field(() => WorkerStateEnum) state!: keyof typeof WorkerStateEnum;
  @Field(() => [String], { description: 'the task queues that it asks' }) queues!: string[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'null: it never said so' }) startedAt!: Date | null;
  @Field(() => DateTimeScalar, { description: 'when it last said that it runs; of one that strays, when it last asked for a task' })
  seenAt!: Date;
}

@Resolver(() => WorkerProcessType)
export class WorkerResolver {
  constructor(@Inject(WORKERS) private readonly workers: WorkerWatch) {}

  @Query(() => [WorkerProcessType], {
    description: 'worker processes of the last day as they were a few seconds ago, those that stray first',
  })
  @Requires('administrator')
  workerProcesses(): WorkerProcessType[] {
    const { processes, strays } = this.workers;
    const straying = new Set(strays.map(({ identity }) => identity));
    return [
      ...strays.map(({ identity, queues, askedAt }) => {
        const startedAt = processes.find((one) => one.identity === identity)?.startedAt ?? null;
        return { identity, state: 'STRAY' as const, queues, startedAt, seenAt: new Date(askedAt) };
      }),
      ...processes
        .filter(({ identity }) => !straying.has(identity))
        .map(({ identity, queues, startedAt, seenAt, endedAt, isRunning }) => {
          const state = isRunning ? ('RUNNING' as const) : endedAt ? ('ENDED' as const) : ('SILENT' as const);
          return { identity, state, queues, startedAt, seenAt };
        }),
    ];
  }
}
