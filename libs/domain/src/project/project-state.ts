/** Where a project is listed: among those that are worked on, that were put away, or that were deleted and are about to go. */
export const PROJECT_STATES = ['ACTIVE', 'ARCHIVED', 'DELETED'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

/** How long a deleted project can be had back, in days; then it goes with everything. */
export const DAYS_UNTIL_PURGED = 14;
