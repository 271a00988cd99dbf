import { OPEN_STATUSES, PreconditionFailed, type Actor, type GenerationOperation } from '@millwright/domain';
import type { UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import type { Pool } from 'pg';
import type { TemporalGateway } from '../features/generation/temporal-gateway.js';

/** Who does what nobody asked for. */
export const THE_SERVER: Actor = { kind: 'system', id: 'system', name: 'Millwright' };
const MOST = 1_000;
const CANCEL: GenerationOperation = 'cancelGeneration';
const BY_THE_SERVER = {
  actor: THE_SERVER,
  reason: 'The organization was deleted',
};

/** What goes with an organization that is deleted: nothing of it may go on, cost, or let anybody in. */
export class OrganizationEnd {
  constructor(private readonly parts: { unitOfWork: UnitOfWork; temporal: TemporalGateway; pool: Pool; log: Logger }) {}

  /** @throws PreconditionFailed naming how many generations are open and what to do */
  async requireIdle(organizationId: string): Promise<void> {
    const open = await this.parts.unitOfWork.run({ organizationId }, (tx) => tx.generations.countAll(OPEN_STATUSES));
    if (open > 0)
      throw new PreconditionFailed(
        `${open} ${open === 1 ? 'generation of this organization is' : 'generations of this organization are'} open`,
        'Cancel them, or wait until they have ended; then delete the organization.',
      );
  }

  /** After the organization is gone: cancels what began while it went, and takes away what could act for it. */
  async clear(organizationId: string): Promise<void> {
    const { unitOfWork, temporal, pool, log } = this.parts;
    const begun = await unitOfWork.run({ organizationId }, async (tx) => {
      // Whoever was starting one has done so when this is had; whoever comes later finds no organization.
      await tx.generations.lock();
      await tx.engines.removeKeys();
      await tx.exports.removeConnections();
      return (await tx.generations.listAll({ statuses: OPEN_STATUSES, limit: MOST })).rows;
    });
    for (const row of begun) {
      try {
        if (row.status === 'QUEUED') await temporal.start(row.input);
        await temporal.control(CANCEL, row, BY_THE_SERVER);
      } catch (error) {
        log.error({ err: error, generationId: row.id }, 'A generation of a deleted organization could not be cancelled');
      }
    }
    await pool.query(`DELETE FROM apikey WHERE position($1 IN metadata) > 0`, [organizationId]);
    await pool.query(`UPDATE session SET "activeOrganizationId" = NULL WHERE "activeOrganizationId" = $1`, [organizationId]);
  }
}
