import { BadInput, DAYS_UNTIL_PURGED, PreconditionFailed, Problem, type Actor, type GenerationOperation } from '@millwright/domain';
import type { BlobStore, LocalRepositories } from '@millwright/integrations';
import type { GenerationRow, ProjectRow, UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { rm } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { THE_SERVER } from '../../security/organization-end.js';
import type { Viewer } from '../../security/viewer.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import type { ProjectService } from './project.service.js';
import type { DeleteProjectInput, RestoreProjectInput } from './project.types.js';

const CANCEL: GenerationOperation = 'cancelGeneration';
const WHY = 'The project was deleted';
/** What one round takes on; the rest is for the next. */
const AT_MOST = 20;
/** Longer than anything holds content before it names it in a row. */
const UNUSED_FOR_MS = 24 * 3_600_000;
/** What something has used within that time is looked at again after this. */
const AGAIN_AFTER_S = 3_600;

export interface DeletionParts {
  unitOfWork: UnitOfWork;
  dataSource: DataSource;
  projects: ProjectService;
  temporal: TemporalGateway;
  blobs: BlobStore;
  repositories: LocalRepositories;
  log: Logger;
}

/** Deletes projects: at first so that they can be had back, and once their time is over with everything. */
export class ProjectDeletion {
  constructor(private readonly parts: DeletionParts) {}

  /**
   * Cancels what runs, and has the project go after a time.
   * @throws NotFound · Forbidden · BadInput where another name is typed · PreconditionFailed where it is deleted already
   */
  async delete(viewer: Viewer, { projectId, name }: DeleteProjectInput): Promise<ProjectRow> {
    const { unitOfWork, projects } = this.parts;
    const before = await projects.get(viewer, projectId);
    const { organizationId } = viewer.in(before.organizationId, 'organization.manage');
    if (name.trim() !== before.name) throw new BadInput([{ path: 'input.name', message: 'is not the name of this project' }]);
    const open = await unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      const dueAt = await tx.purges.delete(projectId, { by: viewer.name, days: DAYS_UNTIL_PURGED });
      if (!dueAt) throw new PreconditionFailed('The project is deleted already', 'Restore it, or leave it until it goes.');
      const event = { type: 'PROJECT_DELETED', actor: viewer.actor, projectId, project: before.name, dueAt: dueAt.toISOString() } as const;
      const running = await tx.generations.openOf(projectId);
      await tx.organization.record(event);
      return running;
    });
    await this.cancel(open, viewer.actor);
    return await projects.get(viewer, projectId);
  }

  /** Takes a deletion back. What was cancelled stays so. @throws NotFound · Forbidden · PreconditionFailed where it is not deleted */
  async restore(viewer: Viewer, { projectId }: RestoreProjectInput): Promise<ProjectRow> {
    const { unitOfWork, projects } = this.parts;
    const before = await projects.get(viewer, projectId);
    const { organizationId } = viewer.in(before.organizationId, 'organization.manage');
    await unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      if (!(await tx.purges.restore(projectId))) throw new PreconditionFailed('The project is not deleted');
      await tx.organization.record({ type: 'PROJECT_RESTORED', actor: viewer.actor, projectId, project: before.name });
    });
    return await projects.get(viewer, projectId);
  }

  /** Takes away what is due. To be called over and over; what a crash interrupts, the next call goes on with. @returns how many projects are gone */
  async sweep(): Promise<number> {
    const due: { org_id: string; project_id: string; is_purged: boolean }[] = await this.parts.dataSource.query(
      `SELECT org_id, project_id, is_purged FROM due_purges($1)`,
      [AT_MOST],
    );
    let gone = 0;
    for (const { org_id: organizationId, project_id: projectId, is_purged: isPurged } of due) {
      const isGone = isPurged || (await this.removeRows(organizationId, projectId));
      if (!isGone) continue;
      if (!isPurged) gone++;
      await this.removeContents(organizationId, projectId);
    }
    return gone;
  }

  private async removeRows(organizationId: string, projectId: string): Promise<boolean> {
    const open = await this.parts.unitOfWork.run({ organizationId }, (tx) => tx.generations.openOf(projectId));
    // What could not be cancelled when it was deleted is so now, and the project goes with the next round.
    await this.cancel(open, THE_SERVER);
    if (open.length > 0) return false;
    return await this.parts.unitOfWork.run({ organizationId }, async (tx) => {
      const project = await tx.projects.find(projectId);
      const generations = await tx.generations.count(projectId);
      if (!project || !(await tx.purges.purge(projectId))) return false;
      await tx.organization.record({ type: 'PROJECT_PURGED', actor: THE_SERVER, projectId, project: project.name, generations });
      return true;
    });
  }

  private async removeContents(organizationId: string, projectId: string): Promise<void> {
    const { unitOfWork, blobs, repositories } = this.parts;
    await rm(repositories.pathOf(organizationId, projectId), { recursive: true, force: true });
    const wanted = await unitOfWork.run({ organizationId }, (tx) => tx.purges.blobs(projectId));
    const removed: string[] = [];
    for (const sha256 of wanted) if (await blobs.removeUnused(organizationId, sha256, UNUSED_FOR_MS)) removed.push(sha256);
    // Content before row: what is left over is found again.
    await unitOfWork.run({ organizationId }, (tx) => tx.purges.removed(projectId, removed, AGAIN_AFTER_S));
  }

  private async cancel(open: readonly GenerationRow[], actor: Actor): Promise<void> {
    const { temporal, log } = this.parts;
    for (const row of open) {
      try {
        if (row.status === 'QUEUED') await temporal.start(row.input);
        await temporal.control(CANCEL, row, { actor, reason: WHY });
      } catch (error) {
        // It has ended meanwhile, or is being cancelled already.
        if (error instanceof Problem && error.code === 'PRECONDITION_FAILED') continue;
        log.warn({ err: error, generationId: row.id }, 'A generation of a deleted project could not be cancelled; it is tried again');
      }
    }
  }
}
