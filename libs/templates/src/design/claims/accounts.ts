import type { NounPhrase } from '../../reading/reading.types.js';
import { nameOf } from '../nouns.js';
import { actorsOf, isApplicationOf, isTheirs } from './audiences.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { ofAlways, ofPage, ofRole } from './pointers.js';
import { isEmpty, recordNamed, recordsOf } from './things.js';
import { assumed, built, fullName, missing } from './verdicts.js';

const SIGNING = /^(log|log in|login|log on|sign in|sign up|register|log out|sign out|log into|sign)$/;

/** Signing in and up: people have accounts, or nobody needs one. */
export const signIn: Judge = ({ verb, object, said }, scope) => {
  if (/^(password-protect|protect)$/.test(verb ?? '') && /password|log ?in|sign/.test(said.sentence.text) && scope.design.roles.length > 0)
    return built(...ofAlways('Accounts'));
  if (!verb || !SIGNING.test(verb)) return undefined;
  const { clause } = said;
  const isAccount =
    !object ||
    isApplicationOf(object, scope) ||
    /^((management|admin|administration) )?(back-?end|back office|admin panel)$/.test(object.name) ||
    /\b(account|user|member|customer|details|profile|password|email|phone number|username|role)s?$/.test(object.name) ||
    scope.slugOf(nameOf(object)) !== undefined;
  if (!isAccount || (/^(log|register)$/.test(verb) && object && recordsOf(object, scope).length > 0 && !/account/.test(object.name)))
    return undefined;
  if (
    /\b(wechat|google|facebook|github|third-party|phone number|sms|fingerprint|face)\b/i.test(
      scope.draft.reading.text.slice(clause.from, clause.to),
    )
  )
    return missing('People sign in with an email address and a password, and with nothing else');
  const who = actorsOf(clause, scope);
  const [slug] = who.slugs ?? [];
  if (scope.design.roles.length === 0) return missing('Nobody has an account; say who signs in');
  if (slug === '')
    return missing(`${who.words.charAt(0).toUpperCase()}${who.words.slice(1)} have no account of their own; say “${who.words} sign up”`);
  return built(...(slug ? ofRole(scope.design, slug) : ofAlways('Accounts')));
};

const PROFILE =
  /^((my|personal|own|user|their|individual|account|basic|member|profile|user's) )*(personal (cent(er|re)|information|data|details?|profile|account|settings?|page|homepage)|profile|user (profile|cent(er|re)|information|settings?)|account (settings?|information|details?)|(information|details?|info|data|account|settings?|password))( (management|page|cent(er|re)|modification|editing|maintenance|settings?|update|information))*s?$/;

export const isProfile = (phrase: NounPhrase): boolean => {
  const name = fullName(phrase);
  if (!PROFILE.test(name)) return false;
  return /personal|profile|user|account|password|member/.test(name) || isTheirs(phrase);
};

/** What somebody keeps of themselves: the page of their profile. */
export const profile: Judge = ({ verb, object, said }, scope) => {
  if (!object || !isProfile(object) || recordsOf(object, scope).length > 0) return undefined;
  // "The site displays personal information": of whoever it is about.
  if (/^(display|show|present|introduce)$/.test(verb ?? '') && actorsOf(said.clause, scope).slugs === undefined) {
    const page = ofPage(scope.design, 'about');
    return page.length > 0 ? assumed('Its texts are assumed; write your own', ...page) : undefined;
  }
  if (scope.design.roles.length === 0) return undefined;
  // "Administrators manage user information": that of others.
  const { slugs } = actorsOf(said.clause, scope);
  const isOfOthers = /^(user|member|customer)s? /.test(nameOf(object).toLowerCase()) && !/\b(profile|cent(er|re))\b/.test(object.name);
  if (isOfOthers && (slugs === undefined || slugs.includes(scope.design.roles[0]!.slug))) return undefined;
  if (
    verb !== undefined &&
    !/^(view|see|edit|update|change|modify|manage|maintain|access|check|browse|set|set up|complete|fill in|fill out|provide|have|include|display|show|create|fill in|query|enter|save|reset|support|add|input)$/.test(
      verb,
    )
  )
    return undefined;
  if (verb === 'reset' || /\b(recover|reset|forgot)/.test(object.name))
    return missing('A password is changed by whoever knows it; nothing that is written mails a new one');
  return built(...ofAlways('Profile'));
};

const PEOPLE =
  /\b(users?|members?|customers?|employees?|staff|personnel|people|accounts?|administrators?)( (information|data|accounts?|details?|lists?|management|records?))*$/;

/** People with accounts are invited, listed and closed by the first role. */
export const people: Judge = ({ verb, object, said }, scope) => {
  if (!object || scope.design.roles.length === 0) return undefined;
  const name = nameOf(object)
    .toLowerCase()
    .replace(/ (management|information|data|account|detail|list|record|administration|info)s?$/, '');
  const isRole = scope.slugOf(name) !== undefined || PEOPLE.test(name);
  if (!isRole || /\b(friend|follower|fan|contact)s?$/.test(name) || recordNamed(name, scope) || recordsOf(object, scope).length > 0)
    return undefined;
  if (
    verb !== undefined &&
    !/^(manage|maintain|administer|add|invite|delete|remove|view|see|list|control|ban|close|have|support|include|provide|browse|query|search|display|oversee|handle)$/.test(
      verb,
    )
  )
    return undefined;
  const who = actorsOf(said.clause, scope);
  if (who.slugs !== undefined && !who.slugs.every((slug) => slug === scope.design.roles[0]!.slug))
    return missing(`Only ${scope.design.roles[0]!.plural.toLowerCase()} see who has an account, invite and close accounts`);
  return built(...ofAlways('People: invited, listed and closed'));
};

const SIGN_IN_WORDS =
  /^((user|member|customer|admin|administrator|account|secure|online|basic|simple|system|student|teacher|employee|staff|merchant|personal) )*(log-?in|login|sign-?in|sign-?up|authentication|authorization|authorisation|registration|account|account system|user system|member(ship)? system|register|log-?out|access control|role-based access|registration and login|login and registration|identity authentication|session management)s?$/;
const PERMISSION_WORDS =
  /\b(permissions?|authority|authorities|roles?|access rights?)( (management|control|settings?|assignment|allocation|levels?))?$/;

/** "User login", "registration", "permission management" as nouns. */
export function signInNoun(name: string, scope: Scope): Verdict | undefined {
  const isKept = scope.design.roles.length > 0;
  if (/\bpassword (recovery|reset|retrieval)|forgot(ten)? password/.test(name))
    return missing('Nothing that is written mails anybody; whoever runs it invites people anew');
  if (/\bpassword (change|modification|update)|change password/.test(name) && isKept) return built(...ofAlways('Profile'));
  if (SIGN_IN_WORDS.test(name)) return isKept ? built(...ofAlways('Accounts')) : missing('Nobody has an account; say who signs in');
  const before = recordNamed(name.replace(/ (access )?(permission|authority|role|access right)s?.*$/, ''), scope);
  if (before && !scope.slugOf(before.name)) return undefined;
  if (
    PERMISSION_WORDS.test(name) &&
    isKept &&
    !/\b(location|camera|microphone|device|notification|play(er|ing)?|character|job|leading) /.test(name)
  )
    return assumed('Each role may do what is written for it; whoever invites somebody chooses the role', ...ofAlways('Roles'));
  return undefined;
}

/** "Browse the site", "access the platform", "view the information": lists and pages are there. */
export const comeIn: Judge = (ask: Ask, scope) => {
  const { verb, object, said } = ask;
  if (
    !verb ||
    !/^(browse|access|visit|use|navigate|view|open|enter|search|filter|sort|find|read|see|explore|query|look|scroll|interact|go|return|display|show)$/.test(
      verb,
    )
  )
    return undefined;
  const { complements } = said.clause;
  const target = object ?? complements.find(({ preposition }) => /^(to|through|for|with|in)$/.test(preposition))?.phrase;
  if (!target)
    return scope.design.records.length > 0 && /^(browse|search|filter|sort|navigate)$/.test(verb)
      ? built(...ofAlways('Lists and search'))
      : undefined;
  if (recordsOf(target, scope).length > 0) return undefined;
  const isPlace =
    isApplicationOf(target, scope) &&
    /\b(website|site|platform|application|app|system|page|interface|program|mini-program|software|tool|homepage|web|webpage|panel|backend|console|dashboard)s?$/.test(
      nameOf(target).toLowerCase(),
    );
  const isPlain = isEmpty(target) && !target.complements.some(({ preposition }) => /^(of|on|about)$/.test(preposition));
  if ((!isPlace && !isPlain) || /\b(other|external|third-party|first|second|third|fourth|fifth|last|next|\d+\w*)\b/.test(fullName(target)))
    return undefined;
  if (isPlain && scope.design.records.length === 0) return undefined;
  // "Knowledge and information": of what is said before it.
  const at = object && isPlain ? said.clause.objects.indexOf(object) : 0;
  if (at > 0) return scope.judge({ ...ask, object: said.clause.objects[at - 1]! });
  // "A report is made, displaying related data": the report shows it.
  const shows = said.clause.about ?? said.clause.subjects[0] ?? said.sentence.clauses[said.clause.parent ?? -1]?.objects[0];
  if (isPlain && /^(participle|relative)$/.test(said.clause.kind) && /^(display|show|return)$/.test(verb) && shows && !isApplicationOf(shows, scope))
    return undefined;
  const criteria = complements.filter(({ preposition }) => /^(by|based on|according to)$/.test(preposition));
  return criteria.length > 0 ? undefined : built(...ofAlways('Lists and search'));
};
