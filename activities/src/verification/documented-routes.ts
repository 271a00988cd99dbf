import type { Blueprint } from '@millwright/domain';
import type { DocumentedRoute } from './verify-files.types.js';

/** What a project promises to serve, by its blueprint. */
export const documentedRoutes = ({ endpoints }: Pick<Blueprint, 'endpoints'>): DocumentedRoute[] =>
  endpoints.map(({ method, path, body }) => ({ method, path, ...(body ? { body: body.kind } : {}) }));
