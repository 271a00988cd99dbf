import type { GenerationEventBody } from '@millwright/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ledger_entry')
export class LedgerEntryRow {
  @PrimaryColumn('uuid', { name: 'generation_id' }) generationId!: string;
  @PrimaryColumn('bigint') seq!: string;
  @Column('text', { name: 'org_id' }) organizationId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') type!: string;
  @Column('text', { nullable: true }) stage!: string | null;
  @Column('text', { nullable: true }) item!: string | null;
  @Column('text', { name: 'dedup_key', nullable: true }) dedupKey!: string | null;
  @Column('jsonb') body!: GenerationEventBody;
  @Column('text', { name: 'prev_hash' }) prevHash!: string;
  @Column('text') hash!: string;
}
