import type { UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import type { Pool } from 'pg';
import type { TemporalGateway } from '../features/generation/temporal-gateway.js';
import { MemberEnd } from './member-end.js';
import { MemberEvents } from './member-events.js';
import { OrganizationEnd } from './organization-end.js';

/** What follows where an organization or a membership ends, over the connections of those who end it. */
export function endsOf(
  unitOfWork: UnitOfWork,
  temporal: TemporalGateway,
  pool: Pool,
  log: Logger,
): { organization: OrganizationEnd; member: MemberEnd; events: MemberEvents } {
  return {
    organization: new OrganizationEnd({ unitOfWork, temporal, pool, log }),
    member: new MemberEnd({ unitOfWork, temporal, log }),
    events: new MemberEvents(unitOfWork, pool),
  };
}
