import { NotFound } from '@millwright/domain';
import { LocalRepositories, commitsOf, type BlobStore } from '@millwright/integrations';
import type { ProjectRow, UnitOfWork } from '@millwright/persistence';
import { zip, type AsyncZippable } from 'fflate';
import { requireId } from '../graphql/require-id.js';
import type { Viewer } from '../security/viewer.js';

/** Repositories of projects, for those who may read them. */
export class RepositoryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly repositories: LocalRepositories,
  ) {}

  /** @throws NotFound where the viewer may not read it, or there is none yet. */
  async find(viewer: Viewer, organizationSlug: string, projectSlug: string): Promise<ProjectRow> {
    const membership = viewer.memberships.find((m) => m.organizationSlug === organizationSlug);
    if (!membership) throw new NotFound('The repository');
    viewer.in(membership.organizationId, 'project.read');
    const project = await this.unitOfWork.run({ organizationId: membership.organizationId, userId: viewer.userId }, (tx) =>
      tx.projects.findBySlug(projectSlug),
    );
    if (!project) throw new NotFound('The repository');
    return project;
  }

  /** Path of the bare repository; made again from artifacts where this machine has it not, or an older one. */
  async pathOf(project: ProjectRow): Promise<string> {
    const { organizationId } = project;
    const trees = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const wanted = (await tx.generations.repositoryHeads([project.id]))[0]?.headCommit;
      if (!wanted) throw new NotFound('The repository');
      return (await this.repositories.head(organizationId, project.id)) === wanted ? undefined : await tx.repositoryTrees(project.id);
    });
    if (trees)
      await this.repositories.write(organizationId, project.id, await commitsOf(trees, (sha256) => this.blobs.get(organizationId, sha256)));
    return this.repositories.pathOf(organizationId, project.id);
  }

  /** A generation's files as a ZIP, in one folder named after the project. */
  async archive(project: ProjectRow, generationId?: string): Promise<Uint8Array> {
    const { organizationId } = project;
    if (generationId !== undefined) requireId(generationId, 'The archive');
    const artifacts = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const id = generationId ?? (await tx.generations.repositoryHeads([project.id]))[0]?.generationId;
      if (!id) throw new NotFound('The archive');
      const generation = await tx.generations.get(id);
      if (generation.projectId !== project.id) throw new NotFound('The archive');
      return await tx.repositoryTree(id);
    });
    const entries: AsyncZippable = {};
    // A fixed date: the same files give the same archive.
    for (const { path, sha256 } of artifacts)
      entries[`${project.slug}/${path}`] = [await this.blobs.get(organizationId, sha256), { mtime: new Date(Date.UTC(2000, 0, 1)) }];
    return await new Promise((resolve, reject) => zip(entries, (error, data) => (error ? reject(error) : resolve(data))));
  }
}
