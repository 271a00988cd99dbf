import { verbOf } from '../knowledge/classify-noun.js';
import { singular } from '../knowledge/words.js';
import type { NounPhrase } from '../reading/reading.types.js';
import { isPerson, thingOf } from './lexicon.js';
import type { Draft, Said, WishKind } from './draft.js';
import { lastOf, nameOf, recordNameOf } from './nouns.js';
import { beyondTemplates } from './beyond.js';

/** What a noun asks for, by its last words; the first that fits counts. `of` words before it name what it is about. */
const WISHES: readonly [RegExp, WishKind][] = [
  [
    /\b(log-?in|sign-?in|sign-?up|authentication|authorization|authorisation|password (reset|recovery|change)|user account|account system|user (registration|management|system|permission|role|authentication|verification)|(permission|role|account|access|authority) (management|control|setting)|(user|customer|member|personnel|employee|staff) permissions?|user authority|permissions?|login function|register|member(ship)? (registration|system)|registration and login)$/,
    'accounts',
  ],
  [/\b(dashboard|control panel|back ?office|admin panel|console|overview|workbench)$/, 'dashboard'],
  [
    /\b(chart|graph|diagram|statistic|analytic|analysis|report|visuali[sz]ation|trend|insight|metric|kpi|ranking|leaderboard|figure|data display)s?$/,
    'report',
  ],
  [/\b(calendar|timetable|rota|roster|agenda|schedule view)$/, 'calendar'],
  [/\b(kanban( board)?|task board|board view)$/, 'board'],
  [/\b(gallery|carousel|slider|slideshow|photo wall|lightbox)$/, 'gallery'],
  [/\b(home ?page|landing page|start page|front page|hero( section| banner)?|banner|welcome page|main page)$/, 'home'],
  [
    /\b(about( us)?( page)?|company (introduction|profile|information|overview|history|culture)|introduction page|brand (introduction|story)|team (introduction|page)|our (team|story)|corporate (culture|profile))$/,
    'about',
  ],
  [
    /\b(contact( us)?( page| form| information| detail| info)?|enquiry form|inquiry form|online (inquiry|enquiry|consultation)|feedback form|message board form|customer service|get in touch( form)?)s?$/,
    'contact',
  ],
  [/\b(faqs?|frequently asked questions?|help( cent(er|re)| page| document)?|user guide|support page)$/, 'faq'],
  [/\b(pricing( page| table| plan)?|price list|subscription plan)s?$/, 'pricing'],
  [/\b(service (introduction|page|display|overview)|our services|services page)$/, 'services'],
  [/\b(terms( of service| and conditions)?|privacy (policy|page)|legal notice|imprint)$/, 'terms'],
  [/\b(shopping cart|cart|basket|check-?out|shopping bag)$/, 'cart'],
  [/\b(wish ?list|favou?rites?|bookmarks?|collection function|likes?|follow(er|ing)?s?|saved (items|list))$/, 'favourite'],
  [/\b(ratings?|reviews?|testimonials?|evaluations?|star rating|rating and reviews?)$/, 'review'],
  [/\b(comments?|comment section|replies|reply)$/, 'comment'],
  [/\b(chat( room)?|messag(e|ing)|instant messaging|private messag(e|ing)|inbox|conversation|direct message)s?$/, 'message'],
  [/\b(notifications?|reminders?|alerts?|notices? to users?|push)$/, 'notice'],
  [/\b(payments?|online payment|billing|payment (processing|system|function|gateway|method)|donations?|invoicing)$/, 'payment'],
  [/\b((data |csv |excel |file )?imports?|import and export|bulk upload)$/, 'import'],
  [/\b((file |image |photo |video |document |picture )?uploads?|uploading|attachments?)$/, 'upload'],
  [/\b(polls?|voting|votes?)$/, 'poll'],
  [/\b(quiz(zes)?|(online|mock|practice|knowledge|multiple[- ]choice) (tests?|exams?|examinations?)|question banks?)$/, 'quiz'],
  [
    /\b(bookings?|reservations?|appointments?|booking (system|function|management)|reservation (system|management)|appointment (booking|scheduling|management))$/,
    'booking',
  ],
  [/\b(loans?|borrowing|lending|rentals?|rental (system|management))$/, 'loan'],
  [/\b(enrol?lments?|registration|sign-?ups? for .*|application process|participation)$/, 'enrolment'],
  [/\b(calculators?|calculations?|computation|converter|conversion|estimat(or|ion))$/, 'calculator'],
  [/\b(forums?|discussion( board| area| forum)?s?|message board|bulletin board|community forum)$/, 'forum'],
];

/** Words after the name of a wish that say no more than that there is one. */
const WRAPPING =
  /( (functions?|functionality|functionalities|features?|modules?|views?|pages?|systems?|management|areas?|sections?|support|capabilit(y|ies)|mechanisms?|buttons?|components?|options?|tools?|services?|interface))+$/;

/** "Calendar view", "comment function", "notification system": the calendar, the comments, the notifications. */
export const withoutWrapping = (name: string): string => name.replace(WRAPPING, '') || name;

/** Of these, what stays the keeping of records is not among them: "review management". */
const NAMED_BY =
  /( (functions?|functionality|functionalities|features?|modules?|views?|pages?|areas?|sections?|capabilit(y|ies)|buttons?|components?))+$/;

/** What a name asks for, also within words that only wrap it. */
export function wishOf(name: string): { kind: WishKind; pattern: RegExp } | undefined {
  const bare = name.replace(NAMED_BY, '') || name;
  const found = WISHES.find(([pattern]) => pattern.test(name)) ?? WISHES.find(([pattern]) => pattern.test(bare));
  return found && { kind: found[1], pattern: found[0] };
}

/** Figures that are drawn or added up, rather than kept. */
export const FIGURES =
  /\b(reports?|statistics?|charts?|graphs?|dashboards?|analytics|trends?|summar(y|ies)|overviews?|calendars?|leaderboards?|rankings?)$/i;

/** Reads a noun phrase that the application is said to have: "order management", "a shopping cart", "monthly reports". */
export function readFeature(draft: Draft, phrase: NounPhrase, said: Said): void {
  const name = singular(nameOf(phrase).toLowerCase());
  if (!name) return;
  const { clause } = said;
  for (const example of phrase.examples) readFeature(draft, example, said);
  const beyond = beyondTemplates(phrase.text || name);
  if (beyond) return draft.account.notBuilt(clause, beyond);
  const wish = wishOf(name);
  const bare = wish && !wish.pattern.test(name) ? name.replace(NAMED_BY, '') : name;
  const about = aboutOf(phrase, wish?.pattern, bare);
  if (wish) {
    // "Registration" of nothing in particular is that of an account.
    const kind = wish.kind === 'enrolment' && !about && !name.endsWith('participation') && !/[ -](for|process)/.test(name) ? 'accounts' : wish.kind;
    draft.wishes.push({ kind, ...(about ? { of: about } : {}), by: [], said, text: phrase.text });
    if (about && wish.kind !== 'calculator') draft.record(about, isPerson(about)).evidence += 1;
    return;
  }
  const verb = verbOf(name);
  const record = recordNameOf(phrase) ?? about;
  const isAct = verb !== undefined && ACTS.test(name) && !thingOf(name)?.words.includes(name);
  if (record) {
    // "product management", "recipes": things that the application has.
    const kept = draft.record(record, isPerson(record));
    kept.evidence += KEEPING.test(name) ? 2.5 : 1.5;
    kept.acts.push({
      verb: clause.isListed ? 'manage' : (verb ?? 'manage'),
      by: [],
      said,
      complements: [],
      results: [],
      isNegative: false,
    });
    if (isAct)
      draft.account.notBuilt(
        clause,
        `Things are kept, but nothing that is written does “${verb}”; an engine with a model can be asked for it`,
      );
    else draft.account.built(clause, { kind: 'record', name: record });
  }
}

/** Nouns of acts that take more than keeping what they act upon. */
export const ACTS =
  /\b(analysis|recommendation|launch|playback|play|conversion|translation|recognition|optimi[sz]ation|simulation|synchroni[sz]ation|verification|generation|prediction|settlement|processing|calculation|matching|detection|diagnosis|distribution|dispatch|allocation|automation|integration|encryption|backup|transfer|withdrawal|recharge|trading|control|navigation|positioning|editing|crawling|scraping|parsing|push)$/;

/** "Order management", "employee records": plainly kept. */
const KEEPING = /\b(management|administration|maintenance|records?|database|register|directory|catalogu?e|inventory|list|library|archive)$/;

/** What stands before the words of a wish, or after it: "sales report" and "report of sales" are about sales. */
function aboutOf(phrase: NounPhrase, pattern: RegExp | undefined, name: string): string | undefined {
  const before = pattern ? name.replace(pattern, '').trim() : name.split(' ').slice(0, -1).join(' ');
  if (before) {
    const kept = recordNameOf({
      ...phrase,
      name: before,
      head: lastOf(before),
      isProper: false,
      isPlural: false,
      examples: [],
      complements: [],
    });
    if (kept) return kept;
  }
  for (const { preposition, phrase: inner } of phrase.complements)
    if (['of', 'for', 'on', 'about', 'to'].includes(preposition)) {
      const kept = recordNameOf(inner);
      if (kept) return kept;
    }
  return undefined;
}

/** Pages that are named in passing, in whatever place of the sentence. */
const PAGES: readonly [RegExp, WishKind][] = [
  [/\babout( us)?( page| section)|\babout us\b/i, 'about'],
  [/\bcontact( us)? (page|form|section)|\bcontact us\b/i, 'contact'],
  [/\bFAQs?\b|frequently asked questions/i, 'faq'],
  [/\b(pricing|prices) (page|section|table)/i, 'pricing'],
  [/\b(home ?page|landing page)\b/i, 'home'],
  [/\b(privacy policy|terms of (service|use))\b/i, 'terms'],
];

/** What the name of a project asks for by itself: a forum has topics, a shop a cart. */
const NAMED: readonly [RegExp, WishKind][] = [
  [/\b(forum|message board|discussion board|bulletin board)\b/, 'forum'],
  [/\b(polls?|voting)\b/, 'poll'],
  [/\b(quiz|quizzes|exam)\b/, 'quiz'],
  [/\b(online shop|online store|web shop|e-?commerce|shopping|web store|shop)\b/, 'cart'],
  [/\b(chat|messaging|messenger)\b/, 'message'],
];

export function readNamed(draft: Draft, phrase: NounPhrase, said: Said): void {
  const words = draft.reading.text.slice(phrase.from, phrase.to).toLowerCase();
  for (const [pattern, kind] of NAMED)
    if (pattern.test(nameOf(phrase).toLowerCase()) || (kind !== 'cart' && pattern.test(words)))
      draft.wishes.push({ kind, by: [], said, text: phrase.text, isNamed: true });
}

export function readPages(draft: Draft): void {
  for (const sentence of draft.reading.sentences) {
    if (sentence.topic !== 'build') continue;
    for (const [pattern, kind] of PAGES) {
      const at = pattern.exec(sentence.text)?.index;
      if (at === undefined) continue;
      const clause = [...sentence.clauses].reverse().find(({ from }) => from <= sentence.from + at) ?? sentence.clauses[0];
      if (clause && !draft.wishes.some((wish) => wish.kind === kind && wish.said.clause === clause))
        draft.wishes.push({ kind, by: [], said: { sentence, clause }, text: pattern.exec(sentence.text)![0] });
    }
  }
}
