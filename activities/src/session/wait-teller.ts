import type { LimitKind } from '@millwright/contracts';
import { duration } from '@millwright/domain';
import type { AskingScope } from '../attempt/attempt-scope.js';

const LIMITS: Record<LimitKind, string> = {
  ORGANIZATION_LIMIT: 'the organization’s own limit of calls or tokens a minute',
  ENGINE_LIMIT: 'the limit of calls or tokens a minute that all share',
  PROVIDER_LIMIT: 'the provider, which takes no more calls for now',
};

/** Says which limit holds an attempt back, for its heartbeats and its log; undefined: none any more. */
export function waitTeller({ tally, log }: AskingScope): (limit: LimitKind | undefined) => void {
  return (limit) => {
    const before = tally.waitsFor;
    if (limit === before?.limit) return;
    if (before) log.say(`It waited for ${duration(Date.now() - Date.parse(before.since))}`);
    if (limit) log.say(`Waits for ${LIMITS[limit]}`);
    if (limit) tally.waitsFor = { limit, since: new Date().toISOString() };
    else delete tally.waitsFor;
  };
}
