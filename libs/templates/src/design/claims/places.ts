import { isPlaceTaken } from '../place-words.js';
import { actorsOf, refusal } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRule } from './pointers.js';
import { built } from './verdicts.js';

/** "Members book a place": they are in what its words name, or what stands near. */
export function places({ said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  const { design, draft } = scope;
  if (!isPlaceTaken(clause)) return undefined;
  const names = draft.account.outcomesOf(clause).flatMap((one) => (one.kind === 'rule' ? [one.name] : []));
  const rule = design.rules.find(({ kit, name }) => kit === 'enrolment' && names.includes(name));
  return rule && (refusal(rule.by, actorsOf(clause, scope), scope) ?? built(...ofRule(design, rule)));
}
