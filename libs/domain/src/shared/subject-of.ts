const WORDS = 6;

/** "Please implement", "I need", "We would like you to build us": how people ask. */
const ASKING =
  /^(?:(?:please|kindly|hi|hello|hey)[,!. ]+)*(?:(?:can|could|would|will) you (?:please )?|(?:i|we)(?: would|['’]d)? (?:want|need|like|wish)(?: you)?(?: to)? |help (?:me|us)(?: to)? |let['’]?s |the task is to |your task is to )?(?:please )?(?:to )?(?:(?:implement|create|develop|build|design|make|write|generate|code|program|set up|setup|have|get|give me|give us|produce|prepare|deliver|construct)(?: (?:me|us|for me|for us))?\b ?)?/iu;
const ARTICLE =
  /^(?:an?|the|my|our|some|this|that|one|new|simple|basic|small|modern|responsive|complete|full|fully|functional|full-stack|fullstack|beautiful|clean|minimal|minimalist|user-friendly|professional|comprehensive|official|single-page|one-page)\s+/iu;
/** What a project is, whatever it is about. */
const THING =
  /^(?:web|web-based|website|web-site|websites|webpage|web-page|site|app|apps|application|applications|platform|platforms|system|systems|mini-program|mini|small|miniprogram|program|programme|tool|tools|toolkit|software|page|pages|portal|homepage|solution|service|services|project|website-based|mobile|desktop|frontend|front-end|backend|api|rest|crud|interface|html5|h5|wordpress|demo|prototype|mvp|saas)$/iu;
/** Of those, what stands before the others: "web", but not "tool" of a tool library. */
const MANNER =
  /^(?:web|web-based|website-based|mobile|desktop|frontend|front-end|backend|rest|crud|html5|h5|wordpress|saas|mini|small|landing|one-page|single-page)$/iu;
/** Where the phrase that names it ends. */
const END =
  /\s(?:that|which|where|who|whose|with|to|for|so|using|allowing|enabling|featuring|including|called|named|built|based|aimed|designed|in which|on which|of which|whereby|when|while|providing|selling|offering|showing|displaying|showcasing|it|we|users?)\s|[,;:.!?()[\]{}"“”„«»\n–—]/iu;
const PURPOSE = /^\s*(?:(?:for|to|that|which|where|with|of|about)\s+)/iu;
/** A phrase that begins so was not read right. */
const LINK = /^(?:and|or|but|it|if|by|in|on|at|as|is|are|of)$/iu;
const DANGLING =
  /(?:\s(?:and|or|of|in|on|at|by|from|a|an|the|to|for|with|as|about|between|through|via|its|their|his|her|various|different|multiple|both|based))+$/iu;

/**
 * What an English description is about, in its own words: the phrase that names it ("Travel and camping"), without how it
 * was asked for and without what every project is ("website", "app").
 *
 * @returns sentence case; undefined where no such phrase is found.
 */
export function subjectOf(description: string): string | undefined {
  const first = description.replace(/^[\s#*>-]+/u, '');
  const named = /\b(?:called|named)\s+["“„«']?([\p{Lu}\p{N}][\p{L}\p{N}'’&-]*(?:\s[\p{Lu}\p{N}][\p{L}\p{N}'’&-]*){0,3})/u.exec(
    first.slice(0, 300),
  );
  if (named) return named[1];
  const asked = ASKING.exec(first)?.[0] ?? '';
  let rest = withoutArticles(first.slice(asked.length));
  if (asked.trim() === '' && rest.length === first.length) return undefined;
  const phrase = upTo(rest);
  const words = phrase.split(/\s+/).filter(Boolean);
  const own = trimThings(words);
  if (LINK.test(words[0] ?? '')) return undefined;
  if (own.length > 1) return sentenceCase(own);
  if (own.length === 1) return sentenceCase(words.slice(words.indexOf(own[0]!), WORDS));
  rest = rest.slice(phrase.length);
  return purposeOf(rest);
}

/** "for a repair café", "to display citation titles", "that provides live scores", "for managing orders". */
function purposeOf(text: string): string | undefined {
  const lead = PURPOSE.exec(text)?.[0];
  if (!lead) return undefined;
  let rest = text.slice(lead.length);
  const isClause = /^\s*(?:to|that|which|where)\s/iu.test(lead);
  if (isClause) rest = rest.replace(/^(?:[\p{L}-]+ly\s+)?[\p{L}-]+\s+(?:and\s+[\p{L}-]+\s+)?/u, '');
  else rest = rest.replace(/^(?:users? to [\p{L}-]+\s+)|^(?:[\p{L}-]+ing\s+(?:(?:,|and|or)\s*[\p{L}-]+ing\s+)*)/iu, '');
  const words = trimThings(upTo(withoutArticles(rest)).split(/\s+/).filter(Boolean));
  return words.length > 0 && !LINK.test(words[0]!) ? sentenceCase(words) : undefined;
}

function withoutArticles(text: string): string {
  let rest = text;
  for (let cut = rest.replace(ARTICLE, ''); cut !== rest; cut = rest.replace(ARTICLE, '')) rest = cut;
  return rest;
}

const upTo = (text: string): string => text.slice(0, END.exec(text)?.index ?? text.length);

/** Without what every project is, at either end. */
function trimThings(words: readonly string[]): string[] {
  let [from, to] = [0, words.length];
  while (to > from && THING.test(words[to - 1]!)) to--;
  while (from < to && (MANNER.test(words[from]!) || (to - from === 1 && THING.test(words[from]!)))) from++;
  return words.slice(from, to);
}

function sentenceCase(words: readonly string[]): string {
  const text = words.slice(0, WORDS).join(' ').replace(DANGLING, '');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}
