import { InputCheck, NotFound, SetupLinkEnded } from '@millwright/domain';
import { administrators, claimServer, grantAdministrator, revokeAdministrator, type Administrator } from '@millwright/persistence';
import type { Pool } from 'pg';
import type { Viewer } from '../../security/viewer.js';

/** Who administers this server: by the setup link first, by another administrator later. */
export class AdministrationService {
  constructor(private readonly pool: Pool) {}

  async list(): Promise<Administrator[]> {
    return await administrators(this.pool);
  }

  /** @throws SetupLinkEnded for a link that was used, replaced, or whose time is over. */
  async claim(viewer: Viewer, token: string): Promise<void> {
    if (viewer.key || !(await claimServer(this.pool, token, viewer.userId))) throw new SetupLinkEnded();
  }

  async add(viewer: Viewer, email: string): Promise<Administrator[]> {
    const check = new InputCheck();
    const address = check.text('input.email', email, { max: 320 });
    check.done();
    if (!(await grantAdministrator(this.pool, address, viewer.email))) throw new NotFound('An account with this address');
    return await this.list();
  }

  async remove(viewer: Viewer, userId: string): Promise<Administrator[]> {
    const check = new InputCheck();
    check.that(userId !== viewer.userId, 'input.userId', 'is your own; another administrator can remove you');
    check.done();
    if (!(await revokeAdministrator(this.pool, userId))) throw new NotFound('The administrator');
    return await this.list();
  }
}
