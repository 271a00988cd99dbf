import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('project')
export class ProjectRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'org_id' }) organizationId!: string;
  @Column('text') name!: string;
  /** Name in addresses; unique in its organization. */
  @Column('text') slug!: string;
  @Column('text') description!: string;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt!: Date | null;
}
