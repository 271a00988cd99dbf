import { readClauses } from './clauses.js';
import { emptyClause } from './clause-parts.js';
import { Inventory, isEntry, type Part } from './inventory-parts.js';
import { isClause, isQuestion, isValue, isView, isFeature, phraseAt, piecesOf, type Piece } from './inventory-pieces.js';
import { asked } from './inventory-phrases.js';
import { beginsGerund } from './predicates.js';
import type { Clause, NounPhrase, Token } from './reading.types.js';
import { FEATURE_WORDS } from './word-lists.js';

/** Verbs after which a list behind a colon says what is noted of each: "Track my plants: name, species". */
const NOTING =
  /^(?:track|keep|record|list|log|collect|note|manage|store|save|catalogue|catalog|register|organi[sz]e|document|archive|keep track|know)$/;
const MOST_LEAD = 14;

/**
 * Reads a sentence that lists what there is, without a verb: "rooms with capacity and price, guests, a calendar". What a
 * thing is listed with becomes a clause "have" of it; clauses and views that follow are read by themselves.
 *
 * @param isFirst whether it is the first sentence, which says what is built.
 * @returns nothing where the sentence is no such list.
 */
export function readInventory(tokens: readonly Token[], isFirst = false): Clause[] | undefined {
  // Readers correct the parts of speech as they go: what is only tried leaves no trace.
  const w = tokens.filter(({ pos, text }) => pos !== 'X' && !/^["“”„«»‘*_]$/.test(text)).map((token) => ({ ...token }));
  const colon = w.findIndex(({ lower }) => /^[:：]$/.test(lower));
  if (colon > MOST_LEAD || colon === w.length - 1) return undefined;
  const lead = colon > 0 ? readClauses(namedBy(w.slice(0, colon)), undefined, isFirst) : [];
  if (colon > 0 && !isLead(lead)) return undefined;
  const body = w.slice(colon + 1);
  const pieces = piecesOf(body);
  const [start] = pieces;
  if (!start || body.some(({ lower }) => /^[:：]$/.test(lower)) || beginsGerund(start.tokens, 0, true)) return undefined;
  if (colon < 0 && (/^(?:VERB|AUX|PRON|ADP|SCONJ|ADV)$/.test(body[0]!.pos) || isClause(start))) return undefined;
  const owner = colon > 0 ? ownerIn(lead) : undefined;
  const told = owner && attributesOf(pieces);
  if (owner && told) return [...lead.map(withoutOurs), having(owner, told, told[0]!.from)];
  if (lead.some(({ verb }) => verb !== undefined && !/^(?:run|be|have|need|want)$/.test(verb))) return undefined;
  const parts = new Inventory(body).read();
  return parts && isInventory(parts, colon > 0) ? joined([lead, ...parts.map(clausesOf)]) : undefined;
}

/** "A parish hall rental:", "Stamp collection:" are nouns, whatever else their words can be. */
function namedBy(lead: readonly Token[]): Token[] {
  const isName = lead.length <= 3 && lead.every(({ pos }) => /^(?:NOUN|PROPN|ADJ|VERB)$/.test(pos));
  return lead.map((token, i) =>
    (isName && token.pos === 'VERB' && i < lead.length - 1) || (i > 0 && i === lead.length - 1 && token.pos === 'ADJ')
      ? { ...token, pos: isName ? 'PROPN' : 'NOUN' }
      : token,
  );
}

/** One thing that is said to be built, or something that is noted. */
function isLead(lead: readonly Clause[]): boolean {
  const [first] = lead;
  if (!first || lead.length > 2) return false;
  const phrase = first.objects[0] ?? first.subjects[0];
  return phrase !== undefined && !FEATURE_WORDS.has(phrase.head);
}

/** "The plants in my flat": where all of them are says nothing of one. */
function withoutOurs(clause: Clause): Clause {
  const isOurs = ({ preposition, phrase }: Clause['complements'][number]): boolean =>
    /^(?:in|at|on|of)$/.test(preposition) && /^(?:my|our|i|we)$/i.test(phrase.possessor?.head ?? phrase.determiner ?? '');
  const bare = (phrase: NounPhrase): NounPhrase => {
    const { possessor, ...rest } = listedIn(phrase)!;
    const isMine = /^(?:my|our|i|we)$/i.test(possessor?.head ?? '');
    return { ...rest, ...(possessor && !isMine ? { possessor } : {}), complements: rest.complements.filter((one) => !isOurs(one)) };
  };
  return { ...clause, objects: clause.objects.map(bare), complements: clause.complements.filter((one) => !isOurs(one)) };
}

/** What a list of attributes behind a colon belongs to. */
function ownerIn([first]: readonly Clause[]): NounPhrase | undefined {
  if (first?.verb) return NOTING.test(first.verb) ? listedIn(first.objects[0]) : undefined;
  const phrase = listedIn(first?.objects[0] ?? first?.subjects[0]);
  return phrase?.isPlural && !/^(?:the|these|those)$/i.test(phrase.determiner ?? '') && phrase.complements.length === 0
    ? phrase
    : undefined;
}

/** "A list of my records": the records. */
const listedIn = (phrase: NounPhrase | undefined): NounPhrase | undefined =>
  (/^(?:list|catalogue|catalog|collection|record|overview|register|inventory)$/.test(phrase?.head ?? '') &&
    phrase!.complements.find(({ preposition }) => preposition === 'of')?.phrase) ||
  phrase;

/** "Name, species, photo, how often to water": attributes are listed in the singular, things in the plural. */
function attributesOf(pieces: readonly Piece[]): NounPhrase[] | undefined {
  if (pieces.length < 2) return undefined;
  const phrases = pieces.map((piece) => (isQuestion(piece) ? asked(piece.tokens) : attributeOf(piece)));
  const isAll = phrases.every((phrase) => phrase && (!phrase.isPlural || isValue(phrase)));
  return isAll ? (phrases as NounPhrase[]) : undefined;
}

function attributeOf(piece: Piece): NounPhrase | undefined {
  if (isClause(piece)) return undefined;
  const found = phraseAt(piece.tokens);
  return found && found.next === piece.tokens.length && !isView(found.phrase) ? found.phrase : undefined;
}

/** A list is one where it names several things, or one with what it has. */
function isInventory(parts: readonly Part[], hasLead: boolean): boolean {
  const entries = parts.filter(isEntry);
  const [first] = parts;
  // "Citizens report lamps, teams repair them, statistics by district": a view stands behind what is done.
  if (entries.length === 0) return hasLead && parts.length > 1 && parts.slice(1).every((part) => isViewed(part));
  if (!first || entries.some(({ phrase }) => isFeature(phrase)) || (!hasLead && !isEntry(first))) return false;
  const plurals = entries.filter(({ phrase }) => phrase.isPlural).length;
  const stated = entries.reduce((sum, one) => sum + one.having.length, 0);
  return plurals + Math.min(stated, 2) >= 2 && plurals > 0;
}

const isViewed = ({ tokens }: Part): boolean => {
  const found = phraseAt([...tokens]);
  return found !== undefined && isView(found.phrase);
};

/** Clauses that were read by themselves, in one sentence: their parents are counted on. */
function joined(groups: readonly (readonly Clause[])[]): Clause[] {
  const all: Clause[] = [];
  for (const group of groups) {
    const by = all.length;
    for (const clause of group) {
      if (clause.parent !== undefined) clause.parent += by;
      all.push(clause);
    }
  }
  return all;
}

function clausesOf(part: Part): Clause[] {
  if (!isEntry(part)) return readClauses([...part.tokens]);
  const { phrase, tokens, having: objects } = part;
  const [first] = tokens;
  const named: Clause[] = first
    ? [
        {
          ...emptyClause([...tokens], 0),
          to: tokens.at(-1)!.to,
          objects: [phrase],
          ...(phrase.name === 'kanban board' ? {} : { isListed: true }),
        },
      ]
    : [];
  return objects.length > 0 ? [...named, having(phrase, objects, part.from ?? first?.from ?? objects[0]!.from)] : named;
}

const having = (owner: NounPhrase, objects: NounPhrase[], from: number): Clause => ({
  ...emptyClause([], 0),
  kind: 'main',
  from,
  to: Math.max(...objects.map(({ to }) => to)),
  verb: 'have',
  subjects: [owner],
  objects,
  isListed: true,
});
