import {
  GENERATION_STATUSES,
  PAUSE_MODES,
  STAGE_NAMES,
  STAGE_STATUSES,
  type GenerationStatus,
  type ReplayChoice,
  type StageName,
  type StageStatus,
} from '@millwright/domain';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo, type ConnectionOf, type Counted, type EdgeOf } from '../../graphql/connection.js';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.js';
import { StageApprovalType } from './people.types.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
export const GenerationStatusEnum = enumOf(GENERATION_STATUSES);
export const StageNameEnum = enumOf(STAGE_NAMES);
export const StageStatusEnum = enumOf(STAGE_STATUSES);
registerEnumType(GenerationStatusEnum, { name: 'GenerationStatus', description: 'Where a generation stands as a whole.' });
registerEnumType(StageNameEnum, {
  name: 'StageName',
  description: 'The stages, in pipeline order. Each is one or more retryable Temporal activities.',
});
registerEnumType(StageStatusEnum, { name: 'StageStatus' });

export const ParentKindEnum = enumOf(['FORK', 'RETRY'] as const);
registerEnumType(ParentKindEnum, { name: 'ParentKind' });
export const AtCeilingEnum = enumOf(['FAIL', 'ASK'] as const);
registerEnumType(AtCeilingEnum, {
  name: 'AtCeiling',
  description: 'What a generation does where its ceiling does not cover the next call.',
  valuesMap: { FAIL: { description: 'it ends with a clear failure' }, ASK: { description: 'it waits until somebody raises the ceiling' } },
});
export const PauseModeEnum = enumOf(PAUSE_MODES);
registerEnumType(PauseModeEnum, {
  name: 'PauseMode',
  description: 'What becomes of the work in flight when a generation is paused.',
  valuesMap: {
    FINISH: { description: 'it ends, and no new work begins' },
    ABORT: { description: 'it is stopped, and goes on from where it stood once the generation is resumed' },
  },
});

@ObjectType('Usage')
export class UsageType {
  @Field(() => Int) inputTokens!: number;
  @Field(() => Int) outputTokens!: number;
  @Field(() => Float) costUsd!: number;
  @Field(() => Int) requests!: number;
  @Field(() => Int) cachedRequests!: number;
}

@ObjectType('GenerationStats')
export class GenerationStatsType {
  @Field(() => Int) files!: number;
  @Field(() => Int) directories!: number;
  @Field(() => Int, { description: 'of the files that CODE wrote' }) linesOfCode!: number;
  @Field(() => Int) durationMs!: number;
  @Field(() => [String]) technologies!: string[];
}

@ObjectType('GenerationFailure')
export class GenerationFailureType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => String, { description: 'the cause, for programs, e.g. UNAVAILABLE, BAD_KEY, BUDGET_REACHED' }) code!: string;
  @Field(() => Int) attempts!: number;
  @Field(() => String) message!: string;
  @Field(() => String, { nullable: true, description: 'what to do about it' }) hint!: string | null;
}

@ObjectType('Stage')
export class StageType {
  @Field(() => StageNameEnum) name!: StageName;
  @Field(() => String, { description: 'for people, in sentence case' }) title!: string;
  @Field(() => StageStatusEnum) status!: StageStatus;
  @Field(() => Int) attempts!: number;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
  @Field(() => String, { nullable: true }) provider!: string | null;
  @Field(() => String, { nullable: true }) model!: string | null;
  @Field(() => UsageType) usage!: UsageType;
  @Field(() => String, { nullable: true }) error!: string | null;
  @Field(() => Int, { nullable: true, description: 'files that the stage writes side by side; null for a stage that makes one thing' })
  itemsTotal!: number | null;
  @Field(() => Int) itemsDone!: number;
  @Field(() => Int, { description: 'how often it was done, counting each time that a person sent it back' }) round!: number;
  @Field(() => StageApprovalType, { nullable: true, description: 'null: it does not wait for an approval' })
  approval!: StageApprovalType | null;
  @Field(() => [String], { description: 'files that were edited by hand and generated anew, on which a person has to decide' })
  conflicts!: string[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'since when it waits for a decision on these; null: it does not' })
  conflictsSince!: string | null;
}

@ObjectType('Generation')
export class GenerationType {
  replayChoice!: ReplayChoice | null;
  organizationId!: string;
  projectId!: string;
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: '1, 2, 3 … in the order in which its project’s generations were started' }) number!: number;
  @Field(() => String, { nullable: true, description: 'what somebody calls it; null: it has its number alone' }) name!: string | null;
  @Field(() => GenerationStatusEnum) status!: GenerationStatus;
  @Field(() => StageNameEnum, { nullable: true, description: 'the stage in progress, or the one it stopped at' })
  currentStage!: StageName | null;
  @Field(() => Int, { description: '0 to 100, never goes back while the generation runs' }) progress!: number;
  @Field(() => [StageType]) stages!: StageType[];
  @Field(() => UsageType, { description: 'what it has cost so far' }) usage!: UsageType;
  @Field(() => Float, { nullable: true, description: 'the ceiling it may not pass; null: none' }) budgetUsd!: number | null;
  @Field(() => Boolean, { description: 'false where nobody knows what the model costs; `usage.costUsd` says nothing then' })
  isPriced!: boolean;
  @Field(() => GenerationStatsType, { nullable: true }) stats!: GenerationStatsType | null;
  @Field(() => GenerationFailureType, { nullable: true, description: 'set where status is FAILED' }) failure!: GenerationFailureType | null;
  @Field(() => String) engine!: string;
  @Field(() => String) model!: string;
  @Field(() => String, { description: 'Temporal’s identity of this generation' }) workflowId!: string;
  @Field(() => String, { nullable: true }) runId!: string | null;
  @Field(() => String, { nullable: true, description: 'its address in the Temporal UI; null where it is for administrators alone' })
  temporalUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'head of the repository that it made' }) headCommit!: string | null;
  parentId!: string | null;
  @Field(() => ParentKindEnum, { nullable: true, description: 'how it goes on from its parent' }) parentKind!: 'FORK' | 'RETRY' | null;
  @Field(() => StageNameEnum, { nullable: true, description: 'the first stage that it does itself; what stands before is its parent’s' })
  forkedAt!: StageName | null;
  @Field(() => [StageNameEnum], { description: 'stages after which it waits for approval' }) approveAfter!: StageName[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'since when its ceiling holds it back; null: it does not' })
  raiseAwaitedSince!: string | null;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) completedAt!: string | null;
}

export const CallOutcomeEnum = enumOf(['RUNNING', 'WHOLE', 'PARTIAL', 'FAILED'] as const);
registerEnumType(CallOutcomeEnum, {
  name: 'CallOutcome',
  valuesMap: {
    RUNNING: { description: 'it runs, or its worker died before it ended' },
    WHOLE: { description: 'the answer came whole' },
    PARTIAL: { description: 'the beginning of an answer came, and is gone on from' },
    FAILED: { description: 'nothing came' },
  },
});

@ObjectType('ModelCall', { description: 'One call to an engine. Engines that are built in are not called.' })
export class ModelCallType {
  @Field(() => ID) id!: string;
  @Field(() => Int) attempt!: number;
  @Field(() => String) engine!: string;
  @Field(() => String) model!: string;
  @Field(() => CallOutcomeEnum) outcome!: 'RUNNING' | 'WHOLE' | 'PARTIAL' | 'FAILED';
  @Field(() => UsageType, { nullable: true, description: 'null until it has ended' }) usage!: UsageType | null;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
}

export const LogLevelEnum = enumOf(['INFO', 'WARN'] as const);
registerEnumType(LogLevelEnum, {
  name: 'LogLevel',
  valuesMap: { INFO: { description: 'what is done' }, WARN: { description: 'what is not as it should be' } },
});

@ObjectType('LogLine', { description: 'What an attempt said of what it did, in plain words: for people, not for programs.' })
export class LogLineType {
  @Field(() => ID) id!: string;
  @Field(() => Int) attempt!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => LogLevelEnum) level!: 'INFO' | 'WARN';
  @Field(() => String) message!: string;
}

@ObjectType('GenerationEdge')
export class GenerationEdge implements EdgeOf<GenerationType> {
  @Field(() => String) cursor!: string;
  @Field(() => GenerationType) node!: GenerationType;
}

@ObjectType('GenerationConnection')
export class GenerationConnection implements ConnectionOf<GenerationType>, Counted {
  @Field(() => [GenerationEdge]) edges!: GenerationEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  count!: () => Promise<number>;
}

@ObjectType('Artifact', { description: 'One immutable output of a stage. Two artifacts with the same content have the same sha256.' })
export class ArtifactType {
  organizationId!: string;
  @Field(() => ID) id!: string;
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => String, { description: 'e.g. blueprint.json, README.md, src/server.ts' }) path!: string;
  @Field(() => String) mediaType!: string;
  @Field(() => Int) bytes!: number;
  @Field(() => Int) lines!: number;
  @Field(() => String) sha256!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
}

@ObjectType('ArtifactEdge')
export class ArtifactEdge implements EdgeOf<ArtifactType> {
  @Field(() => String) cursor!: string;
  @Field(() => ArtifactType) node!: ArtifactType;
}

@ObjectType('ArtifactConnection')
export class ArtifactConnection implements ConnectionOf<ArtifactType>, Counted {
  @Field(() => [ArtifactEdge]) edges!: ArtifactEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  count!: () => Promise<number>;
}

@ObjectType('GenerationEvent', { description: 'An entry of a generation’s log. `cursor` orders them and resumes a subscription.' })
export class GenerationEventType {
  @Field(() => String) cursor!: string;
  @Field(() => DateTimeScalar) at!: string;
  @Field(() => String) type!: string;
  @Field(() => StageNameEnum, { nullable: true }) stage!: StageName | null;
  @Field(() => String, { description: 'for people, one sentence' }) message!: string;
  @Field(() => GenerationType, { description: 'the generation as of this event' }) generation!: GenerationType;
  @Field(() => JsonScalar, { nullable: true }) data!: unknown;
}

@ObjectType('GenerationEventEdge')
export class GenerationEventEdge implements EdgeOf<GenerationEventType> {
  @Field(() => String) cursor!: string;
  @Field(() => GenerationEventType) node!: GenerationEventType;
}

@ObjectType('GenerationEventConnection')
export class GenerationEventConnection implements ConnectionOf<GenerationEventType> {
  @Field(() => [GenerationEventEdge]) edges!: GenerationEventEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ObjectType('StageOutput', {
  description: 'A piece of an engine’s answer while it is being written; not kept, the artifact is. Offset 0 begins a text anew.',
})
export class StageOutputType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => String, { nullable: true }) path!: string | null;
  @Field(() => Int) offset!: number;
  @Field(() => String) text!: string;
}

@InputType()
export class StartGenerationInput {
  @Field(() => ID) projectId!: string;
  @Field(() => String, {
    nullable: true,
    description: 'an id of `engines`; default: the organization’s, else the first that is configured, else the built-in offline one',
  })
  engine?: string | null;
  @Field(() => String, { nullable: true }) model?: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'the generation stops with a clear failure before a call that could take it past this',
  })
  budgetUsd?: number | null;
  @Field(() => [StageNameEnum], { nullable: true, description: 'pause for approval after these stages; default: the project’s' })
  approveAfter?: StageName[] | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '1 to 10: pause for approval after the code where a file of this criticality or more is not as in the last repository; default: the project’s',
  })
  approveCriticality?: number | null;
  @Field(() => AtCeilingEnum, { nullable: true, defaultValue: 'FAIL' }) atCeiling?: 'FAIL' | 'ASK' | null;
  @Field(() => String, { nullable: true, description: 'the same key from the same organization gives the same generation, for ever' })
  idempotencyKey?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'whether answers to the same questions from earlier generations of the organization serve again, at no cost',
  })
  useCache?: boolean | null;
}

@ObjectType()
export class StartGenerationPayload {
  @Field(() => GenerationType) generation!: GenerationType;
}

@InputType()
export class GenerationIdInput {
  @Field(() => ID) generationId!: string;
}

@ObjectType()
export class GenerationPayload {
  @Field(() => GenerationType) generation!: GenerationType;
}
