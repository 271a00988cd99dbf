import { checksIn, isCheckInRecord } from '../rules/check-ins.js';
import { actorsOf, mayRead, refusal } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRecord, ofRule } from './pointers.js';
import { recordsOf } from './things.js';
import { built } from './verdicts.js';

/** Noting that one is there, and seeing who was. */
export function checkIns({ verb, object, said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  const record = scope.design.records.find(isCheckInRecord);
  const leaving =
    /^(clock|check|punch) out$/.test(verb ?? '') &&
    scope.design.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record?.table);
  if (leaving) return refusal(leaving.by, actorsOf(clause, scope), scope) ?? built(...ofRule(scope.design, leaving));
  const asked = { ...clause, verb, ...(object ? { objects: [object] } : {}) };
  if (!record || !checksIn(asked) || (object && recordsOf(object, scope).some((one) => one !== record))) return undefined;
  if (/\b(status|total|statistics?)\b/.test(object?.text ?? '')) return undefined;
  const who = actorsOf(clause, scope);
  const isSeen = /^(view|see|browse|check|query|search|manage|display|show|list)$/.test(verb ?? '');
  return (isSeen ? mayRead(record, who, scope) : refusal(record.access.create, who, scope)) ?? built(...ofRecord(scope.design, record));
}
