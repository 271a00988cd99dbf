import { ORGANIZATION, type OrganizationEventBody, type OrganizationState, type StreamEvent } from '@millwright/domain';
import type { ExportedLedger, LedgerHead } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { StreamRepository } from '../stream/stream.repository.js';

interface Name {
  kind: string;
  streamId: string;
}

/** What happened in an organization that somebody may be asked about later; it begins with the first of it. */
export class OrganizationLedger {
  private readonly streams: StreamRepository<OrganizationState, OrganizationEventBody>;

  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {
    this.streams = new StreamRepository(manager, organizationId, ORGANIZATION);
  }

  /** Call it last in the transaction of what it tells of: whoever else changes the organization waits for its end. */
  async record(...bodies: OrganizationEventBody[]): Promise<void> {
    let id = (await this.find())?.id;
    if (!id) {
      await this.streams.begin(randomUUID(), null);
      // Of two that begin it at once, one does.
      ({ id } = (await this.find())!);
    }
    await this.streams.append(id, bodies);
  }

  /** Newest first. @param before `seq` of the last of the page before */
  async page(options: {
    limit: number;
    before?: number;
  }): Promise<{ events: StreamEvent<OrganizationEventBody>[]; hasNextPage: boolean }> {
    const found = await this.find();
    if (!found) return { events: [], hasNextPage: false };
    // Numbers have no gaps: a page is a range of them, whatever the planner thinks of the rest.
    const end = Math.max(1, Math.min(options.before ?? Number.MAX_SAFE_INTEGER, Number(found.seq) + 1));
    const after = Math.max(0, end - 1 - options.limit);
    const events = await this.streams.read(found.id, after, end - 1 - after);
    return { events: events.reverse(), hasNextPage: after > 0 };
  }

  /** Oldest first. @param after `seq` of the last one seen; 0: none */
  async since(after: number, limit: number): Promise<StreamEvent<OrganizationEventBody>[]> {
    const found = await this.find();
    return found ? await this.streams.read(found.id, after, limit) : [];
  }

  /** The whole ledger and its end as they stand; undefined where nothing has happened yet. */
  async export(): Promise<{ ledger: ExportedLedger<Name>; head: LedgerHead<Name> } | undefined> {
    const id = (await this.find())?.id;
    if (!id) return undefined;
    // Locks it: what is exported is what the head is of.
    const head = await this.streams.headOf(id);
    return { ledger: await this.streams.export(id), head };
  }

  private async find(): Promise<{ id: string; seq: string } | undefined> {
    const rows: { id: string; seq: string }[] = await this.manager.query(
      `SELECT id, seq FROM stream WHERE org_id = $1 AND kind = 'organization'`,
      [this.organizationId],
    );
    return rows[0];
  }
}
