import { friendsIn, isFriends } from '../rules/friends.js';
import { actorsOf, refusal } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRule } from './pointers.js';
import { built } from './verdicts.js';

/** Becoming friends, seeing who they are, and ending it. */
export function friends({ verb, object, said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  const rule = scope.design.rules.find(({ kit }) => kit === 'friend');
  if (!rule || (object && !isFriends(object)) || !friendsIn({ ...clause, verb, ...(object ? { objects: [object] } : {}) }))
    return undefined;
  return refusal(rule.by, actorsOf(clause, scope), scope) ?? built(...ofRule(scope.design, rule));
}
