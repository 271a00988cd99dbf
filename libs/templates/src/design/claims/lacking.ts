import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, Rule } from '../design.types.js';
import type { Scope, Verdict } from './claim.types.js';
import { isLive, REAL_TIME } from './live.js';
import { missing } from './verdicts.js';

/** What an adjective asks for beyond the thing itself. */
export const QUALIFIED =
  /^(edited|transcoded|cropped|watermarked|processed|converted|generated|translated|compressed|optimi[sz]ed|recommended|personali[sz]ed|scraped|anal[iy][sz]ed|downloaded|shared|nearby|popular|hot|trending|panoramic|3d|interactive|animated|intelligent|smart|automatic|realistic|multi-level|overdue|free|vacant|unread|unpaid|encrypted|live|real-time|upcoming)$/i;

/** "Edited videos", "popular recipes", "overdue loans": more than videos, recipes and loans. */
export function qualified(phrase: NounPhrase, records: readonly DesignRecord[], scope: Scope): Verdict | undefined {
  for (const adjective of phrase.adjectives) {
    const word = adjective.toLowerCase();
    if (!QUALIFIED.test(word) || (REAL_TIME.test(word) && isLive(records, scope))) continue;
    const isShown = records.some(
      (record) =>
        record.name.toLowerCase().includes(word) ||
        record.fields.some(
          ({ name, values, kind }) => (kind === 'boolean' && name.includes(word)) || values?.some((value) => value.toLowerCase() === word),
        ) ||
        scope.design.rules.some((rule) => listsOf(rule, record, word)),
    );
    if (!isShown) return missing(`${records[0]!.plural} are kept, but nothing that is written says which are ${word}`);
  }
  return undefined;
}

/** Lists with a condition: those that are asked for, and those that come with a rule. */
function listsOf(rule: Rule, { table }: DesignRecord, word: string): boolean {
  switch (rule.kit) {
    case 'view':
      return rule.record === table && rule.title.toLowerCase().startsWith(word);
    case 'loan':
      return rule.record === table && word === 'overdue';
    case 'booking':
      return rule.of === table && /^(free|vacant)$/.test(word);
    case 'payment':
      return rule.record === table && word === 'unpaid';
    default:
      return false;
  }
}

/** Things that are nothing without what is in them. */
const CONTAINERS =
  /\b(chat|chat ?room|group chat|conversation|questionnaire|survey|form|quiz|exam|playlist|poll|map|heat map|chart|animation)$/;

/** A questionnaire without questions is a title. */
export function hollow(records: readonly DesignRecord[], { design }: Scope): Verdict | undefined {
  for (const record of records) {
    if (!CONTAINERS.test(record.name.toLowerCase())) continue;
    const isFilled =
      design.records.some(({ fields }) => fields.some(({ references }) => references === record.table)) ||
      record.fields.some(({ kind, name }) => kind === 'file' || (kind === 'long-text' && /question|content/.test(name))) ||
      design.rules.some(
        (rule) => (rule.kit === 'quiz' && rule.quiz === record.table) || (rule.kit === 'poll' && rule.poll === record.table),
      );
    if (!isFilled) return missing(`${record.plural} are kept by their names; what is in them is not`);
  }
  return undefined;
}
