import type { Clause } from '../../reading/reading.types.js';
import { beyondTemplates } from '../beyond.js';
import type { Outcome } from '../draft.js';
import { isPerson } from '../lexicon.js';
import { nameOf } from '../nouns.js';
import { comeIn, people, profile, signIn, signInNoun } from './accounts.js';
import { find, keep, look, LOOKING, takeOut, words } from './acts.js';
import { actorsOf, isApplicationOf, refusal } from './audiences.js';
import { changes } from './changes.js';
import { checkIns } from './check-ins.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { feature, possession } from './features.js';
import { figures } from './figures.js';
import { forbidden } from './forbidden.js';
import { friends } from './friends.js';
import { qualified } from './lacking.js';
import { partial } from './leftover.js';
import { isLive, ofLive } from './live.js';
import { ofField, ofRule, ofStyle } from './pointers.js';
import { places } from './places.js';
import { qualities } from './qualities.js';
import { byRule, byStep } from './rules-that.js';
import { choose, givenAway, play, send, share, sortInto, track, upload } from './special-acts.js';
import { recordsOf } from './things.js';
import { MODELS, told } from './told.js';
import { built, ignored, LEADS, missing, notKept, unknownAct, unknownActOn, wordsOf } from './verdicts.js';

/** Each knows some acts; the first that answers decides. Rules come before plain keeping, which comes before looking on. */
const JUDGES: readonly Judge[] = [
  told,
  places,
  forbidden,
  leads,
  qualities,
  givenAway,
  beyond,
  asked,
  signIn,
  profile,
  people,
  friends,
  checkIns,
  changes,
  lacking,
  possession,
  byRule,
  byStep,
  figures,
  share,
  upload,
  play,
  track,
  sortInto,
  takeOut,
  choose,
  send,
  find,
  look,
  keep,
  feature,
  noun,
  comeIn,
  stated,
];

/** What became of one thing that a clause asks for, shown by what of the finished design does it, in each of its words. */
export function judge(ask: Ask, scope: Scope): Verdict {
  const verdict = decided(ask, scope);
  if (verdict.outcome !== 'BUILT') return verdict;
  return partial(ask, verdict, scope) ?? withLive(ask, verdict, scope);
}

/** What is asked for in real time is shown by what makes it so, too. */
const withLive = ({ said: { clause } }: Ask, verdict: Verdict, scope: Scope): Verdict =>
  /\b(real[- ]?time|instant(ly)?)\b/i.test(scope.draft.reading.text.slice(clause.from, clause.to))
    ? built(...verdict.evidence, ...ofLive(scope))
    : verdict;

function decided(ask: Ask, scope: Scope): Verdict {
  for (const one of JUDGES) {
    const verdict = one(ask, scope);
    // What shows nothing is no claim.
    if (verdict && (verdict.outcome !== 'BUILT' || verdict.evidence.length > 0)) return verdict;
  }
  const { object, verb, said } = ask;
  const refused = scope.draft.account.refusalOf(said.clause);
  if (refused && said.clause.objects.length <= 1) return missing(refused);
  const context = scope.draft.account.contextOf(said.clause);
  if (context) return ignored(context);
  if (isWrapper(said.clause, said.sentence.clauses.length)) return ignored(LEADS);
  if (!object) return unknownAct(ask);
  const kept = recordsOf(object, scope, said.clause.complements)[0];
  if (kept) return verb ? unknownActOn(verb, kept.plural) : unknownAct(ask);
  return KEPT_BY.has(verb ?? '') && !object.isPronoun ? notKept(object) : unknownAct(ask);
}
const KEPT_BY = words(
  'view | see | browse | read | manage | add | create | edit | delete | update | maintain | search | find | store | keep | record',
);

const isWrapper = ({ verb, objects, kind, results }: Clause, clauses: number): boolean =>
  (!verb && objects.length === 0) ||
  (kind === 'main' &&
    objects.length === 0 &&
    results.length === 0 &&
    clauses > 1 &&
    /^(be|have|allow|enable|aim|work|function|be able)$/.test(verb ?? 'be'));

const LEADING = words(
  'allow | enable | let | help | assist | want | need | like | wish | want to | come | aim | use | make | require | be | start | cater to | cater | serve | suit | target',
);
const PURPOSES = words(
  'improve | enhance | promote | attract | increase | facilitate | simplify | streamline | encourage | boost | meet | ensure | guarantee | support | foster | strengthen | optimize | achieve | reduce | save | satisfy | engage | experience | enjoy | make',
);
const ABSTRACT =
  /\b(efficiency|experience|trust|rates?|interactions?|participation|needs?|requirements?|engagement|awareness|quality|productivity|sales|communication|growth|collaboration|satisfaction|convenience|transparency|accuracy|updates|life|lives|time|fun|enthusiasm|motivation|security|privacy|stability|performance)$/;

/** "Allowing users to", "to improve efficiency": nothing by itself. */
function leads({ verb, object, said }: Ask, scope: Scope): Verdict | undefined {
  const { clause } = said;
  if (!object && !verb) return ignored(scope.draft.account.contextOf(clause) ?? LEADS);
  // "Functions for customers to apply": whoever does what follows.
  const next = said.sentence.clauses[said.sentence.clauses.indexOf(clause) + 1];
  if (!verb && object && next?.kind === 'infinitive' && next.from - object.to < 5 && isPerson(nameOf(object))) return ignored(LEADS);
  if (!verb) return undefined;
  // "See what is free": the question is what is seen.
  if (!object && LOOKING.has(verb) && next?.kind === 'question' && said.sentence.clauses[next.parent ?? -1] === clause)
    return ignored(LEADS);
  if (/^(color|colour|style|paint|theme)$/.test(verb) && (!object || isApplicationOf(object, scope)))
    return built(...ofStyle('Colours and style'));
  if (PURPOSES.has(verb) && object && ABSTRACT.test(nameOf(object)))
    return ignored('Read as what it is good for, which no single part of it shows');
  if (verb === 'make' && /^(easy|easier|possible|convenient|simple)$/.test(clause.results[0] ?? '')) return ignored(LEADS);
  if (
    /^(need|want|like|prefer|require|be interested)$/.test(verb) &&
    clause.subjects.some(({ isPronoun }) => isPronoun) &&
    clause.to - clause.from < 30
  )
    return ignored(LEADS);
  if (!LEADING.has(verb) || clause.results.length > 0) return undefined;
  const isSomebody = !object || object.isPronoun || isPerson(nameOf(object)) || scope.slugOf(nameOf(object)) !== undefined;
  const isTool = verb === 'use' && object !== undefined && isApplicationOf(object, scope) && !/\bapi\b/i.test(object.text);
  const hasMore = said.sentence.clauses.some(({ from }) => from > clause.from);
  // "Help businesses configure …": whoever is helped.
  const isHelped = /^(allow|enable|let|help|assist|cater to|serve|suit|target)$/.test(verb) && clause.objects.length === 1 && hasMore;
  return (isSomebody && hasMore) || isTool || isHelped ? ignored(LEADS) : undefined;
}

const PROVIDERS =
  /\b(wechat|alipay|paypal|stripe|unionpay|apple|google|facebook|weibo) ?(pay|payments?|log-?in|share|sharing|sheets?|drive|groups?|moments|maps?)\b/i;

/** What would have to be computed, heard or measured all the time. */
const NEVER_LIVE =
  /\b(preview|adjustment|translation|recognition|navigation|monitoring|positioning|location|voice|video|audio|stream\w*|rendering|analysis|processing)\b/;
const UNPUSHED = 'A page shows what is so when it is opened; nothing that is written pushes it';

/** What no template writes, in the words of the verb with its object, also where several verbs share that. */
function beyond({ verb, object, said: { clause, sentence } }: Ask, scope: Scope): Verdict | undefined {
  const complements = clause.complements.map(({ preposition, phrase }) => `${preposition} ${phrase.text}`).join(' ');
  const text = [
    verb,
    object ? wordsOf(object) : '',
    ...(object?.complements ?? []).map(({ preposition, phrase }) => `${preposition} ${phrase.text}`),
    complements,
    clause.adverbs.join(' '),
  ];
  const maker = clause.subjects.flatMap(({ text: words }) => (MODELS.test(words) ? (beyondTemplates(words) ?? []) : []))[0];
  if (maker) return missing(maker);
  const isPushed =
    /^(send|receive|view|see|display|show|update|monitor|get)$/.test(verb ?? '') &&
    (/\b(in real[- ]time|real-time)$/.test(`${complements} ${clause.adverbs.join(' ')}`.trim()) ||
      (verb === 'update' && /\bupdat\w+ [^,;]*\bin real[- ]time\b/i.test(sentence.text)));
  if (object && /\breal[- ]?time\b/i.test(object.text) && NEVER_LIVE.test(nameOf(object))) return missing(UNPUSHED);
  if (isPushed && !isLive(object ? recordsOf(object, scope) : [], scope)) return missing(UNPUSHED);
  const isKept =
    object &&
    !/^(edit|process|convert|generate)$/.test(verb ?? '') &&
    recordsOf(object, scope)[0]?.name.toLowerCase() === nameOf(object).toLowerCase();
  const bare = object && (!isKept || /\bwatermark$/.test(nameOf(object))) ? beyondTemplates(`${verb ?? ''} ${nameOf(object)}s`) : undefined;
  if (PROVIDERS.test(text.filter(Boolean).join(' ')))
    return missing('It needs an account at that service, which nothing that is written has');
  const why = bare ?? beyondTemplates(isKept ? `${verb ?? ''} it ${complements}` : text.filter(Boolean).join(' '));
  return why ? missing(why) : undefined;
}

/** "Edited videos", "overdue loans": whatever is done with them, something has to say which those are. */
function lacking({ object, said }: Ask, scope: Scope): Verdict | undefined {
  if (!object) return undefined;
  const records = recordsOf(object, scope, said.clause.complements);
  return records.length > 0 ? qualified(object, records, scope) : undefined;
}

/** "Which plots are free": a list that says so, or an attribute. */
function asked({ said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  if (clause.kind !== 'question') return undefined;
  const hints = hintsOf(clause, scope).filter((one) => one.kind === 'rule');
  const rules = hints.flatMap((one) => scope.design.rules.filter(({ name }) => one.kind === 'rule' && name === one.name));
  const fitting = rules.filter(({ kit }) => ['view', 'lookup', 'report', 'quiz', 'tracking', 'enrolment', 'booking'].includes(kit));
  if (fitting.length > 0) return built(...fitting.flatMap((rule) => ofRule(scope.design, rule)));
  const about = [...clause.subjects, ...clause.objects].flatMap((phrase) => recordsOf(phrase, scope));
  for (const record of about) {
    const field = record.fields.find(({ values }) => values?.some((value) => clause.results.includes(value)));
    if (field) return built(...ofField(scope.design, record, field));
  }
  return clause.results.length > 0 && clause.results.every((one) => one.length > 0)
    ? missing('Nothing that is kept says so by itself: give it a status, or a flag')
    : undefined;
}

/** A noun for signing in, after an act or without one. */
function noun({ verb, object }: Ask, scope: Scope): Verdict | undefined {
  return object && (verb === undefined || /^(manage|have|set|assign|control|configure|support|provide)$/.test(verb))
    ? signInNoun(nameOf(object).toLowerCase(), scope)
    : undefined;
}

export const hintsOf = (clause: Clause, { draft }: Scope): readonly Outcome[] => draft.account.outcomesOf(clause);

/** Verbs that say what things have, or that fill it in. */
const STATING = words(
  'be | have | include | contain | need | require | consist | comprise | hold | store | save | keep | record | log | note | enter | input | fill | fill in | fill out | add | create | make | submit | write | post | publish | register | report | set | specify | define | assign | provide | give | track | show | display | list | see | view | select | choose | mark | rate | describe | take | cost | last | exceed | refuse | reject',
);

/** Attributes that were read out of a clause, where its words are not those of the attribute: "it is new or used". */
function stated({ verb, object, said: { clause } }: Ask, scope: Scope): Verdict | undefined {
  const who = actorsOf(clause, scope);
  if (verb && !STATING.has(verb)) return undefined;
  const found = hintsOf(clause, scope).flatMap((one) => {
    if (one.kind !== 'field' && one.kind !== 'relation') return [];
    const record = scope.design.records.find(({ name }) => name.toLowerCase() === one.record.toLowerCase());
    const wanted = one.kind === 'field' ? one.field : `${one.to.replaceAll(' ', '_')}_id`;
    const field = record?.fields.find(({ name }) => name === wanted);
    return record && field ? [{ record, field }] : [];
  });
  const asks = Math.max(1, clause.objects.length);
  if (found.length === 0 || (object && found.length < asks)) return undefined;
  const isTyping = /^(enter|input|fill|fill in|fill out|add|write|submit|set|specify|select|choose)$/.test(verb ?? '');
  const refused = found
    .map(({ record }) => refusal(record.access.create, who, scope) && refusal(record.access.change, who, scope))
    .find(Boolean);
  if (isTyping && refused) return refused;
  return built(...found.flatMap(({ record, field }) => ofField(scope.design, record, field)));
}
