import type { NounPhrase } from '../../reading/reading.types.js';
import { nameOf } from '../nouns.js';
import { isApplicationOf } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofAlways, ofStyle } from './pointers.js';
import { built, ignored } from './verdicts.js';

/** What every page is measured by. */
export const FINE =
  /\b(user-friendly|friendly|simple|clean|responsive|intuitive|clear|concise|easy|easy-to-use|accessible|good|mobile-friendly|adaptive|consistent|structured|well-organized)\b/;
/** How it is meant to please, which no single part shows. */
const PLEASING =
  /^(beautiful|attractive|appealing|modern|elegant|smooth|fast|stable|reliable|efficient|engaging|pleasant|nice|professional|seamless|comfortable)$/;
const PART = /\b(interface|ui|design|layout|navigation|structure|operation|usability|pages?|forms?|menus?)$/;
const MOVING = /^(switch|navigate|move|jump|go|browse)$/;

/** "The interface should be clear", "a good user experience", "switch between pages". */
export function qualities({ verb, object, said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  const about = object ? [object] : clause.subjects;
  if (verb === 'be' && !object && clause.results.length > 0 && about.length > 0 && about.every((phrase) => isOwnPart(phrase, scope))) {
    if (clause.results.every((word) => FINE.test(word))) return built(...ofStyle('Every page: phones, keyboard, contrast'));
    return clause.results.every((word) => FINE.test(word) || PLEASING.test(word)) ? ignored(QUALITY) : undefined;
  }
  if (
    object &&
    /\bexperience$/.test(nameOf(object)) &&
    /^(provide|offer|have|ensure|give|bring|deliver|create)$/.test(verb ?? '') &&
    isGood(object)
  )
    return ignored(QUALITY);
  const between = clause.complements.find(({ preposition }) => /^(between|through|among|to)$/.test(preposition))?.phrase;
  const isPages = between?.isPlural === true && /\b(pages?|sections?|menus?)$/.test(between.name);
  return isPages && MOVING.test(verb ?? '') && !object && scope.design.pages.length + scope.design.records.length > 1
    ? built(...ofAlways('Navigation'))
    : undefined;
}

const QUALITY = 'Read as a quality, which no single part of the project shows';
const isGood = ({ adjectives }: NounPhrase): boolean =>
  adjectives.length > 0 && adjectives.every((word) => FINE.test(word) || PLEASING.test(word));
const isOwnPart = (phrase: NounPhrase, scope: Scope): boolean => PART.test(nameOf(phrase).toLowerCase()) || isApplicationOf(phrase, scope);
