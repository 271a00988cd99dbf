import type { Sentence } from '../../reading/reading.types.js';
import type { Scope, Verdict } from './claim.types.js';
import { ofStyle } from './pointers.js';
import { assumed, built, ignored, missing } from './verdicts.js';

const OURS = /\b(typescript|node(\.?js)?|sqlite|html5?|css3?|server[- ]rendered|docker|openapi|rest(ful)?)\b/i;
const OTHERS =
  /\b(react|vue|angular|django|laravel|spring|php|python|java|mysql|postgres\w*|mongodb|redis|flask|asp\.net|\.net|kotlin|swift|flutter|bootstrap|jquery|go|rust|ruby)\b/i;
const KEPT_QUALITIES =
  /\b(responsive|mobile|phone|accessib\w+|keyboard|fast|simple|clean|easy|intuitive|user-friendly|friendly|different (devices|screen sizes)|screen sizes|devices|adapt\w*|navigation|clear|consistent)\b/i;

/** Of a sentence about looks, technology, qualities, or around the wish; undefined: it asks for something to be built. */
export function toldOf(sentence: Sentence, { design, draft }: Scope): Verdict | undefined {
  switch (sentence.topic) {
    case 'style':
      return design.style.background || design.style.component || draft.account.outcomesOf(sentence).length > 0
        ? built(...ofStyle('Colours and style'))
        : assumed(`Read as a wish for its looks; the style is "${design.style.mood}"`, ...ofStyle('Style'));
    case 'technology':
      return OURS.test(sentence.text) && !OTHERS.test(sentence.text)
        ? built({ kind: 'PAGE', target: '/technologies', label: 'TypeScript, Node and SQLite' })
        : missing('What is written is TypeScript for Node with SQLite, whatever else is named');
    case 'quality':
      return KEPT_QUALITIES.test(sentence.text)
        ? built(...ofStyle('Every page: phones, keyboard, contrast'))
        : ignored('Read as a quality, which no single part of the project shows');
    case 'talk':
      return ignored('Read as talk around the wish');
    default:
      return undefined;
  }
}
