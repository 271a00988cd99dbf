import type { Design, DesignRecord } from '../design.types.js';
import type { Plan } from '../plan.types.js';

const ASKED = /\breal[- ]?time\b|\binstant (messag|chat|communicat)|\blive (updates?|results?|chat)\b|\binstantly\b/i;

/** Whether people of the project make it, rather than whoever runs it, who types what happened elsewhere. */
export function isMadeHere({ access: { create } }: DesignRecord, { roles }: Pick<Design, 'roles'>): boolean {
  if (typeof create === 'string') return true;
  const first = roles.find(({ joins }) => joins === 'first')?.slug;
  return ('roles' in create ? create.roles : create.own).some((slug) => slug !== first);
}

/** "Chat in real time": who has a page open sees what others do as soon as it is done. */
export function addLive(plan: Plan): void {
  const { draft, people, records } = plan;
  if (draft.shape !== 'app' || !(plan.hasRule('message') || ASKED.test(draft.reading.text))) return;
  if (records.some((record) => isMadeHere(record, people))) plan.add({ kit: 'live', name: 'followChanges', by: 'everyone' }, undefined);
}
