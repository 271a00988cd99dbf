import { readersOf, whoOf } from '../../documents/say.js';
import { capital } from '../../knowledge/words.js';
import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { Audience, DesignRecord } from '../design.types.js';
import { classifyNoun } from '../lexicon.js';
import { isApplication, isSomebody, nameOf } from '../nouns.js';
import type { Scope, Verdict } from './claim.types.js';
import { forOthers, missing } from './verdicts.js';

/** Who is said to do something. `slugs` undefined: nobody in particular; empty: people without an account. */
export interface Actors {
  slugs?: string[];
  words: string;
  /** "Only editors". */
  isOnly: boolean;
}

const BACK =
  /\b(management (end|side|interface|system|backend)|back ?end|back ?office|admin(istration|istrative)?( panel| side| end| interface| system)?|backstage)$/;

export function actorsOf({ subjects, adverbs }: Clause, scope: Scope): Actors {
  const isOnly = adverbs.includes('only');
  const people = subjects.filter((phrase) => isActor(phrase, scope));
  const words = people.map((phrase) => (phrase.isPronoun ? (phrase.refersTo?.text ?? phrase.head) : phrase.text)).join(' and ');
  if (subjects.some((phrase) => BACK.test(phrase.name)) && scope.design.roles[0])
    return { slugs: [scope.design.roles[0].slug], words: scope.design.roles[0].plural, isOnly };
  if (people.length === 0) return { words: '', isOnly };
  const names = people.map(nameOf).filter((name) => name !== '' && !NOBODY.test(name));
  if (names.length === 0) return { words, isOnly };
  return { slugs: [...new Set(names.map((name) => scope.slugOf(name) ?? ''))], words, isOnly };
}

const APPLICATIONS =
  /\b(site|website|web page|app|application|platform|system|program|mini-program|page|portal|tool|software|forum|shop|store)$/;

/** Somebody, or a company or school that acts as one; whatever else is said to do something is a part of the application. */
function isActor(phrase: NounPhrase, scope: Scope): boolean {
  if (isApplicationOf(phrase, scope)) return false;
  const name = nameOf(phrase);
  if (APPLICATIONS.test(name)) return false;
  return (
    phrase.isPronoun ||
    scope.slugOf(name) !== undefined ||
    isSomebody(name) ||
    ['person', 'group', 'place'].includes(classifyNoun(name).class)
  );
}

const NOBODY = /^(one|each|it|they|we|i|you)$/;

/** The application, or what it calls itself: whatever it does is done for whoever uses it. */
export const isApplicationOf = (phrase: NounPhrase, { draft }: Scope): boolean =>
  isApplication(phrase) || draft.self.has(nameOf(phrase).toLowerCase());

/** Whether these people may; the first role may do everything. */
export function allows(audience: Audience, { slugs }: Actors, { design }: Scope): boolean {
  if (audience === 'everyone' || slugs === undefined || design.roles.length === 0) return true;
  const first = design.roles[0]!.slug;
  const may = (slug: string): boolean => {
    if (slug === '') return false;
    if (slug === first || audience === 'signed-in') return true;
    return ('roles' in audience ? audience.roles : audience.own).includes(slug);
  };
  return slugs.every(may);
}

/** Whether nobody beside them and the first role may. */
export function isFor(audience: Audience, { slugs }: Actors, { design }: Scope): boolean {
  if (typeof audience === 'string') return audience === 'signed-in' && design.roles.every(({ slug }) => slugs?.includes(slug));
  const allowed = 'roles' in audience ? audience.roles : audience.own;
  return allowed.every((slug) => slug === design.roles[0]?.slug || (slugs ?? []).includes(slug));
}

/** "Visitors may not do this, only librarians": where these people may not. */
export function refusal(audience: Audience, who: Actors, scope: Scope): Verdict | undefined {
  if (allows(audience, who, scope)) return undefined;
  return forOthers(who.words === '' ? 'They' : capital(who.words), whoOf(scope.design, audience));
}

/** Whoever brings something further sees all of it, whatever is read by its owners alone. */
export function mayRead(record: DesignRecord, who: Actors, scope: Scope): Verdict | undefined {
  const { read } = record.access;
  if (allows(read, who, scope)) return undefined;
  const steps = scope.design.rules.flatMap((rule) => (rule.kit === 'lifecycle' && rule.record === record.table ? rule.steps : []));
  if (steps.some(({ by }) => allows(by, who, scope))) return undefined;
  return forOthers(who.words === '' ? 'They' : capital(who.words), readersOf(scope.design, record));
}

/** "Their own orders": whose they are has to be kept. */
export const isTheirs = (phrase: NounPhrase): boolean =>
  phrase.possessor?.isPronoun === true ||
  phrase.adjectives.some((word) => word === 'own') ||
  /^(my|their|his|her)$/.test(phrase.determiner ?? '');

/** Why "their own" says more than is kept, or "only their own" more than is kept from others. */
export function ownFault(
  record: DesignRecord,
  phrase: NounPhrase,
  act: 'read' | 'change' | 'remove',
  clause: Clause,
  scope: Scope,
): Verdict | undefined {
  if (!isTheirs(phrase) || scope.design.roles.length === 0) return undefined;
  if (!record.fields.some(({ kind }) => kind === 'person'))
    return missing(`${record.plural} are kept, but not whose they are; say who makes them`);
  const words = scope.draft.reading.text.slice(clause.from, clause.to);
  const isOnly = clause.adverbs.includes('only') || /\bonly\b/.test(words);
  const audience = record.access[act];
  if (isOnly && !(typeof audience === 'object' && 'own' in audience))
    return missing(`${record.plural} are not kept from others; say who may see and change them`);
  return undefined;
}
