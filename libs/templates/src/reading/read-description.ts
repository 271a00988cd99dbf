import { readClauses, type Context } from './clauses.js';
import { readInventory } from './inventories.js';
import type { Clause, NounPhrase, Reading, Sentence, Token } from './reading.types.js';
import { resolvePronouns } from './resolve-pronouns.js';
import { splitSentences, type Segment } from './sentences.js';
import { tagTokens } from './tagging.js';
import { cutTokens } from './tokens.js';
import { topicOf } from './topics.js';
import { FEATURE_WORDS, PRODUCTS } from './word-lists.js';

/** Heads of headings and lead-ins that announce a kind of items rather than somebody who acts. */
const ANNOUNCING =
  /^(?:feature|functionality|function|requirement|page|goal|note|technology|stack|overview|description|field|column|role|user story|module|section|screen|table|entity|model|example|step|option|element|following|detail|information|component|capability|rule|view|data)$/;

/** A lead-in whose items are what somebody can or must do. */
const ENDS_IN_MODAL = /\b(?:can|could|should|may|must|will|able to|allowed to|to|shall)\s*[:：]\s*(?:\*\*|__)?$/i;

/** "Users can (1) search, (2) book": what is numbered goes on with it. */
const ENDS_IN_BARE_MODAL = /\b(?:can|could|should|may|must|will|able to|allowed to|shall)$/i;

/**
 * Reads an English description: sentences in order with exact places, words with parts of speech and base forms, and
 * clauses of who does what to which. Never throws; what it cannot read has no clauses.
 *
 * @param text of any length; positions count its UTF-16 code units.
 */
export function readDescription(text: string): Reading {
  const sentences: Sentence[] = [];
  const contexts: (Context | undefined)[] = [];
  const isTechnical: boolean[] = [];
  for (const segment of splitSentences(text)) {
    const tokens = cutTokens(text, segment);
    tagTokens(tokens, text);
    const before = sentences.at(-1);
    const above = (before && goingOn(before, segment)) ?? (segment.leadIn === undefined ? undefined : contexts[segment.leadIn]);
    const part = text.slice(segment.from, segment.to);
    const isLead = ENDS_IN_MODAL.test(part) || ENDS_IN_BARE_MODAL.test(part);
    const clauses = isLead
      ? []
      : segment.layout === 'row'
        ? readCells(segment, tokens)
        : ((segment.layout === 'prose' && !above ? readInventory(tokens, sentences.length === 0) : undefined) ??
          readClauses(tokens, above, sentences.length === 0, segment.layout === 'heading'));
    const sentence: Sentence = {
      from: segment.from,
      to: segment.to,
      text: text.slice(segment.from, segment.to),
      tokens,
      topic: 'build',
      layout: segment.layout,
      clauses,
      ...(segment.level === undefined ? {} : { level: segment.level }),
      ...(segment.leadIn === undefined ? {} : { leadIn: segment.leadIn }),
      ...(segment.cells ? { cells: segment.cells } : {}),
    };
    const isUnder = segment.leadIn !== undefined && isTechnical[segment.leadIn]!;
    sentence.topic = topicOf(sentence, isUnder);
    isTechnical.push(isUnder || /^[#*\s]*(?:tech|technology|technologies|technical|stack)\b[^.]{0,30}$/i.test(sentence.text));
    contexts.push(contextOf(sentence, above));
    sentences.push(sentence);
  }
  resolvePronouns(sentences, isSomebody);
  return { text, language: 'en', sentences };
}

/** "approves orders; sees reports", "Users can (1) search, (2) book": what the part before gives to this one. */
function goingOn({ text, clauses, tokens, layout }: Sentence, segment: Segment): Context | undefined {
  const isNumbered = layout === segment.layout && /[,，](?: and| or)?$/.test(text);
  if (layout === segment.layout && ENDS_IN_BARE_MODAL.test(text))
    return { subjects: namedSubjects(tokens, []), modal: modalAt(text), expects: 'base' };
  if (!isNumbered && !/[;；]$/.test(text)) return undefined;
  const last = clauses.findLast((clause) => clause.kind === 'main' && clause.verb && clause.subjects.length > 0);
  return last && { subjects: last.subjects, modal: last.modal, expects: 'base', isFinite: true };
}

const modalAt = (text: string): string =>
  /able to\W*$/i.test(text) ? 'able' : /allowed to\W*$/i.test(text) ? 'may' : /(\w+)\W*$/.exec(text)![1]!.toLowerCase();

function readCells(segment: Segment, tokens: Token[]): Clause[] {
  let context: Context | undefined;
  return (segment.cells ?? []).flatMap((cell, at) => {
    const clauses = readClauses(
      tokens.filter((token) => token.from >= cell.from && token.to <= cell.to),
      context,
    );
    const [first] = clauses[0]?.objects ?? [];
    // "| Gardener | reserve plots |": who is named first acts.
    if (at === 0 && clauses.length === 1 && !clauses[0]!.verb && first && isSomebody(first))
      context = { subjects: [first], expects: 'base' };
    return clauses;
  });
}

/** What items below this sentence take from it. */
function contextOf({ text, tokens, clauses, layout }: Sentence, above: Context | undefined): Context | undefined {
  const isAnnouncing = /[:：]\s*(?:\*\*|__)?$/.test(text);
  if (!isAnnouncing && layout !== 'heading' && layout !== 'item') return undefined;
  const words = tokens.filter((token) => token.pos !== 'X' && token.pos !== 'PUNCT');
  const last = words.at(-1);
  if (!last) return above;
  // "Members can:", "Users should be able to:"
  if (ENDS_IN_MODAL.test(text)) {
    const subjects = namedSubjects(tokens, clauses);
    const modal = /\bable to\s*:/i.test(text) ? 'able' : /\ballowed to\s*:/i.test(text) ? 'may' : last.lower === 'to' ? 'can' : last.lower;
    return { subjects, modal, expects: 'base' };
  }
  const main = clauses.find((clause) => clause.verb && clause.kind === 'main');
  if (
    isAnnouncing &&
    main &&
    /^(?:have|contain|include|need|store|save|record|track|keep|consist)$/.test(main.verb!) &&
    main.objects.every((object) => ANNOUNCING.test(object.head) || object.head === 'following')
  ) {
    if (
      main.subjects.length > 0 &&
      (!PRODUCTS.has(main.subjects[0]!.head) || /^(?:an?|each|every)$/.test(main.subjects[0]!.determiner ?? ''))
    )
      return { subjects: main.subjects, modal: main.modal, expects: 'object', verb: main.verb };
    return { subjects: [], expects: 'ing' };
  }
  const fragments = clauses.filter((clause) => clause.kind === 'fragment').flatMap((clause) => clause.objects);
  if (
    !main &&
    fragments.length === 1 &&
    clauses.length === 1 &&
    !ANNOUNCING.test(fragments[0]!.head) &&
    !FEATURE_WORDS.has(fragments[0]!.head) &&
    isSomebody(fragments[0]!)
  )
    return { subjects: fragments, expects: 'base' };
  if (layout === 'item' && !isAnnouncing) return undefined;
  return { subjects: [], expects: 'any' };
}

function namedSubjects(tokens: Token[], clauses: Clause[]): NounPhrase[] {
  const known = clauses.flatMap((clause) => (clause.subjects.length > 0 ? clause.subjects : clause.objects));
  if (known.length > 0) return known.slice(0, 3);
  const end = tokens.findIndex((token) => token.pos === 'AUX');
  return readClauses(tokens.slice(0, Math.max(0, end))).flatMap((clause) => clause.objects);
}

const isSomebody = (phrase: NounPhrase): boolean =>
  /(?:er|or|ist|ant|ent|ian|ee|man|woman|user|member|admin|guest|staff|people|person|teacher|parent|coach|tenant|host|owner|visitor|clerk|chef|nurse|customer|public|team|principal|artisan|fan|band|family|club|kid|child|friend|couple|jury|student)$/.test(
    phrase.head,
  ) &&
  !/(?:(?:^|check|wait|wish|watch|play)list|calendar|order|number|folder|newsletter|server|filter|header|footer|payment|department|document|content|event|management|appointment|assignment|equipment|timer|computer|paper|chapter|banner|poster|slider|comment|ticket|component|element|environment|requirement|development|deployment)$/.test(
    phrase.head,
  );
