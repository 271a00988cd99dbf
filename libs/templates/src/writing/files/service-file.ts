import type { Contributions } from '../../kits/kit.js';
import { blocks, quote } from '../code.js';
import { names, type Plan, type RecordPlan } from '../plan.js';
import { queryNames } from './service-fields.js';
import { choices, finding, listing, selection, sorts } from './service-reading.js';
import { changing, creating, referenceCheck, removing, storing } from './service-writing.js';

/** src/services/<records>.ts: storage and operations of one record, with its SQL written out. */
export function serviceFile(plan: Plan, record: RecordPlan, kits: Contributions): string {
  return blocks(
    `const PAGE_SIZE = 24;

/** What a list may be narrowed by, as the address has it. */
export type ${names(record).query} = Partial<Record<${union([...queryNames(record), ...(kits.views(record.table).length > 0 ? ['only'] : []), 'sort', 'page'])}, string>>;`,
    sorts(record),
    selection(plan, record, kits),
    listing(plan, record, kits),
    finding(plan, record, kits),
    creating(plan, record, kits),
    changing(plan, record, kits),
    removing(plan, record),
    referenceCheck(record, plan),
    choices(plan, record),
    storing(record),
    ...kits.service(record.table),
  );
}

/** Names of a union, below each other where they are many. */
function union(all: string[]): string {
  const line = all.map(quote).join(' | ');
  return line.length < 90 ? line : `\n${all.map((name) => `  | ${quote(name)}\n`).join('')}`.replace(/\n$/, '');
}
