/** Roles of an organization's members, strongest first. */
export const ROLES = ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What each permission of the product is held by. Operations outside organizations declare `anyone`
 * (without signing in), `signed-in` (every user) or `administrator` (of this server).
 */
const HELD_BY = {
  'project.read': ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'],
  'project.write': ['OWNER', 'ADMIN', 'EDITOR'],
  'generation.read': ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'],
  'generation.run': ['OWNER', 'ADMIN', 'EDITOR'],
  /** Saying yes or no before a gate. */
  'generation.approve': ['OWNER', 'ADMIN', 'EDITOR'],
  'organization.read': ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'],
  'organization.manage': ['OWNER', 'ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof HELD_BY;
/** What an operation may declare: a permission in an organization, or one of those that need none. */
export type Requirement = Permission | 'anyone' | 'signed-in' | 'administrator';

export const PERMISSIONS = Object.keys(HELD_BY) as Permission[];

/** The roles that hold a permission, strongest first. */
export function rolesWith(permission: Permission): readonly Role[] {
  return HELD_BY[permission];
}

export function isAllowed(role: Role, permission: Permission): boolean {
  return (HELD_BY[permission] as readonly Role[]).includes(role);
}

/**
 * Reads a role as identity providers write it (`owner`, `Admin`); undefined where it is none of ours.
 * A member has one role. Where a list comes all the same, the weakest in it counts, in whatever order, and one that is
 * none of ours makes it none: nobody gets more by being given more roles.
 */
export function parseRole(text: string | null | undefined): Role | undefined {
  const roles = (text ?? '').split(',').map((part) => ROLES.find((role) => role === part.trim().toUpperCase()));
  return roles.reduce((least, role) => (least && role ? weaker(least, role) : undefined));
}

/** The weaker of two roles: what an API key limited to `cap` may do in the hands of a member with `role`. */
export function weaker(role: Role, cap: Role): Role {
  return ROLES.indexOf(role) >= ROLES.indexOf(cap) ? role : cap;
}
