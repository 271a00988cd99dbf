import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('mail')
export class MailRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') recipient!: string;
  @Column('text') subject!: string;
  @Column('text') text!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('text', { nullable: true }) error!: string | null;
}
