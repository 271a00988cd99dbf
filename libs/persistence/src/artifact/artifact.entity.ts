import type { StageName } from '@millwright/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('artifact')
export class ArtifactRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'org_id' }) organizationId!: string;
  @Column('uuid', { name: 'stream_id' }) generationId!: string;
  @Column('text') stage!: StageName;
  @Column('text') path!: string;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  @Column('integer') bytes!: number;
  @Column('text') sha256!: string;
  @Column('integer') lines!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
