import { verbOf } from '../../knowledge/classify-noun.js';
import { singular } from '../../knowledge/words.js';
import { MOVING, SOUND } from '../../shared/media.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import { wishOf, withoutWrapping } from '../features.js';
import { CATEGORY } from '../rules/categories.js';
import { lastOf, nameOf } from '../nouns.js';
import { isProfile, profile, signInNoun } from './accounts.js';
import { seen } from './acts.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { arranged, dashboard, isOf } from './figures.js';
import { ofAlways, ofField, ofPage, ofRule, ofStyle } from './pointers.js';
import { aboutOf, fieldNamed, recordNamed, recordsOf } from './things.js';
import { FINE } from './qualities.js';
import { byRule } from './rules-that.js';
import { actorsOf, refusal } from './audiences.js';
import { ASK_A_MODEL, NO_PART, assumed, built, fullName, missing } from './verdicts.js';

/** What every written project has, from the start of its name. */
const ALWAYS =
  /^((data|content|information) (management|maintenance|retrieval|browsing)( capabilit(y|ies))?|((data|simple|basic|clear|quick|fast|main|site|full-text|keyword|advanced|product|list|content|information|intuitive|easy|top|mobile|responsive) )*(search|search (bar|box|engine)|query|querying|inquiry|data (entry|display|query|viewing)|manual data entry|searching|filters?|filtering|sort|sorting|pagination|paging|browsing|csv exports?|csv downloads?|navigation|navigation (bar|menu)|menu|header|footer|(basic )?(error|exception|error and exception) handling|error (page|message|prompt|notification)s?|input validation|dark mode|light mode|form validation|data validation|crud( operation)?s?|list view|detail view|detail page|list page|data (storage|persistence)|content display|information display|database|responsive (design|layout)|layout))$/;
const GUESSED = new Set(['about', 'faq', 'pricing', 'services', 'terms']);

/** A noun that the application is to have, or a verb that says no more than that it has it. */
export const HAVING =
  /^(have|include|provide|support|offer|contain|feature|need|require|consist|consist of|comprise|cover|be|implement|integrate|incorporate|possess|involve|add|create|use|display|show|present|allow|enable|do|perform|conduct|carry out|engage in|realize|achieve|ensure|complete|handle)$/;

export const feature: Judge = (ask, scope) => {
  const { verb, object } = ask;
  if (!object || (verb !== undefined && !HAVING.test(verb))) return undefined;
  // "Users use coupons": something has to be done with them.
  if (/^(use|handle|complete|process)$/.test(verb ?? '') && actorsOf(ask.said.clause, scope).slugs && recordsOf(object, scope).length > 0)
    return byRule(ask, scope);
  const name = singular(nameOf(object).toLowerCase());
  const bare = withoutWrapping(name);
  const full = fullName(object);
  return (
    pageOf(full, scope) ??
    byRule({ ...ask, object: named(object, bare) }, scope) ??
    (recordNamed(bare, scope) ? undefined : (signInNoun(withoutWrapping(full), scope) ?? signInNoun(full, scope))) ??
    administration(full, scope) ??
    quality(full) ??
    playback(name, scope) ??
    (isProfile(object) ? profile({ ...ask, verb: 'have' }, scope) : undefined) ??
    ofWish(object, bare, ask, scope) ??
    ((ALWAYS.test(withoutWrapping(full)) && !/^database./.test(full)) || ALWAYS.test(full) ? always(bare, ask, scope) : undefined) ??
    (PLAYED.test(name) ? activity(ask, object, name, scope) : undefined) ??
    (recordNamed(name, scope) ? seen(ask, object, scope) : activity(ask, object, name, scope)) ??
    seen(ask, object, scope) ??
    activity(ask, object, bare, scope) ??
    (bare === name ? undefined : seen(ask, named(object, bare), scope))
  );
};

/** "A user-friendly interface", "good accessibility": what every page is measured by. */
const quality = (name: string): Verdict | undefined =>
  FINE.test(name) &&
  /\b(interface|design|layout|navigation|navigation (menu|bar)|menu|structure|form|calls?[- ]to[- ]action|accessibility|operation|usability|page layout)s?$/.test(
    name,
  )
    ? built(...ofStyle('Every page: phones, keyboard, contrast'))
    : undefined;

/** Whoever runs it manages people and everything that is kept. */
const administration = (name: string, scope: Scope): Verdict | undefined =>
  /^(system|back-?end|background|platform|admin|admin panel|administrator|website|site) (management|administration|maintenance)( (system|function|module))?$/.test(
    name,
  ) && scope.design.roles.length > 0
    ? built(...ofAlways('Administration'))
    : undefined;

const named = (phrase: NounPhrase, name: string): NounPhrase => ({ ...phrase, name, head: lastOf(name) });

function always(name: string, ask: Ask, scope: Scope): Verdict | undefined {
  if (/^(add|create|perform|conduct|show|display|do|handle|complete)$/.test(ask.verb ?? '')) return undefined;
  const needsList = /search|filter|sort|pag|csv|list|detail|data|content|information|crud|browsing/.test(name);
  if (needsList && scope.design.records.length === 0) return undefined;
  const by = [...ask.object!.complements, ...ask.said.clause.complements];
  // "Sorting by name and date": by what they have.
  const listing = /\b(sort|search|filter)/.exec(name)?.[1];
  if (listing && by.some(({ preposition }) => preposition === 'by'))
    return scope.judge({
      ...ask,
      verb: listing,
      object: undefined,
      said: { ...ask.said, clause: { ...ask.said.clause, verb: listing, objects: [], complements: by } },
    });
  return by.some(({ preposition }) => preposition === 'by') ? undefined : built(...ofAlways(ask.object!.text || name));
}

/** Pages that the design has, by what people call them. */
function pageOf(name: string, scope: Scope): Verdict | undefined {
  const kind = wishOf(name)?.kind;
  if (!kind || !['home', 'about', 'contact', 'faq', 'pricing', 'services', 'terms', 'dashboard'].includes(kind)) return undefined;
  if (kind === 'dashboard') return /\boverview$/.test(name) && name !== 'overview' ? undefined : dashboard(name, scope);
  if (kind === 'contact') {
    const form = scope.design.rules.find((rule) => rule.kit === 'enquiry');
    if (form) return built(...ofRule(scope.design, form), ...ofPage(scope.design, 'contact'));
  }
  if (kind === 'home' && /\b(banner|hero|carousel|slider)\b/.test(name)) return undefined;
  const page = ofPage(scope.design, kind);
  if (page.length === 0) return undefined;
  return GUESSED.has(kind) || kind === 'contact' ? assumed('Its texts are assumed; write your own', ...page) : built(...page);
}

function ofWish(phrase: NounPhrase, name: string, ask: Ask, scope: Scope): Verdict | undefined {
  const wish = wishOf(name);
  if (!wish) return undefined;
  const before = name.replace(wish.pattern, '').trim();
  switch (wish.kind) {
    case 'calendar':
    case 'board':
    case 'gallery':
      return /\b(carousel|slider|slideshow|lightbox)\b/.test(name)
        ? missing('Pictures are shown side by side; nothing that is written turns them over')
        : arranged(wish.kind, phrase, before, scope);
    case 'calculator': {
      const words = before || phrase.complements.map((one) => one.phrase.name).join(' ');
      const rule = scope.design.rules.find(
        (one) =>
          one.kit === 'calculator' &&
          (words === '' ||
            isOf(
              one.title,
              one.outputs.map(({ label }) => label),
              words,
            )),
      );
      return rule
        ? (refusal(rule.by, actorsOf(ask.said.clause, scope), scope) ?? built(...ofRule(scope.design, rule)))
        : missing(`Nothing that is written works out “${phrase.text}”; say from which numbers, and how`);
    }
    case 'upload': {
      const kinds = /image|photo|picture/.test(name)
        ? ['image']
        : /file|document|video|audio|attachment/.test(name)
          ? ['file']
          : ['image', 'file'];
      for (const record of scope.design.records) {
        const field = record.fields.find(
          (one) => kinds.includes(one.kind) && (one.origin === 'stated' || (before !== '' && record.name.toLowerCase().includes(before))),
        );
        if (field) return built(...ofField(scope.design, record, field));
      }
      return undefined;
    }
    case 'forum': {
      const rule = scope.design.rules.find(({ kit }) => kit === 'comment');
      const topics = scope.design.records.find(({ name: one }) => /^(topic|post|thread|question|discussion|article)$/i.test(one));
      return rule && topics ? built(...ofRule(scope.design, rule)) : undefined;
    }
    default:
      return undefined;
  }
}

const PLAYED = /^(play|pause|stop|resume|rewind)$/;

/** "Video playback": of whatever has something to play. */
function playback(name: string, scope: Scope): Verdict | undefined {
  const kind = /^(?:(video|audio|music|media|multimedia|online) )?playback$/.exec(name);
  if (!kind) return undefined;
  const wanted = kind[1] === 'video' ? [MOVING] : /^(audio|music)$/.test(kind[1] ?? '') ? [SOUND] : [MOVING, SOUND];
  for (const record of scope.design.records) {
    const field = record.fields.find(
      (one) => one.kind === 'file' && wanted.some((media) => media.test(one.name) || (one.name === 'file' && media.test(record.table))),
    );
    if (field) return built(...ofField(scope.design, record, field));
  }
  return undefined;
}

const PLAIN_ACTS: readonly [RegExp, string][] = [
  [/\b(management|administration|maintenance|managing)$/, 'manage'],
  [/\b(search|retrieval|inquiry|enquiry|query|querying|look-?up|searching)$/, 'search'],
  [/\b(filtering|filters?)$/, 'filter'],
  [/\b(sorting)$/, 'sort'],
  [/\b(display|presentation|showcase|listing|browsing|viewing|exhibition|overview|preview)$/, 'view'],
  [/\b(creation|entry|input|adding|addition|submission|recording|posting)$/, 'create'],
  [/\b(modification|editing|edit|update|updating)$/, 'edit'],
  [/\b(deletion|removal)$/, 'delete'],
  [/\b(upload|uploading|uploads)$/, 'upload'],
  [/\b(download|downloading|downloads)$/, 'download'],
  [/\bexports?$/, 'export'],
  [/\b(import|batch import)$/, 'import'],
  [/\b(printing|print)$/, 'print'],
  [/\b(release|publishing)$/, 'publish'],
  [/\b(purchase|ordering)$/, 'order'],
  [/\b(tracking)$/, 'track'],
];

/** "Order tracking", "seat selection", "deletion of notes": the act is asked for, and judged as if a verb said it. */
function activity(ask: Ask, phrase: NounPhrase, name: string, scope: Scope): Verdict | undefined {
  const cancelled =
    name === 'cancellation' &&
    scope.design.rules.find((rule) => rule.kit === 'lifecycle' && rule.steps.some(({ to }) => /^cancell?ed$/.test(to)));
  if (cancelled) return built(...ofRule(scope.design, cancelled));
  const of = phrase.complements.filter(({ preposition }) => /^(of|for|on)$/.test(preposition)).map((one) => one.phrase);
  const before = name.split(' ').slice(0, -1).join(' ');
  if (PLAYED.test(name))
    return scope.judge({
      ...ask,
      verb: name,
      object: undefined,
      said: { ...ask.said, clause: { ...ask.said.clause, verb: name, objects: [] } },
    });
  // "Information modification" is that of one's own.
  if (/^(personal |user )?information (modification|editing|update)$/.test(name))
    return profile({ ...ask, verb: 'edit', object: { ...phrase, name: 'personal information', adjectives: [] } }, scope);
  // Sound and moving pictures are recorded by a machine, not entered.
  const isRecorded = /\b(video|audio|voice|sound|screen|film) recording$/.test(name);
  const verb = isRecorded ? 'record' : (PLAIN_ACTS.find(([pattern]) => pattern.test(name))?.[1] ?? verbOf(lastOf(name)));
  if (!verb) return undefined;
  // "Note search and deletion": of what was spoken of.
  const isPlain = PLAIN_ACTS.some(([pattern]) => pattern.test(name)) || /^(categori[sz]|classif|tag)/.test(verb);
  const isAdded = /^(add|create|perform|conduct|do)$/.test(ask.verb ?? '');
  const sorted = /^(categori[sz]|classif)/.test(verb)
    ? scope.design.records.find(({ fields }) => fields.some(({ name: one }) => CATEGORY.test(one)))
    : undefined;
  const about =
    before === '' && of.length === 0 && isPlain && !isAdded ? (sorted ?? aboutOf(ask, scope)[0])?.name.toLowerCase() : undefined;
  if (before === '' && of.length === 0 && !about) return undefined;
  const objects = about
    ? [{ ...phrase, name: about, head: lastOf(about), text: about, adjectives: [] }]
    : before === ''
      ? of
      : [{ ...phrase, name: before, head: lastOf(before), text: before, complements: [], examples: [], isPlural: false }];
  if (recordsOf(phrase, scope).length > 0 && before !== '' && recordsOf(objects[0]!, scope).length === 0 && !/management$/.test(name))
    return undefined;
  const verdicts = objects.map((object) =>
    scope.judge({ ...ask, verb, object, said: { ...ask.said, clause: { ...ask.said.clause, verb, objects: [object] } } }),
  );
  const refused = verdicts.find(({ outcome }) => outcome === 'NOT_BUILT');
  return refused
    ? missing(
        /^(Nothing that|No part of|There is no)/.test(refused.reason!) ? `${NO_PART}: “${phrase.text}”; ${ASK_A_MODEL}` : refused.reason!,
      )
    : verdicts[0];
}

/** What a kept thing has: an attribute, or things of its own. */
export const possession: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  const owner =
    ask.of ??
    (verb && /^(have|include|contain|consist|consist of|hold|need|require|be|comprise|carry|show|display|belong)$/.test(verb)
      ? said.clause.subjects[0]
      : undefined);
  const records = owner ? recordsOf(owner, scope) : [];
  if (!object || !owner || records.length === 0) return undefined;
  const field = fieldNamed(object, { ...ask, of: owner }, scope);
  if (field) return built(...ofField(scope.design, field.record, field.field));
  for (const other of recordsOf(object, scope))
    for (const [child, parent] of [
      [other, records[0]!],
      [records[0]!, other],
    ] as const) {
      const tie = child.fields.find(({ references }) => references === parent.table);
      if (tie) return built(...ofField(scope.design, child, tie));
    }
  return missing(
    `${records[0]!.plural} have nothing like “${nameOf(object)}”; say it as an attribute, “each ${records[0]!.name.toLowerCase()} has …”`,
  );
};
