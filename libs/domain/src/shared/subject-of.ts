import { ANYBODY, DANGLING, KINDS, MANNERS, PLAIN_VERBS, PREPOSITIONS, QUALITIES, THINGS, VERBS } from './subject-of-words.js';

const MOST = 5;

const WISH =
  'implement|create|develop|build|design|make|write|generate|code|program|set up|setup|have|get|give me|give us|produce|prepare|deliver|construct';
const MENDING = 'update|revise|improve|redesign|modify|fix|repair|optimi[sz]e|upgrade|relaunch|extend|refactor|add';
/** "Please implement", "I need", "We would like you to build us", "fix and optimize": how people ask. */
const ASKING = new RegExp(
  `^(?:(?:please|kindly|hi|hello|hey)[,!. ]+)*(?:(?:can|could|would|will) you (?:please )?|(?:i|we)(?: would|['’]d)? (?:want|need|like|wish)(?: you)?(?: to)? |help (?:me|us)(?: to)? |let['’]?s |the task is to |your task is to )?(?:please )?(?:to )?(?:(?:${WISH}|${MENDING})(?: and (?:${WISH}|${MENDING}))?(?: (?:me|us|for me|for us))?\\b ?)?`,
  'iu',
);
/** "Our village has", "We run", "I keep": whose it is. */
const OWNING =
  /^(?:(?:our|my|the|a|an)\s+(?:[\p{L}'’-]+\s+){1,3}?|(?:we|i)\s+)(?:(?:want|need)s?(?: to (?:have|build|create|make))?|has|have|runs?|owns?|rents?(?: out)?|keeps?|sells?|organi[sz]es?|offers?|are|am|is)\s+(?=(?:an?|our|my|the|some|\d+|two|three|four|five|six)\s|\p{L}+s\b)/iu;
const ARTICLE =
  /^(?:an?|the|my|our|its|their|your|his|her|some|this|that|one|new|simple|basic|small|modern|responsive|complete|full|fully|functional|full-stack|fullstack|beautiful|clean|minimal|minimalist|user-friendly|professional|comprehensive|official|single-page|one-page|both|various|different|multiple|few|several|little)\s+/iu;
/** Where the phrase that names it ends. A dot within a word or a title is none: "Node.js", "Mr. Bean". */
const END =
  /\s(?:that|which|where|who|whose|with|without|to|for|so|using|allowing|enabling|featuring|including|called|named|built|based|aimed|designed|used|consisting|in which|on which|of which|whereby|when|while|providing|selling|offering|showing|displaying|showcasing|is|are|has|have|should|can|must|it|we|users?)\s|[,;:!?()[\]{}"“”„«»\n–—]|(?<!\b(?:mr|mrs|ms|dr|st|vs))\.(?=\s|$)/iu;
const PURPOSE = /(?:^|\s)(for|to|that|which|where|with|of|about|showing|displaying|showcasing|selling|offering|providing)\s+/iu;
/** A phrase that begins so was not read right. */
const LINK = /^(?:and|or|but|it|if|by|in|on|at|as|is|are|of|such|with|i|we|you|they)$/iu;
const ANNOUNCING = /^(?:functions?|functionalit(?:y|ies)|features?|elements|capabilit(?:y|ies)|pages|sections)$/iu;
/** Say nothing without what they are about. */
const EMPTY = /^(?:information|content|data|support|details|images|pictures|news|statistics|facts|issues|problems|errors)$/iu;

/**
 * What an English description is about, in its own words: the phrase that names it ("Travel and camping"), without how it
 * was asked for and without what every project is ("website", "app").
 *
 * @returns sentence case, one to five words; undefined where no such phrase is found.
 */
export function subjectOf(description: string): string | undefined {
  const first = description.replace(/^[\s#*>-]+/u, '');
  const named = nameOf(first.slice(0, 300));
  if (named) return named;
  const title = /^#+\s*(.+)\n/u.exec(description.trimStart())?.[1];
  const asked = ASKING.exec(first)?.[0] ?? '';
  const owned = asked.trim() === '' && !title ? (OWNING.exec(first)?.[0] ?? '') : '';
  const rest = withoutArticles(first.slice((asked || owned).length));
  if (asked.trim() === '' && rest.length === first.length) return undefined;
  // "I want to keep track of my plants"
  return (/\bto\s*$/iu.test(asked) ? actOf(rest.replace(/^keep track of/iu, 'track')) : undefined) ?? subjectIn(rest);
}

/** "called Harvest Table", "named “tairo”". */
function nameOf(text: string): string | undefined {
  const quoted = /\b(?:called|named|titled)\s*["“„«']([^"“”»'\n]{2,40})["“”»']/u.exec(text);
  const plain = /\b(?:called|named)\s*([\p{Lu}\p{Lo}\p{N}][\p{L}\p{N}'’&-]*(?:\s[\p{Lu}\p{N}][\p{L}\p{N}'’&-]*){0,3})/u.exec(text);
  const name = quoted?.[1] ?? plain?.[1];
  return name && name.charAt(0).toLocaleUpperCase('en') + name.slice(1);
}

function subjectIn(text: string): string | undefined {
  const phrase = upTo(text);
  const rest = sentence(text.slice(phrase.length));
  let all = split(phrase);
  if (LINK.test(all[0] ?? '')) return undefined;
  // "the web pages of a museum"
  const of = all.findIndex((word) => /^of$/iu.test(word));
  if (of > 0 && all.slice(0, of).every(isThing)) all = split(withoutArticles(all.slice(of + 1).join(' ')));
  if (of === 1 && KINDS.has(all[0]!.toLowerCase())) {
    const whose = whoseOf(` ${all.slice(1).join(' ')}`);
    if (whose) return sentenceCase([...whose, all[0]!.toLowerCase()]);
  }
  const own = trimThings(all);
  const said = own.filter((word) => !isQuality(word));
  const last = said.at(-1);
  if (last && (/^\sabout\s/iu.test(rest) ? said.length < 3 : said.length === 1 && KINDS.has(last.toLowerCase()))) {
    const whose = whoseOf(rest) ?? shownBy(rest);
    if (whose) return sentenceCase([...whose, ...said.map((word) => (/^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word))]);
  }
  if (own.length > 1 && said.length > 0) return sentenceCase(own);
  if (said.length === 1) return sentenceCase(all.slice(all.indexOf(said[0]!)));
  // Only "online platform", "website": what it is for says more.
  const isBare = own.length === 0 || !/^\swith\s/iu.test(rest);
  return (isBare ? purposeOf(rest) : undefined) ?? (all.length > 0 ? sentenceCase(all) : undefined);
}

const isThing = (word: string): boolean => THINGS.has(word.toLowerCase());
const isQuality = (word: string): boolean => QUALITIES.has(word.toLowerCase()) || /-based$|^3d$/iu.test(word);

/** The rest of its sentence. */
const sentence = (text: string): string => text.slice(0, /[.!?\n](?=\s|$)/u.exec(text)?.index ?? text.length);

/** "for a dog hotel", "about bread", "for people who keep sourdough starters". */
function whoseOf(rest: string): string[] | undefined {
  const lead = /^\s(?:for|about|of)\s+/iu.exec(rest)?.[0];
  if (!lead) return undefined;
  const text = withoutArticles(rest.slice(lead.length));
  if (/^[\p{L}-]+ing\s/u.test(text)) return undefined;
  const who = /^[\p{L}-]+ who [\p{L}-]+ /iu.exec(text)?.[0];
  const isAnybody = ANYBODY.has(/^[\p{L}-]*/u.exec(text)![0].toLowerCase());
  if (isAnybody && !who) return undefined;
  const words = trimThings(split(upTo(withoutArticles(isAnybody && who ? text.slice(who.length) : text))));
  const joint = words.findIndex((word) => /^(?:of|and|or|&)$/iu.test(word));
  if (joint > 0) words.length = joint;
  if (words.length === 0 || words.length >= MOST || joint === 1) return undefined;
  return [...words.slice(0, -1), singular(words.at(-1)!)];
}

/** "that shows how much energy is used", where it only shows. */
function shownBy(rest: string): string[] | undefined {
  const shown = /^\s(?:that|which)\s(?:shows?|displays?|lists?)\s/iu.test(rest) ? purposeOf(rest) : undefined;
  const words = split(shown ?? '');
  return words.length > 0 && words.length < 4 ? [...words.slice(0, -1), singular(words.at(-1)!.toLowerCase())] : undefined;
}

const singular = (word: string): string =>
  /^\p{Ll}/u.test(word)
    ? word
        .replace(/ies$/u, 'y')
        .replace(/(ss|x|ch|sh)es$/u, '$1')
        .replace(/([^su'])s$/u, '$1')
    : word;

/** "for a repair café", "to display citation titles", "that provides live scores", "for managing orders". */
function purposeOf(text: string): string | undefined {
  const lead = PURPOSE.exec(text);
  if (!lead || /[,;:(]/u.test(text.slice(0, lead.index))) return undefined;
  const word = lead[1]!.toLowerCase();
  let rest = text.slice(lead.index + lead[0].length);
  // "for schools to lend books": what they do there.
  const whose =
    word === 'for' && !/^(?:\p{L}+ly )?\p{L}+ing\s/iu.test(rest) ? /^(?:[\p{L}'’-]+\s+){1,5}?to\s+(?=\p{Ll})/iu.exec(rest)?.[0] : undefined;
  // "for the Harbour Choir to show its concerts": who has a name is named.
  if (whose && /\p{Lu}\S*\s+\p{Lu}/u.test(whose)) return phraseOf(rest);
  if (whose) return actOf(rest.slice(whose.length)) ?? phraseOf(rest);
  // "where flatmates split expenses", "where users can book a room"
  if (word === 'where')
    rest = rest.replace(/^(?:(?:[\p{L}-]+\s+){1,3}?(?:can|could|will|may)|(?:our|my|the|an?)\s+[\p{L}-]+|[\p{L}-]+s|people)\s+/iu, '');
  if (/^(?:to|that|which|where)$/u.test(word)) return actOf(rest);
  const gerund = /^((?:[\p{L}-]+ly\s+)?)([\p{L}-]+ing)\s+(?:(?:,|and|or)\s*(?:[\p{L}-]+ing)\s+)*/iu.exec(rest);
  if (word !== 'with' && gerund && gerund[2]!.length > 5) return actPhrase(baseOf(gerund[2]!), rest.slice(gerund[0].length), gerund[2]!);
  return phraseOf(rest);
}

/** "track how I train", "converts SMS to messages": the act, or what it acts on. */
function actOf(text: string): string | undefined {
  const match =
    /^(?:(?:can|will|should|may|could|helps?|lets?|allows?)\s+)?(?:(?:users?|people|me|us|you)\s+(?:to\s+)?)?(?:[\p{L}-]+ly\s+)?([\p{L}-]+)\s+(?:and\s+([\p{L}-]+)\s+(?=\p{L}))?/iu.exec(
      text,
    );
  if (!match) return undefined;
  const isPair = match[2] !== undefined && /(?:^|[^s])s$/u.test(match[1]!) === /(?:^|[^s])s$/u.test(match[2]);
  const skipped = match[2] === undefined || isPair ? match[0] : match[0].slice(0, match[0].indexOf(' and ') + 1);
  return actPhrase(
    match[1]!
      .toLowerCase()
      .replace(/ies$/u, 'y')
      .replace(/(ss|x|ch|sh)es$/u, '$1')
      .replace(/([^s])s$/u, '$1'),
    text.slice(skipped.length),
  );
}

function actPhrase(verb: string, object: string, gerund = gerundOf(verb)): string | undefined {
  const how = /^how\s+(?:i|we|you|they|my|our)\s+([\p{L}-]+)\s+([^,;:.!?\n]+)/iu.exec(object);
  if (how) return sentenceCase([gerundOf(how[1]!.toLowerCase()), ...split(how[2]!)]);
  const turned = /^(?:convert|transform|turn|translate)$/u.test(verb)
    ? /^(.+?)\s(?:in)?to\s(?:an?\s)?([^,;:.!?\n]+?)(?=\s(?:and|that|for|with)\s|[,;:.!?\n]|$)/iu.exec(object)
    : null;
  if (turned) {
    const both = [...split(withoutArticles(turned[1]!)), 'to', ...split(turned[2]!)];
    if (both.length <= MOST) return sentenceCase(both);
  }
  // "what my bees do", "how much energy is used"
  const asked = /^(?:how (?:much|many)|what|which|when|where|who)\s+(?:(?:my|our|the|their)\s+)?([\p{L}-]+)/iu.exec(object);
  if (asked) return sentenceCase([asked[1]!]);
  const own = wordsOf(object);
  if (PREPOSITIONS.has(own[0]?.toLowerCase() ?? '') || DANGLING.has(own[0]?.toLowerCase() ?? '')) return undefined;
  if (ARTICLE.test(`${verb} `) || own.length === 0 || LINK.test(own[0]!) || ANNOUNCING.test(own[0]!)) return undefined;
  if (own.length === 1 && /^(?:information|content|data|support|details|issues|problems|errors)$/iu.test(own[0]!)) return undefined;
  const isOne = /^(?:an?|the)\s/iu.test(object);
  return sentenceCase(PLAIN_VERBS.has(verb) || isOne || own.length >= MOST ? own : [gerund, ...own]);
}

function phraseOf(text: string): string | undefined {
  const words = wordsOf(text);
  return words.length > 0 && !LINK.test(words[0]!) && !ANNOUNCING.test(words[0]!) ? sentenceCase(words) : undefined;
}

/** The words that name a thing; of "information about trees" the trees come first. */
function wordsOf(text: string): string[] {
  const told = withoutArticles(text);
  const words = trimThings(split(upTo(told)));
  if (words.length !== 1 || !EMPTY.test(words[0]!)) return words;
  const rest = /^\S+\s(?:about|on|for|of)\s(.+)$/isu.exec(told)?.[1];
  const about = rest ? trimThings(split(upTo(withoutArticles(rest)))) : [];
  return about.length < MOST ? [...about, words[0]!] : words;
}

/** "track" → "tracking", "share" → "sharing", "plan" → "planning". */
const gerundOf = (verb: string): string =>
  /[^e]e$/u.test(verb)
    ? `${verb.slice(0, -1)}ing`
    : /^[^aeiou]*[aeiou][bdgklmnprt]$/u.test(verb)
      ? `${verb}${verb.at(-1)!}ing`
      : `${verb}ing`;
const baseOf = (gerund: string): string => {
  const stem = gerund.toLowerCase().slice(0, -3);
  return PLAIN_VERBS.has(stem)
    ? stem
    : PLAIN_VERBS.has(`${stem}e`)
      ? `${stem}e`
      : PLAIN_VERBS.has(stem.slice(0, -1))
        ? stem.slice(0, -1)
        : stem;
};

const split = (text: string): string[] => text.split(/\s+/).filter(Boolean);

function withoutArticles(text: string): string {
  let rest = text;
  for (let cut = rest.replace(ARTICLE, ''); cut !== rest; cut = rest.replace(ARTICLE, '')) rest = cut;
  return rest;
}

/** To the end of the phrase: a sign, a clause, a preposition, or "and" with another verb. */
function upTo(text: string): string {
  const phrase = text.slice(0, END.exec(text)?.index ?? text.length);
  const words = split(phrase);
  const isKind = isThing(words.at(-1) ?? '') && !words.slice(1).some((word) => ARTICLE.test(`${word} `));
  const end = words.findIndex((word, at) => {
    if (at === 0) return false;
    if (PREPOSITIONS.has(word.toLowerCase())) return true;
    const isAct = /^(?:and|or)$/iu.test(word) && VERBS.has(words[at + 1]?.toLowerCase() ?? '') && !isKind;
    return isAct && (at + 2 < words.length || isThing(words[at - 1]!));
  });
  return end < 0 ? phrase : phrase.slice(0, placeOf(phrase, end));
}

/** Where a word of a text begins, by its number from 0. */
function placeOf(text: string, number: number): number {
  let at = 0;
  for (const match of text.matchAll(/\S+/gu)) {
    if (at === number) return Math.max(0, match.index - 1);
    at += 1;
  }
  return text.length;
}

/** Without what every project is, at either end. */
function trimThings(words: readonly string[]): string[] {
  let [from, to] = [0, words.length];
  while (to > from && isThing(words[to - 1]!)) to--;
  while (
    from < to &&
    (MANNERS.has(words[from]!.toLowerCase()) ||
      /^(?:website|app|site)['’]s$/iu.test(words[from]!) ||
      (to - from === 1 && isThing(words[from]!)))
  )
    from++;
  return words.slice(from, to);
}

function sentenceCase(words: readonly string[]): string {
  const kept = shorten(words);
  while (kept.length > 1 && (DANGLING.has(kept.at(-1)!.toLowerCase()) || /['’]s?$/u.test(kept.at(-1)!))) kept.pop();
  const text = kept.join(' ');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** At most five words: what comes before "of" or "and", else the last ones, as those say what it is. */
function shorten(words: readonly string[]): string[] {
  if (words.length <= MOST) return [...words];
  const of = words.findIndex((word) => /^of$/iu.test(word));
  const joint = words.slice(0, MOST + 1).findLastIndex((word) => /^(?:and|or|&)$/iu.test(word));
  const end = of > 0 && of <= MOST && (joint > of || joint < 2) ? of : joint > 1 ? joint : -1;
  if (end > 0) return words.slice(0, end);
  const next = words.findIndex((word, at) => at > MOST && /^(?:and|or|&|of)$/iu.test(word));
  const segment = words.slice(0, next > 0 ? next : words.length);
  return /^\p{Lu}/u.test(segment[1] ?? '') ? segment.slice(0, MOST) : segment.slice(-MOST);
}
