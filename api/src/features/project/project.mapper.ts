import type { ProjectRow } from '@millwright/persistence';
import type { ProjectType } from './project.types.js';

export function toProject(row: ProjectRow): ProjectType {
  const { organizationId, id, name, slug, description, createdAt, approveAfter, approveCriticality, archivedAt } = row;
  const { deletedAt, deletionDueAt: dueAt, deletedBy } = row;
  const deletion = deletedAt && dueAt && deletedBy !== null ? { deletedAt, dueAt, deletedBy } : null;
  return {
    organizationId,
    id,
    name,
    slug,
    description,
    createdAt,
    approveAfter,
    approveCriticality,
    isArchived: archivedAt !== null,
    deletion,
  };
}
