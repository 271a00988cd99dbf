import { VERIFICATION, type Actor, type VerificationState } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { StreamRepository } from '../stream/stream.repository.js';

/** The latest verification of a generation. */
export interface GenerationVerification {
  /** Of its stream. */
  id: string;
  generationId: string;
  state: VerificationState;
}

export interface NewVerification {
  id: string;
  generationId: string;
  projectId: string;
  /** SHA-256 over the files. */
  digest: string;
  actor: Actor;
}

/** Verifications of what generations made, by the generation. */
export class VerificationRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** The latest of each generation; one that has none is not among them. */
  async latestOf(generationIds: readonly string[]): Promise<GenerationVerification[]> {
    return await this.manager.query(
      `SELECT s.id, g.id AS "generationId", s.state FROM generation g JOIN stream s ON s.id = g.verification_id AND s.org_id = g.org_id
       WHERE g.org_id = $1 AND g.id = ANY ($2)`,
      [this.organizationId, generationIds],
    );
  }

  /**
   * Begins a verification, which is its generation's latest from then on; one of this id that is there already stays as
   * it is.
   */
  async begin({ id, generationId, projectId, digest, actor }: NewVerification): Promise<void> {
    const stream = new StreamRepository(this.manager, this.organizationId, VERIFICATION);
    if (!(await stream.begin(id, projectId))) return;
    await stream.append(id, [{ type: 'VERIFICATION_REQUESTED', actor, generationId, digest }]);
    await this.manager.query(`UPDATE generation SET verification_id = $3 WHERE id = $1 AND org_id = $2`, [
      generationId,
      this.organizationId,
      id,
    ]);
  }
}
