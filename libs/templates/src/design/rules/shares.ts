import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { nameOf, recordNamesOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { mainOf } from './parts.js';

/** "Social sharing", "a share button": sharing of whatever is shown. */
const SHARING = /^((social|social media|content|one-click) )?(sharing|share)( (function|functionality|button|feature|option)s?)?$/;
/** "Recipe sharing": of those. */
const SHARING_OF = /^(.+) sharing( (function|functionality|feature))?$/;
/** What is divided, lent or let, and no page that is passed on. */
const DIVIDED = /\b(expense|cost|ride|car|bike|room|screen|bill|profit|revenue|location|experience|code|opinion|knowledge|account)s?$/;
const MOST = 3;

/** "Readers share stories with friends": pages of things have their address to copy, to mail and to post. */
export function addShares(plan: Plan): void {
  if (plan.draft.shape !== 'app') return;
  for (const said of clausesToBuild(plan.draft.reading)) {
    const { clause } = said;
    if (clause.isNegative) continue;
    const isShared = clause.verb === 'share';
    if (isShared && clause.objects.length === 0 && clause.subjects.length === 0) addShare(plan, spokenOf(plan, said), said);
    for (const object of [...clause.objects, ...(clause.verb ? [] : clause.subjects)]) {
      const name = nameOf(object);
      if (isShared && !DIVIDED.test(name) && !(isByMakers(plan, said, object) && object.name !== '')) {
        for (const record of recordNamesOf(object).flatMap((one) => plan.find(one) ?? [])) addShare(plan, record, said);
        continue;
      }
      if (SHARING.test(name) && !isPortion(object)) addShare(plan, spokenOf(plan, said), said);
      const of = SHARING_OF.exec(name)?.[1];
      if (of && !DIVIDED.test(of)) addShare(plan, plan.find(of), said);
    }
  }
}

/** "Everybody's share of the costs": a part of something. */
const isPortion = ({ head, possessor, complements }: NounPhrase): boolean =>
  head === 'share' && (possessor !== undefined || complements.some(({ preposition }) => preposition === 'of' || preposition === 'in'));

/** What was spoken of before in the sentence, else what is shared already, else what there is. */
function spokenOf(plan: Plan, { sentence, clause }: Said): DesignRecord | undefined {
  const before = sentence.clauses.filter(({ from }) => from <= clause.from).reverse();
  const found = before.flatMap(({ objects }) => objects.flatMap((phrase) => recordNamesOf(phrase)).flatMap((one) => plan.find(one) ?? []))[0];
  const shared = plan.rules.find(({ kit }) => kit === 'share');
  return found ?? (shared?.kit === 'share' ? plan.records.find(({ table }) => table === shared.record) : mainOf(plan, true));
}

/** "Users share recipes" who write them: to share is to publish, unless they say with whom or where. */
function isByMakers(plan: Plan, { clause, sentence }: Said, object: NounPhrase): boolean {
  if (clause.complements.length > 0 || clause.subjects.length === 0) return false;
  const record = recordNamesOf(object).flatMap((one) => plan.find(one) ?? [])[0];
  const create = record?.access.create;
  const makers = typeof create === 'object' && 'roles' in create ? create.roles : [];
  const isFound = sentence.clauses.some(
    ({ verb, from }) => from < clause.from && /^(browse|view|read|see|watch|search|find|like|comment|collect|play)$/.test(verb ?? ''),
  );
  return !isFound && clause.subjects.some((phrase) => makers.includes(plan.people.slugOf(nameOf(phrase)) ?? ''));
}

function addShare(plan: Plan, record: DesignRecord | undefined, said: Said): void {
  if (!record || record.table === 'category' || !(record.access.read === 'everyone' || record.access.read === 'signed-in')) return;
  const known = plan.rules.find((rule) => rule.kit === 'share' && rule.record === record.table);
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  if (plan.rules.filter(({ kit }) => kit === 'share').length >= MOST) return;
  if (plan.rules.some((rule) => 'record' in rule && rule.record === record.table && !/^(lifecycle|publish|view|report)$/.test(rule.kit))) return;
  plan.add({ kit: 'share', name: `share${record.className}`, by: record.access.read, record: record.table }, said);
}
