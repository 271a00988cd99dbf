import type { DesignRecord } from '../design.types.js';
import { clausesToBuild } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { recordNameOf } from '../nouns.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { Plan } from '../plan.types.js';

const FILE = /\s(file|document|attachment)$/;

/** "Makers upload their own pattern files": what is uploaded is kept with the pattern, whatever pictures it has. */
export function addUploads(plan: Plan): void {
  for (const { clause } of clausesToBuild(plan.draft.reading)) {
    if (clause.verb !== 'upload' || clause.isNegative) continue;
    for (const object of clause.objects) {
      const record = FILE.test(object.name) ? uploadedOf(plan, object) : undefined;
      if (!record || record.fields.some(({ kind }) => kind === 'file') || /\b(image|picture|photo)\b/.test(object.name)) continue;
      plan.field(record, { ...fieldOf('file'), required: false });
      plan.draft.account.built(clause, { kind: 'field', record: record.name.toLowerCase(), field: 'file' });
    }
  }
}

/** "3D model files" are of models, where those are kept. */
function uploadedOf({ find }: Plan, { name, ...phrase }: NounPhrase): DesignRecord | undefined {
  const whose = name.replace(FILE, '');
  return find(recordNameOf({ ...phrase, name })) ?? find(whose) ?? find(whose.split(' ').at(-1));
}
