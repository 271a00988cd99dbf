import { matchIn, usualFieldsIn } from '../knowledge/thing-of.js';
import type { Field } from './design.types.js';
import { fieldOf, meansSame } from './field-of.js';
import { isPerson, thingOf } from './lexicon.js';

/** The name by which the lexicon knows what a name means in a text: a ticket of a help desk is no ticket of a concert. */
export const placed = (name: string, text: string): string => matchIn(name, text)?.thing.key ?? name;

/**
 * What such things usually have, beside what is stated of one: what means the same as something stated is left out.
 *
 * @param text of the whole description.
 */
export function usualOf(name: string, text: string, stated: readonly Field[] = []): Field[] {
  return fieldsFor(name, text).filter(
    (field) =>
      !(/\bsubmission$/.test(name) && isVerdict(field, text)) &&
      !stated.some((one) => meansSame(one.name, field.name) || (one.kind === 'image' && field.kind === 'image')),
  );
}

/** What others say of what was handed in: only where the text has somebody say it. */
const isVerdict = ({ name }: Field, text: string): boolean =>
  (name === 'grade' && !/\b(grad(e|es|ing)|marks?|scor(e|es|ing))\b/i.test(text)) || (name === 'feedback' && !/\bfeedback\b/i.test(text));

function fieldsFor(name: string, text: string): Field[] {
  if (/^(topic|thread|discussion)$/.test(name)) return ['title', 'text'].map((words) => fieldOf(words, { origin: 'assumed' }));
  if (name === 'item' || name === 'thing') return ITEM.map((words) => ({ ...fieldOf(words, { origin: 'assumed' }), required: false }));
  const fields = usualFieldsIn(name, text);
  // A screw that turns is nobody with a telephone.
  const isWrong = !isPerson(name) && fields.some((field) => field.name === 'phone') && fields.length === 3 && !thingOf(placed(name, text));
  const kept = isWrong
    ? [
        { name: 'name', kind: 'text' as const },
        { name: 'description', kind: 'long-text' as const },
        { name: 'picture', kind: 'image' as const },
      ]
    : fields;
  return kept
    .filter(({ kind }) => kind !== 'person' && kind !== 'reference')
    .map((field) => {
      const made = fieldOf(field.name, { origin: 'assumed' });
      const { values, kind, unit } = field;
      const same: Field = { ...made, kind, required: false, ...(unit ? { unit } : {}) };
      if (kind === 'enum' && values && values.length > 1) return { ...same, values: [...values], required: true };
      delete same.values;
      // What points to other things is only there where the text names them.
      return kind === 'reference' || kind === 'enum' ? { ...same, kind: 'text' as const } : same;
    });
}

const ITEM = ['name', 'kind', 'description'];
