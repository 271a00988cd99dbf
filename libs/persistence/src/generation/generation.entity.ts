import type { GenerateProjectInput } from '@millwright/contracts';
import type { GenerationState, GenerationStatus, ReplayChoice, StageName } from '@millwright/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** bigint columns hold micro-dollars and row numbers, far below 2^53. */
const asNumber = { from: (value: string | null) => (value === null ? null : Number(value)), to: (value: number | null) => value };

@Entity('generation_with_state')
export class GenerationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'org_id' }) organizationId!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  /** 1, 2, 3 … within its project. */
  @Column('integer') number!: number;
  /** What a person calls it. */
  @Column('text', { nullable: true }) name!: string | null;
  /** The description as it was when the generation started. */
  @Column('text') description!: string;
  @Column('text') engine!: string;
  @Column('text') model!: string;
  @Column('bigint', { name: 'budget_micros', nullable: true, transformer: asNumber }) budgetMicros!: number | null;
  @Column('text', { name: 'idempotency_key', nullable: true }) idempotencyKey!: string | null;
  /** What the workflow is started with, so that a row left behind by a crash starts the very same one. */
  @Column('jsonb') input!: GenerateProjectInput;
  @Column('text') status!: GenerationStatus;
  @Column('smallint') progress!: number;
  /** The ledger, reduced. */
  @Column('jsonb') state!: GenerationState;
  @Column('bigint', { transformer: asNumber }) seq!: number;
  @Column('text', { name: 'head_hash' }) headHash!: string;
  @Column('text', { name: 'run_id', nullable: true }) runId!: string | null;
  /** Commit of the repository that it made. */
  @Column('text', { name: 'head_commit', nullable: true }) headCommit!: string | null;
  /** The generation that this one goes on from. */
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('text', { name: 'parent_kind', nullable: true }) parentKind!: 'FORK' | 'RETRY' | null;
  @Column('text', { name: 'parent_stage', nullable: true }) parentStage!: StageName | null;
  /** Set where it replays a record. */
  @Column('jsonb', { nullable: true }) replay!: ReplayChoice | null;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
}
