import type { ProjectRow } from '@millwright/persistence';
import type { ProjectType } from './project.types.js';

export function toProject({ organizationId, id, name, slug, description, createdAt }: ProjectRow): ProjectType {
  return { organizationId, id, name, slug, description, createdAt };
}
