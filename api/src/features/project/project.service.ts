import { InputCheck, LIMITS, NotFound } from '@millwright/domain';
import type { Keyset, Page, ProjectRow, UnitOfWork } from '@millwright/persistence';
import type { Viewer } from '../../security/viewer.js';
import { requireId } from '../generation/generation.service.js';
import type { CreateProjectInput } from './project.types.js';

export class ProjectService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotFound · Forbidden */
  async get(viewer: Viewer, id: string): Promise<ProjectRow> {
    requireId(id, 'The project');
    for (const { organizationId } of viewer.memberships) {
      const row = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) => tx.projects.find(id));
      if (!row) continue;
      viewer.in(organizationId, 'project.read');
      return row;
    }
    throw new NotFound('The project');
  }

  async create(viewer: Viewer, input: CreateProjectInput): Promise<ProjectRow> {
    const { organizationId } = viewer.in(input.organizationId, 'project.write');
    const check = new InputCheck();
    const name = check.text('input.name', input.name, { max: LIMITS.projectNameMax });
    const description = check.text('input.description', input.description, { min: LIMITS.descriptionMin, max: LIMITS.descriptionMax });
    // PostgreSQL keeps no NUL, and no text that people write has one.
    check.that(!/\0/.test(input.name + input.description), 'input.description', 'holds a NUL character; remove it');
    check.done();
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) =>
      tx.projects.add({ name, description, createdBy: viewer.userId }),
    );
  }

  async list(
    viewer: Viewer,
    organizationId: string | null | undefined,
    options: { search?: string; limit: number; after?: Keyset },
    wantsCount: boolean,
  ): Promise<Page<ProjectRow> & { totalCount: number }> {
    const membership = viewer.in(organizationId, 'project.read');
    return await this.unitOfWork.run({ organizationId: membership.organizationId, userId: viewer.userId }, async (tx) => ({
      ...(await tx.projects.list(options)),
      totalCount: wantsCount ? await tx.projects.count(options.search) : 0,
    }));
  }
}
