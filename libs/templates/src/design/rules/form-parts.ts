import { ANSWER_KINDS, type DesignRecord, type Field } from '../design.types.js';
import { clausesToBuild } from '../draft.js';
import type { Plan } from '../plan.types.js';

/** What is written into a field of a form, and whether it may be left out. */
export const FORM_FIELDS: Field[] = [
  {
    name: 'written_as',
    label: 'Written as',
    kind: 'enum',
    required: true,
    values: [...ANSWER_KINDS],
    origin: 'assumed',
    help: 'Of a field without options',
  },
  { name: 'is_needed', label: 'Needed', kind: 'boolean', required: true, origin: 'assumed' },
];

/** Words by which texts mean the fields of forms, and what was filled in. */
export function nameParts({ draft, find }: Plan, question: DesignRecord, response: DesignRecord): void {
  const alias = (names: readonly string[], { name }: DesignRecord): void => {
    for (const one of names) if (!find(one) && one !== name.toLowerCase()) draft.aliases.set(one, name.toLowerCase());
  };
  const isEdited = [...clausesToBuild(draft.reading)].some(
    ({ clause }) => /^(add|remove|delete|edit|configure|set|define)$/.test(clause.verb ?? '') && clause.objects.some(({ name }) => name === 'field'),
  );
  alias([...(isEdited ? ['field'] : []), 'form element', 'form item', 'form component', 'input field', 'form control', 'form content'], question);
  alias(['form submission', 'form data', 'form result', 'submission result', 'form response', 'submitted form', 'entered data'], response);
}
