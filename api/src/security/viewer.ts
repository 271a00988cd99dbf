import {
  Forbidden,
  NotFound,
  Unauthenticated,
  isAllowed,
  rolesWith,
  weaker,
  type Actor,
  type Permission,
  type Role,
} from '@millwright/domain';

export interface Membership {
  organizationId: string;
  organizationName: string;
  organizationSlug: string;
  role: Role;
}

/** What a key is limited to: one organization, and no more than one role there. */
export interface KeyScope {
  keyId: string;
  keyName: string;
  organizationId: string;
  role: Role;
}

/** Who asks, as their session or key says; nothing of it comes from the request's body. */
export class Viewer {
  /** What was allowed, where that is remembered. */
  private granted: Map<string, { organizationId: string; permission: Permission }> | undefined;

  constructor(
    readonly userId: string,
    readonly name: string,
    readonly email: string,
    readonly isAdministrator: boolean,
    private readonly allMemberships: readonly Membership[],
    readonly activeOrganizationId: string | null,
    readonly key?: KeyScope,
    /** When the session or the key ends by itself. */
    readonly expiresAt?: Date,
  ) {}

  /** The same, remembering from now on what it is allowed: for what stays open after it was. */
  remembering(): Viewer {
    const { userId, name, email, isAdministrator, allMemberships, activeOrganizationId, key, expiresAt } = this;
    const copy = new Viewer(userId, name, email, isAdministrator, allMemberships, activeOrganizationId, key, expiresAt);
    copy.granted = new Map();
    return copy;
  }

  /** Whether all that an earlier look at this viewer was allowed still is. @throws NotFound · Forbidden as a new request would get it */
  confirm(earlier: Viewer): void {
    for (const { organizationId, permission } of earlier.granted?.values() ?? []) this.in(organizationId, permission);
  }

  /** The organizations this viewer may act in; a key has one, with the weaker of its own and its user's role. */
  get memberships(): Membership[] {
    const { key } = this;
    if (!key) return [...this.allMemberships];
    return this.allMemberships
      .filter((m) => m.organizationId === key.organizationId)
      .map((m) => ({ ...m, role: weaker(m.role, key.role) }));
  }

  get actor(): Actor {
    return this.key
      ? { kind: 'api-key', id: this.key.keyId, name: `${this.name} (key ${this.key.keyName})` }
      : { kind: 'user', id: this.userId, name: this.name };
  }

  /** The organization that a request without one means. @throws NotFound for someone in none. */
  get home(): Membership {
    const memberships = this.memberships;
    const home = memberships.find((m) => m.organizationId === this.activeOrganizationId) ?? memberships[0];
    if (!home) throw new NotFound('An organization of yours');
    return home;
  }

  /**
   * The membership in an organization, where it holds the permission.
   * @throws NotFound for a stranger, who learns nothing of it · Forbidden for a member without the permission.
   */
  in(organizationId: string | null | undefined, permission: Permission): Membership {
    const membership = organizationId ? this.memberships.find((m) => m.organizationId === organizationId) : this.home;
    if (!membership) throw new NotFound('The organization');
    if (!isAllowed(membership.role, permission)) throw new Forbidden(permission, rolesWith(permission));
    this.granted?.set(`${membership.organizationId} ${permission}`, { organizationId: membership.organizationId, permission });
    return membership;
  }
}

/** @throws Unauthenticated */
export function requireViewer(viewer: Viewer | undefined): Viewer {
  if (!viewer) throw new Unauthenticated();
  return viewer;
}
