import { usualFields } from '../knowledge/thing-of.js';
import type { Field } from './design.types.js';
import { fieldOf } from './field-of.js';
import { isPerson, thingOf } from './lexicon.js';

/** Words that mean something else in some places: a ticket of a help desk is no ticket of a concert. */
export function placed(name: string, text: string): string {
  if (name === 'ticket' && /\b(help ?-?desk|support|issues?|agents?)\b/i.test(text)) return 'support ticket';
  return name;
}

export function usualOf(word: string, text: string): Field[] {
  const name = placed(word, text);
  if (/^(topic|thread|discussion)$/.test(name)) return ['title', 'text'].map((words) => fieldOf(words, { origin: 'assumed' }));
  if (name === 'item' || name === 'thing') return ITEM.map((words) => ({ ...fieldOf(words, { origin: 'assumed' }), required: false }));
  const fields = usualFields(name);
  // A screw that turns is nobody with a telephone.
  const isWrong = !isPerson(name) && fields.some((field) => field.name === 'phone') && fields.length === 3 && !thingOf(name);
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
