import { Forbidden, NotFound, isAllowed, rolesWith, type Requirement } from '@millwright/domain';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { REQUIREMENT } from './requires.decorator.js';
import { requireViewer } from './viewer.js';

/**
 * Refuses before a resolver runs: the viewer must hold the operation's permission in some organization.
 * Whether it is the right one, the service asks again once it knows whose row it is.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const requirement = this.reflector.get<Requirement | undefined>(REQUIREMENT, context.getHandler());
    if (context.getType<string>() !== 'graphql') return true;
    if (!requirement) throw new Error(`${context.getHandler().name} declares no permission`);
    const { viewer: asking, failure } = GqlExecutionContext.create(context).getContext<RequestContext>();
    if (failure) throw failure;
    if (requirement === 'anyone') return true;
    const viewer = requireViewer(asking);
    if (requirement === 'signed-in') return true;
    if (requirement === 'administrator') {
      // What only administrators have does not exist for others.
      if (!viewer.isAdministrator) throw new NotFound('This page');
      return true;
    }
    // The same as for each organization that they name: a key outlives its owner's membership.
    if (viewer.memberships.length === 0) throw new NotFound('An organization of yours');
    if (!viewer.memberships.some((membership) => isAllowed(membership.role, requirement)))
      throw new Forbidden(requirement, rolesWith(requirement));
    return true;
  }
}
