import { frameOf } from '../knowledge/frames.js';

/** Acts that say that their object is kept, whatever becomes of the act itself; see `claims/` for that. */
export const PLAIN = new Set(
  'be have include contain consist comprise feature provide support offer allow enable let want need require help use get receive obtain keep store save record hold show list display present showcase view see browse read look look at watch find search query filter sort compare explore check access open visit know learn add create make post publish write submit register upload log enter input fill fill in fill out file raise propose announce place share plan schedule request report ask conduct perform carry out provide edit update change modify adjust customize maintain delete remove manage administer organize organise handle control select choose pick click click on set set up define classify categorize categorise group introduce describe contain cover serve concern belong implement develop build design do link leave send export download print collect give specify assign attach tag name label track monitor understand'
    .split(' ')
    .concat(['look at', 'carry out', 'fill in', 'fill out', 'set up', 'click on', 'log in', 'sign in', 'sign up', 'log out']),
);

/** How much an act says for keeping what it is done to: nobody keeps a ranking for being improved. */
export function weightOf(verb: string, object: string): number {
  if (PLAIN.has(verb)) return 1;
  const frame = frameOf(verb, object);
  if (!frame) return 0.5;
  return frame.kit === 'outside' || frame.kit === 'none' ? 0 : 1;
}

/** Whether a verb asks for something that could be written: plain keeping, or what a rule knows. */
export const isKnown = (verb: string, object: string): boolean => PLAIN.has(verb) || weightOf(verb, object) > 0.5;
