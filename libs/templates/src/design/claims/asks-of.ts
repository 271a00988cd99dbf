import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { Said } from '../draft.js';
import { FIGURES } from '../features.js';
import type { Ask, Scope } from './claim.types.js';
import { isApplicationOf } from './audiences.js';
import { isField, isEmpty, recordsOf } from './things.js';

/** "Functions such as", "information including": what follows is meant, one by one. */
const HOLDERS =
  /\b(functions?|functionality|functionalities|features?|modules?|operations?|elements?|sections?|pages?|capabilit(y|ies)|actions?|services?|tools?|aspects?|interfaces?|processes|process|parts?)$/;
const TARGETS = new Set(['on', 'for', 'in', 'to', 'about', 'of']);

/**
 * What a clause asks for: one for each of its objects, the examples of those that only announce them, and the attributes
 * that "with" names, in the order of the text.
 */
export function asksOf(said: Said, scope: Scope): Ask[] {
  const { clause } = said;
  const verb = clause.verb ? { verb: clause.verb } : {};
  if (isProject(said, scope)) return withinProject(said, scope);
  // "A monthly report shows expenses": the report is asked for.
  const figures = clause.subjects.filter((phrase) => FIGURES.test(phrase.name));
  if (clause.verb && figures.length > 0 && figures.length === clause.subjects.length)
    return figures.map((phrase) => ({
      said,
      verb: 'have',
      object: { ...phrase, complements: [...phrase.complements, ...clause.objects.map((of) => ({ preposition: 'of', phrase: of }))] },
      from: clause.from,
    }));
  const objects = objectsOf(clause).flatMap((phrase) => (clause.verb === 'send' ? [phrase] : unfolded(phrase, scope)));
  if (objects.length === 0) return [{ said, ...verb, from: clause.from }, ...comesWith(said, scope)];
  const asks: Ask[] = objects.map((object, i) => ({ said, ...verb, object, from: i === 0 ? clause.from : object.from }));
  const having = clause.complements.filter(({ preposition }) => preposition === 'with').map(({ phrase }) => phrase);
  const owner = objectsOf(clause)[0];
  const inner = owner?.complements.filter(({ preposition }) => preposition === 'with').map(({ phrase }) => phrase) ?? [];
  const holder = owner ? recordsOf(owner, scope)[0] : undefined;
  const attributes = [...having, ...inner];
  if (owner && holder && attributes.some((phrase) => holder.fields.some((field) => isField(field, phrase.name, holder))))
    for (const object of attributes) asks.push({ said, verb: 'have', object, from: object.from, of: owner });
  return asks.sort((a, b) => a.from - b.from);
}

function objectsOf({ verb, objects, subjects, complements }: Clause): NounPhrase[] {
  if (objects.length > 0) return objects;
  if (!verb) return subjects;
  // "An about page", which is read as what it is about.
  if (/^(have|include|contain|provide|feature)$/.test(verb))
    return complements.map(({ preposition, phrase }) =>
      preposition === 'about' && /^(page|section)$/.test(phrase.name) ? { ...phrase, adjectives: ['about'] } : phrase,
    );
  return complements.filter(({ preposition }) => TARGETS.has(preposition)).map(({ phrase }) => phrase);
}

/** "Features such as login and search": the two; "its content, including articles": the articles. */
function unfolded(phrase: NounPhrase, scope: Scope): NounPhrase[] {
  const lists = phrase.complements.filter(
    ({ preposition, phrase: one }) => /^(including|such as|like)$/.test(preposition) && !one.isPronoun,
  );
  const examples = [...phrase.examples, ...lists.map((one) => one.phrase)];
  if (examples.length > 0 && (isEmpty(phrase) || HOLDERS.test(phrase.name)) && recordsOf(phrase, scope).length === 0)
    return examples.flatMap((example) => unfolded(example, scope));
  // "Various types of files": the files.
  if (
    /^(type|kind|variety|range|series|set|piece|sort)$/.test(phrase.name) &&
    (phrase.isPlural || phrase.adjectives.length > 0 || /^(a|an)$/.test(phrase.determiner ?? ''))
  ) {
    const of = phrase.complements.filter(({ preposition }) => preposition === 'of').map((one) => ({ ...one.phrase, from: phrase.from }));
    if (of.length > 0) return of;
  }
  // "Information on food, sights and hotels": each of them.
  const topics = phrase.complements.filter(({ preposition }) => /^(on|about|of)$/.test(preposition));
  if (isEmpty(phrase) && topics.length > 1) return topics.map((one) => one.phrase);
  return [phrase];
}

/** "A page for a bakery in green, with a contact form": said of the application, whatever else its verb says. */
function comesWith(said: Said, scope: Scope): Ask[] {
  const { subjects, complements } = said.clause;
  if (subjects.length === 0 || !subjects.every((phrase) => isApplicationOf(phrase, scope))) return [];
  return complements
    .filter(({ preposition }) => /^(with|including|featuring)$/.test(preposition))
    .flatMap(({ phrase }) => unfolded(phrase, scope))
    .map((object) => ({ said, verb: 'have', object, from: object.from }));
}

const MAKING = /^(implement|develop|create|build|design|make|write|want|need|set up)$/;

/** "A forum for gardeners", "please build a shop": what the project is. */
function isProject({ sentence, clause }: Said, scope: Scope): boolean {
  if (scope.draft.account.contextOf(clause)) return clause.verb === undefined || clause.objects.length > 0;
  const first = scope.draft.reading.sentences.find(({ topic }) => topic === 'build');
  const [object] = clause.objects;
  return (
    sentence === first &&
    clause === sentence.clauses[0] &&
    object !== undefined &&
    MAKING.test(clause.verb ?? 'be') &&
    isApplicationOf(object, scope)
  );
}

/** What the project is said to come with. */
function withinProject(said: Said, scope: Scope): Ask[] {
  const { clause } = said;
  const phrases = [...clause.objects, ...clause.subjects, ...clause.complements.map(({ phrase }) => phrase)].flatMap(complementsOf);
  const having = [...phrases, ...clause.complements]
    .filter(({ preposition }) => /^(with|including|featuring|such as)$/.test(preposition))
    .map(({ phrase }) => phrase);
  const project: Ask = { said, from: clause.from };
  return [project, ...having.flatMap((phrase) => unfolded(phrase, scope)).map((object) => ({ said, object, from: object.from }))];
}

/** Also of what stands within: "a page for a bakery with a contact form". */
const complementsOf = ({ complements }: NounPhrase): NounPhrase['complements'] =>
  complements.flatMap((one) => [one, ...complementsOf(one.phrase)]);
