import { InputCheck, LIMITS, NotFound } from '@millwright/domain';
import type { Keyset, Page, ProjectRow, UnitOfWork } from '@millwright/persistence';
import type { Counted } from '../../graphql/connection.js';
import type { Viewer } from '../../security/viewer.js';
import { requireId } from '../generation/generation.service.js';
import { checkCriticality } from '../generation/generation-starter.js';
import type { CreateProjectInput, SetApprovalInput } from './project.types.js';

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

  /** Where its generations wait for approval, from the next one on. @throws NotFound · Forbidden · BadInput */
  async setApproval(viewer: Viewer, input: SetApprovalInput): Promise<ProjectRow> {
    const { organizationId } = viewer.in((await this.get(viewer, input.projectId)).organizationId, 'project.write');
    const check = new InputCheck();
    const criticality = input.approveCriticality ?? null;
    if (criticality !== null) checkCriticality(check, criticality);
    check.done();
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.projects.setApproval(input.projectId, { after: [...new Set(input.approveAfter)], criticality });
      return await tx.projects.get(input.projectId);
    });
  }

  async list(
    viewer: Viewer,
    organizationId: string | null | undefined,
    options: { search?: string; limit: number; after?: Keyset },
  ): Promise<Page<ProjectRow> & Counted> {
    const membership = viewer.in(organizationId, 'project.read');
    const scope = { organizationId: membership.organizationId, userId: viewer.userId };
    const page = await this.unitOfWork.run(scope, (tx) => tx.projects.list(options));
    return { ...page, count: () => this.unitOfWork.run(scope, (tx) => tx.projects.count(options.search)) };
  }
}
