import { nameOf } from '../nouns.js';
import { actorsOf, mayRead } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRecord } from './pointers.js';
import { aboutOf, recordNamed } from './things.js';
import { built } from './verdicts.js';

/** "Modification history", "operation records": what was changed, when and by whom. Versions to go back to are none. */
const NOUN = /^(?:(.+) )?(?:modification|change|update|edit|editing|revision|operation) (?:history|logs?|records?)$/;
const SEEING = /^(view|see|browse|check|query|track|search|have|include|provide|support|record|keep|save|display|show)$/;

/** Each thing's page tells its history. */
export function changes({ verb, object, said }: Ask, scope: Scope): Verdict | undefined {
  const found = object && !object.isPronoun ? NOUN.exec(nameOf(object).toLowerCase()) : undefined;
  if (!found || (verb !== undefined && !SEEING.test(verb)) || (object && recordNamed(nameOf(object).toLowerCase(), scope)))
    return undefined;
  const record = (found[1] ? recordNamed(found[1], scope) : undefined) ?? aboutOf({ said, from: 0 }, scope)[0] ?? scope.design.records[0];
  return record && (mayRead(record, actorsOf(said.clause, scope), scope) ?? built(...ofRecord(scope.design, record)));
}
