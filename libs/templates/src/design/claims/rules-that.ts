import { camel, singular } from '../../knowledge/words.js';
import { stateOf } from '../../knowledge/frames.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { Audience, DesignRecord, KitName, LifecycleRule, LifecycleStep, Rule } from '../design.types.js';
import { nameOf } from '../nouns.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { actorsOf, isFor, ownFault, refusal } from './audiences.js';
import { ofPage, ofRecord, ofRule } from './pointers.js';
import { aboutOf, recordsOf } from './things.js';
import { assumed, built, missing } from './verdicts.js';

/** What a rule does: verbs upon what it is about, and nouns by which people call it. */
export const DOES: Partial<Record<KitName, { verbs: RegExp; nouns: RegExp }>> = {
  booking: {
    verbs: /^(book|reserve|rent|hire|schedule|pre-?book|pick|choose|select)$/,
    nouns: /\b(booking|reservation|appointment|rental|hire|scheduling|availability|visit|viewing)$/,
  },
  loan: { verbs: /^(borrow|lend|loan|return|give back|take out|check out|rent)$/, nouns: /\b(loan|borrowing|lending|return|rental)$/ },
  cart: {
    verbs: /^(order|buy|purchase|shop|shop for|sell|check out|checkout|add to cart|put|pre-?order)$/,
    nouns: /\b(cart|basket|check-?out|shopping|ordering|purchas(e|ing)|order|sale|selling|delivery address)$/,
  },
  enrolment: {
    verbs:
      /^(enrol|enroll|register|register for|sign up|sign up for|apply|apply for|join|participate|participate in|attend|take part|subscribe|rsvp|take)$/,
    nouns: /\b(enrol?lment|registration|participation|sign-?up|application|membership|attendance|subscription)$/,
  },
  review: { verbs: /^(rate|review|evaluate|grade)$/, nouns: /\b(ratings?|reviews?|testimonials?|evaluations?|stars?|feedback)$/ },
  comment: {
    verbs: /^(comment|comment on|reply|reply to|respond|respond to|answer|discuss)$/,
    nouns: /\b(comments?|repl(y|ies)|commenting|replying|discussions?|answers?)$/,
  },
  favourite: {
    verbs: /^(like|favou?rite|bookmark|follow|save|collect|wishlist)$/,
    nouns: /\b(favou?rites?|likes?|liking|bookmarks?|bookmarking|wish ?list|following|collection|saved (list|items?))$/,
  },
  message: {
    verbs: /^(message|chat|talk|communicate|chat with|reply|reply to|respond to)$/,
    nouns:
      /\b(messages?|messaging|chats?|chatting|conversations?|inbox|direct message|communication|chat (history|records?)|message (history|records?))$/,
  },
  sending: { verbs: /^(send|receive|give)$/, nouns: /\b(sending|receiving)$/ },
  notice: { verbs: /^(notify|remind|alert|inform)$/, nouns: /\b(notifications?|reminders?|alerts?|notices?)$/ },
  enquiry: {
    verbs: /^(contact|enquire|inquire|consult)$/,
    nouns: /\b(contact( us)?|contact form|enquir(y|ies)|inquir(y|ies)|enquiry form|inquiry form|feedback form|form)$/,
  },
  poll: { verbs: /^(vote|vote on|vote for|vote in)$/, nouns: /\b(polls?|voting|votes?)$/ },
  quiz: { verbs: /^(take|solve|answer|attempt|play|complete|do)$/, nouns: /\b(quiz(zes)?|tests?|exams?|scores?|questions?|results?)$/ },
  import: { verbs: /^(import|bulk upload|upload)$/, nouns: /\b(imports?|csv|spreadsheet|bulk upload)$/ },
  publish: { verbs: /^(publish|release|unpublish|draft)$/, nouns: /\b(drafts?|publishing|publication)$/ },
  lookup: { verbs: /^(track|find|look up|check|see|query)$/, nouns: /\b(tracking|look-?up|code|reference|tracking number)$/ },
  payment: { verbs: /^(pay|pay for|mark|note)$/, nouns: /\b(payments?|paying|billing|paid)$/ },
};

/** Verbs that say no more than their object: "make a booking", "write a review", "the site has a cart". */
const LIGHT =
  /^(make|place|create|submit|write|leave|give|add|post|send|do|take|perform|have|include|offer|provide|support|contain|feature|use|exchange|receive|get|read|enter|cast|start|engage|engage in|get in|conduct|set|put)$/;
const IDLE =
  /^(online|real-?time|instant|private|easy|secure|simple|quick|shopping|user|customer|member|product|item|community|direct|mutual|own|personal|system|automatic|timely|batch|bulk|csv|excel|data|file)$/;

export const tablesOf = (rule: Rule): string[] =>
  ['record', 'of', 'product', 'order', 'poll', 'quiz', 'attempt', 'question'].flatMap((key) => {
    const table = (rule as unknown as Record<string, unknown>)[key];
    return typeof table === 'string' ? [table] : [];
  });

const isAbout = (rule: Rule, records: readonly DesignRecord[]): boolean => records.some(({ table }) => tablesOf(rule).includes(table));

/** The rule that does what is asked for, of whoever may use it. */
export function byRule(ask: Ask, scope: Scope): Verdict | undefined {
  const found = scope.design.rules.filter((rule) => does(rule, ask, scope));
  if (found.length === 0) return undefined;
  const who = actorsOf(ask.said.clause, scope);
  const allowed = found.filter((one) => !refusal(usersOf(one, ask, scope), who, scope));
  const rule = allowed[0];
  if (!rule) return refusal(usersOf(found[0]!, ask, scope), who, scope);
  if (who.isOnly && !isFor(usersOf(rule, ask, scope), who, scope)) return missing(`Others may do this too; say who may not`);
  const evidence = allowed.flatMap((one) => [
    ...ofRule(scope.design, one),
    ...(one.kit === 'enquiry' ? ofPage(scope.design, 'contact') : []),
  ]);
  if (rule.kit === 'payment' && !/^(mark|note)$/.test(ask.verb ?? ''))
    return assumed('Payments are noted by hand; no provider is asked for the money', ...evidence);
  return built(...evidence);
}

/** Where payments are kept, whoever owes makes them, and those who run it note that the money has come. */
function usersOf(rule: Rule, { verb }: Ask, { design }: Scope): Audience {
  const kept = rule.kit === 'payment' && !/^(mark|note)$/.test(verb ?? '') ? rule.kept?.record : undefined;
  return design.records.find(({ table }) => table === kept)?.access.create ?? rule.by;
}

function does(rule: Rule, ask: Ask, scope: Scope): boolean {
  const words = DOES[rule.kit];
  if (!words) return false;
  const { verb, object, said } = ask;
  const records = object ? recordsOf(object, scope, said.clause.complements) : [];
  if (isAtCounter(rule, ask, records)) return true;
  const isVerb = verb !== undefined && (words.verbs.test(verb) || isOwnVerb(rule, verb));
  const phrases = [...(object ? [object] : []), ...said.clause.complements.map(({ phrase }) => phrase)];
  if (isVerb) {
    // "Reply to comments" is no message.
    if (rule.kit === 'message' && /^(reply|respond)/.test(verb)) return isAbout(rule, records);
    if (rule.kit === 'message' && !object) return true;
    // "Apply to speak" asks for a word, and for no place.
    if (rule.kit === 'enrolment' && verb === 'apply' && !object) return false;
    if (rule.kit === 'payment' && /^(mark|note)$/.test(verb)) return /\bpaid\b/.test(said.sentence.text) && isAbout(rule, records);
    if (rule.kit === 'lookup' || rule.kit === 'booking') return isDone(rule, ask, scope, phrases, records);
    if (isAbout(rule, records)) return true;
    if (object && !object.isPronoun && records.length === 0) return isNoun(rule, object, scope);
    if (phrases.some((phrase) => isAbout(rule, recordsOf(phrase, scope)))) return true;
    return records.length === 0 && (isAbout(rule, aboutOf(ask, scope)) || !object);
  }
  if (rule.kit === 'quiz' && /^(view|see|check|get|receive|query)$/.test(verb ?? ''))
    return object !== undefined && /\b(scores?|results?)$/.test(nameOf(object)) && isNoun(rule, object, scope);
  if (rule.kit === 'message' && /^(view|see|check|query|show|display)$/.test(verb ?? ''))
    return object !== undefined && isNoun(rule, object, scope);
  if (rule.kit === 'message' && verb === 'send' && /^(text|texts|word|words)$/.test(object?.name ?? '')) return true;
  if (verb !== undefined && !LIGHT.test(verb)) return false;
  return object !== undefined && isNoun(rule, object, scope) && (rule.kit !== 'import' || verb !== 'create');
}

/** "Add it to the cart", "view the cart", "proceed to checkout", "fill out the contact form". */
function isAtCounter(rule: Rule, { verb, object, said }: Ask, records: readonly DesignRecord[]): boolean {
  const name = object && !object.isPronoun ? nameOf(object).toLowerCase() : '';
  const after = said.clause.complements.map(({ phrase }) => phrase.name.toLowerCase());
  if (rule.kit === 'enquiry') return /^fill( in| out)?$/.test(verb ?? '') && /\b(contact|inquiry|enquiry) form$/.test(name);
  if (rule.kit !== 'cart') return false;
  const isCart = (words: string): boolean => /^((online |shopping )?(cart|basket)|shopping bag)$/.test(words);
  if (/^(add|put|place)$/.test(verb ?? '')) return after.some(isCart) && (records.length === 0 || isAbout(rule, records));
  if (/^(view|see|check|manage|edit|open)$/.test(verb ?? '')) return isCart(name);
  return /^(proceed|go|continue)$/.test(verb ?? '') && [name, ...after].some((words) => /^check-?out$/.test(words));
}

/** "Pick a cabin", "find the order by its code": not every picking and finding is that of a rule. */
function isDone(
  rule: Rule,
  { verb, said, object }: Ask,
  scope: Scope,
  phrases: readonly NounPhrase[],
  records: readonly DesignRecord[],
): boolean {
  if (rule.kit === 'lookup')
    return /\b(code|number|reference|where|status)\b/.test(said.sentence.text) && (records.length === 0 || isAbout(rule, records));
  if (isAbout(rule, records)) return true;
  if (/^(pick|choose|select)$/.test(verb!))
    return phrases.some(({ name }) =>
      /^((start|end|check-?in|check-?out|arrival|departure) )?(date|time|slot|time slot|period)$/.test(name),
    );
  return (
    (object !== undefined && records.length === 0 && isNoun(rule, object, scope)) ||
    phrases.some((phrase) => isAbout(rule, recordsOf(phrase, scope)))
  );
}

const isOwnVerb = (rule: Rule, verb: string): boolean =>
  'verb' in rule &&
  typeof rule.verb === 'string' &&
  (verb === rule.verb || verb === camel(rule.verb) || verb.split(' ')[0] === rule.verb.split(' ')[0]);

/** A noun names a rule where nothing else stands before it than what the rule is about. */
function isNoun(rule: Rule, phrase: NounPhrase, scope: Scope): boolean {
  const name = singular(nameOf(phrase).toLowerCase());
  const pattern = DOES[rule.kit]!.nouns;
  if (rule.kit === 'enquiry' && /\b(registration|login|application|order|search|booking) form$/.test(name)) return false;
  if (rule.kit === 'enrolment' && /^(user|member|account) registration$/.test(name)) return false;
  if (!pattern.test(name)) return false;
  const of = phrase.complements.filter(({ preposition }) => /^(of|for|on|about)$/.test(preposition)).map((one) => one.phrase);
  const before = name.replace(pattern, '').trim();
  const modifier = { ...phrase, name: before, text: before, complements: [], examples: [], isPlural: false };
  const said = [...(before === '' ? [] : recordsOf(modifier, scope)), ...of.flatMap((one) => recordsOf(one, scope))];
  if (said.length > 0) return isAbout(rule, said);
  return before === ''
    ? of.length === 0 || of.every((one) => one.isPronoun) || !('of' in rule)
    : before.split(' ').every((word) => IDLE.test(word));
}

/** "Approve orders", "mark it repaired": a step of a lifecycle, or a value that whoever changes it may set. */
export function byStep(ask: Ask, scope: Scope): Verdict | undefined {
  const { verb, object, said } = ask;
  if (!verb) return undefined;
  const records = object ? recordsOf(object, scope, said.clause.complements) : aboutOf(ask, scope).slice(0, 1);
  const about = records.length > 0 ? records : object?.isPronoun ? aboutOf(ask, scope) : [];
  const results = resultsOf(ask);
  const who = actorsOf(said.clause, scope);
  let refused: Verdict | undefined;
  for (const record of about)
    for (const rule of scope.design.rules) {
      if (rule.kit !== 'lifecycle' || rule.record !== record.table) continue;
      // What is started to be played has no states.
      if (/\bgame$/.test(record.name.toLowerCase()) && /^(start|pause|end|stop|resume|restart)$/.test(verb)) continue;
      // What begins in its first state is brought there by being made.
      const steps = rule.steps.filter((step) => isStep(step, verb, results, rule) && !(step.releases && step.to === rule.initial));
      const allowed = steps.find(({ by }) => !refusal(by, who, scope));
      if (allowed) {
        const fault = object && ownFault(record, object, 'change', said.clause, scope);
        if (fault) return fault;
        const isOnly = who.isOnly || (DECIDING.test(verb) && isTheirOwn(allowed, who.slugs ?? []));
        if (isOnly && !isFor(allowed.by, who, scope)) return missing('Others may do this too; say who may not');
        return built(...ofRule(scope.design, rule), ...ofRecord(scope.design, record));
      }
      if (steps[0]) refused = refusal(steps[0].by, who, scope);
    }
  return refused;
}

/** What somebody decides of what others brought. */
const DECIDING = /^(approve|verify|reject|audit|moderate|confirm|authorize|authorise|accept|review)$/;
const isTheirOwn = ({ by }: LifecycleStep, slugs: readonly string[]): boolean =>
  slugs.length > 0 && typeof by === 'object' && 'own' in by && by.own.some((slug) => !slugs.includes(slug));

const resultsOf = ({ said: { clause } }: Ask): string[] => [
  ...clause.results,
  ...clause.complements.filter(({ preposition }) => /^(as|to)$/.test(preposition)).map(({ phrase }) => phrase.name),
];

function isStep(step: LifecycleStep, verb: string, results: readonly string[], rule: LifecycleRule): boolean {
  const said = results.map((one) => one.toLowerCase());
  if (said.length > 0 && /^(mark|set|move|change|make|put|note)$/.test(verb)) return said.includes(step.to.toLowerCase());
  if (/^(mark|set|move|change|make|put|note|be|have)$/.test(verb)) return false;
  return (
    stateOf(verb) === step.to ||
    step.name === camel(verb) ||
    (step.name.startsWith(camel(verb)) && /^[A-Z]/.test(step.name.slice(camel(verb).length))) ||
    step.label.toLowerCase().split(' ')[0] === verb ||
    (rule.steps.length > 0 && step.to === verb)
  );
}
