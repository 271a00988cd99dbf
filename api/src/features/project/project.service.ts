import { InputCheck, LIMITS, NotFound, PreconditionFailed, type ProjectState } from '@millwright/domain';
import type { Keyset, Page, ProjectRow, Transaction, UnitOfWork } from '@millwright/persistence';
import type { Counted } from '../../graphql/connection.js';
import type { Viewer } from '../../security/viewer.js';
import { requireId } from '../../graphql/require-id.js';
import { checkCriticality } from '../generation/generation-starter.js';
import type { ArchiveProjectInput, CreateProjectInput, ReviseProjectInput, SetApprovalInput, UpdateProjectInput } from './project.types.js';

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
    const { name, description } = checked(input);
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) =>
      tx.projects.add({ name, description, createdBy: viewer.userId }),
    );
  }

  /**
   * Another name or description. What a generation was made from stays what the project says, so only before the first.
   * @throws NotFound · Forbidden · BadInput · PreconditionFailed once it has a generation
   */
  async update(viewer: Viewer, input: UpdateProjectInput): Promise<ProjectRow> {
    return await this.rewrite(viewer, input, async (tx, wanted) => {
      if (!(await tx.projects.update(input.projectId, wanted)))
        throw new PreconditionFailed('The project has been started already', 'Make another project for another description.');
    });
  }

  /** Another name or description at any time; what was generated keeps the description that it was made from. @throws NotFound · Forbidden · BadInput */
  async revise(viewer: Viewer, input: ReviseProjectInput): Promise<ProjectRow> {
    return await this.rewrite(viewer, input, async (tx, wanted) => await tx.projects.revise(input.projectId, wanted));
  }

  /** Puts it away, or back. @throws NotFound · Forbidden · PreconditionFailed while something of it runs */
  async archive(viewer: Viewer, { projectId, isArchived }: ArchiveProjectInput): Promise<ProjectRow> {
    const { organizationId } = viewer.in((await this.get(viewer, projectId)).organizationId, 'project.write');
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.projects.requireKept(projectId);
      const before = await tx.projects.get(projectId);
      if (!(await tx.projects.archive(projectId, isArchived)))
        throw new PreconditionFailed('A generation of the project is open', 'Wait until it has ended, or cancel it.');
      const type = isArchived ? 'PROJECT_ARCHIVED' : 'PROJECT_RESTORED';
      if (isArchived !== (before.archivedAt !== null))
        await tx.organization.record({ type, actor: viewer.actor, projectId, project: before.name });
      return await tx.projects.get(projectId);
    });
  }

  /** Where its generations wait for approval, from the next one on. @throws NotFound · Forbidden · BadInput */
  async setApproval(viewer: Viewer, input: SetApprovalInput): Promise<ProjectRow> {
    const { organizationId } = viewer.in((await this.get(viewer, input.projectId)).organizationId, 'project.write');
    const check = new InputCheck();
    const criticality = input.approveCriticality ?? null;
    if (criticality !== null) checkCriticality(check, criticality);
    check.done();
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.projects.requireKept(input.projectId);
      const stages = [...new Set(input.approveAfter)];
      await tx.projects.setApproval(input.projectId, { after: stages, criticality });
      const row = await tx.projects.get(input.projectId);
      await tx.organization.record({
        type: 'GATES_CHANGED',
        actor: viewer.actor,
        projectId: row.id,
        project: row.name,
        stages,
        criticality,
      });
      return row;
    });
  }

  private async rewrite(
    viewer: Viewer,
    { projectId, name, description }: UpdateProjectInput | ReviseProjectInput,
    write: (tx: Transaction, wanted: { name: string; description: string }) => Promise<void>,
  ): Promise<ProjectRow> {
    const before = await this.get(viewer, projectId);
    const { organizationId } = viewer.in(before.organizationId, 'project.write');
    const wanted = checked({ name: name ?? before.name, description: description ?? before.description });
    return await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.projects.requireKept(projectId);
      await write(tx, wanted);
      return await tx.projects.get(projectId);
    });
  }

  async list(
    viewer: Viewer,
    organizationId: string | null | undefined,
    options: { state: ProjectState; search?: string; limit: number; after?: Keyset },
  ): Promise<Page<ProjectRow> & Counted> {
    const membership = viewer.in(organizationId, 'project.read');
    const scope = { organizationId: membership.organizationId, userId: viewer.userId };
    const page = await this.unitOfWork.run(scope, (tx) => tx.projects.list(options));
    return { ...page, count: () => this.unitOfWork.run(scope, (tx) => tx.projects.count(options.state, options.search)) };
  }
}

/** @throws BadInput */
function checked(input: { name: string; description: string }): { name: string; description: string } {
  const check = new InputCheck();
  const name = check.text('input.name', input.name, { max: LIMITS.projectNameMax });
  const description = check.text('input.description', input.description, { min: LIMITS.descriptionMin, max: LIMITS.descriptionMax });
  // PostgreSQL keeps no NUL, and no text that people write has one.
  check.that(!/\0/.test(input.name + input.description), 'input.description', 'holds a NUL character; remove it');
  check.done();
  return { name, description };
}
