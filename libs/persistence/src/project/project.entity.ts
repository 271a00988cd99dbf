import type { StageName } from '@millwright/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('project')
export class ProjectRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'org_id' }) organizationId!: string;
  @Column('text') name!: string;
  /** Name in addresses; unique in its organization. */
  @Column('text') slug!: string;
  @Column('text') description!: string;
  /** Stages after which its generations wait for approval. */
  @Column('text', { name: 'approve_after', array: true }) approveAfter!: StageName[];
  /** The code waits as well where a file of this criticality or more changes; null: it does not. */
  @Column('smallint', { name: 'approve_criticality', nullable: true }) approveCriticality!: number | null;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt!: Date | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
  /** When it goes, with everything. */
  @Column('timestamptz', { name: 'deletion_due_at', nullable: true }) deletionDueAt!: Date | null;
  /** Who deleted it, by the name of then. */
  @Column('text', { name: 'deleted_by', nullable: true }) deletedBy!: string | null;
}
