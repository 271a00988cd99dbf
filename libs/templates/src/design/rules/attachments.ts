import { clausesToBuild } from '../draft.js';
import type { Plan } from '../plan.types.js';

const ATTACHED = /^(image|photo|picture|video|file|document|attachment|screenshot)$/;

/** "Send messages, images and files": what is sent beside words goes with them. */
export function addAttachments(plan: Plan): void {
  const rule = plan.rules.find(({ kit }) => kit === 'message');
  const record = rule?.kit === 'message' && plan.records.find(({ table }) => table === rule.record);
  if (!record) return;
  for (const { clause } of clausesToBuild(plan.draft.reading)) {
    if (!/^(send|exchange|receive)$/.test(clause.verb ?? '') || clause.isNegative) continue;
    if (![...clause.objects, ...clause.objects.flatMap(({ examples }) => examples)].some(({ name }) => ATTACHED.test(name))) continue;
    plan.field(record, { name: 'attachment', label: 'Attachment', kind: 'file', required: false, origin: 'stated' });
    plan.draft.account.built(clause, { kind: 'field', record: record.name.toLowerCase(), field: 'attachment' });
  }
}
