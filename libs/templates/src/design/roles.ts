import { isAdministrative, isGenericPerson } from '../knowledge/people.js';
import { kebab, plural, sentenceCase } from '../knowledge/words.js';
import type { Audience, Role } from './design.types.js';
import type { Draft, RoleDraft } from './draft.js';
import { nameOf, theirThingsOf } from './nouns.js';
import type { Clause } from '../reading/reading.types.js';

const MOST_ROLES = 5;
/** Verbs that somebody without an account does too. */
const LOOKING = new Set([
  'browse',
  'view',
  'see',
  'read',
  'search',
  'find',
  'explore',
  'watch',
  'learn',
  'visit',
  'check',
  'look',
  'filter',
  'sort',
  'compare',
  'discover',
  'access',
  'understand',
  'use',
  'play',
  'listen',
  'query',
  'navigate',
  'switch',
  'contact',
]);
const SIGNING = new Set(['log', 'login', 'log in', 'sign in', 'sign up', 'register', 'log out', 'sign out']);
/** People who come for what others offer; whoever else works there is invited. */
const GUESTS =
  /^(user|customer|member|client|guest|fan|supporter|listener|visitor|patient|student|buyer|reader|subscriber|player|resident|participant|tenant|traveller|traveler|tourist|applicant|candidate|job seeker|learner|parent|donor|fan|attendee|passenger|viewer|shopper|citizen|neighbour|neighbor|seller|vendor|owner|freelancer|author|blogger|artist|creator|host|landlord|borrower|gardener|volunteer|person)$/;

/** Who has an account. The first administers; where the text names nobody who would, an administrator is added. */
export interface People {
  roles: Role[];
  /** Whether what somebody of this name does takes no account: "anyone can suggest a book without an account". */
  isStranger(name: string): boolean;
  /** Slug of the role of a name in the text; undefined: they have no account. */
  slugOf(name: string): string | undefined;
  /** Whom acts by these people stand for. */
  audienceOf(names: readonly string[]): Audience;
}

const NOBODY: People = {
  roles: [],
  isStranger: () => true,
  slugOf: () => undefined,
  audienceOf: () => 'everyone',
};

/** @param needsSignIn whether something that is built belongs to somebody. */
export function rolesOf(draft: Draft, needsSignIn: boolean): People {
  const { text } = draft.reading;
  const strangers = strangersOf(draft);
  const isStranger = (name: string): boolean => strangers.has(name);
  mergeCompounds(draft);
  const everybody = onlySigningIn(
    withoutPrograms(
      draft,
      [...draft.roles.values()].filter(({ name }) => !isStranger(name) && !PEER.test(name)),
    ),
  );
  const asked = asksForAccounts(draft, everybody);
  const among = everybody.map(({ name }) => name);
  const runs = ({ name, isMany }: RoleDraft): boolean => {
    // Many employers on a job board are its guests; the author of a blog runs it.
    if (isMany && MANY.test(name)) return false;
    return isAdministrative(name) || (!isMany && isAdministrative(name, among));
  };
  const acting = everybody.filter(
    (role) =>
      (asked && !COMING_BY.test(role.name)) ||
      runs(role) ||
      STAFF.test(role.name) ||
      role.acts.some((act) => !LOOKING.has(act.verb) || isOfTheirs(act)),
  );
  const administrative = acting.filter(runs).sort((one, other) => rankOf(one.name) - rankOf(other.name));
  const others = acting.filter((role) => !runs(role));
  const hasSignIn = !NO_ACCOUNTS.test(text) && (asked || needsSignIn || acting.length > 0);
  if (!hasSignIn) return NOBODY;
  const named = [...administrative.slice(0, 1), ...administrative.slice(1), ...withoutGeneric(others)].slice(0, MOST_ROLES);
  const roles: Role[] = [];
  const isAlone =
    named.length === 1 && everybody.length < draft.roles.size && named[0]!.acts.some(isSigning) && !GUESTS.test(named[0]!.name);
  if (administrative.length === 0 && !isAlone) roles.push(roleOf('administrator', 'first'));
  for (const draftOf of named) {
    const { name } = draftOf;
    const isFirst = roles.length === 0;
    if (roles.some(({ slug }) => slug === kebab(name))) continue;
    roles.push(roleOf(name, isFirst ? 'first' : joinsOf(draft, draftOf, named)));
  }
  return peopleOf(roles, isStranger);
}

/** Whether the text asks for accounts, or has somebody sign in. */
export const asksForAccounts = ({ wishes, roles }: Draft, among: readonly RoleDraft[] = [...roles.values()]): boolean =>
  wishes.some(({ kind }) => kind === 'accounts') || among.some((role) => role.acts.some(isSigning));

function peopleOf(roles: Role[], isStranger: People['isStranger']): People {
  const has = (slug: string): boolean => roles.some((role) => role.slug === slug);
  // Whoever is called a user is the only one who may sign up, where nobody has that name.
  const generic = (): Role | undefined => {
    const open = roles.filter(({ joins }) => joins === 'open');
    return roles.find((role) => isGenericPerson(role.name.toLowerCase())) ?? (open.length === 1 ? open[0] : undefined);
  };
  const slugOf = (name: string): string | undefined => {
    if (isStranger(name)) return undefined;
    if (has(kebab(name))) return kebab(name);
    const isAny = (isGenericPerson(name) || PEER.test(name)) && !/^(visitor|guest|public|everyone|anyone)$/.test(name);
    return isAny ? generic()?.slug : undefined;
  };
  return {
    roles,
    isStranger,
    slugOf,
    audienceOf: (names) => {
      if (names.length === 0) return { roles: [roles[0]!.slug] };
      const slugs = [...new Set(names.flatMap((name) => slugOf(name) ?? []))];
      return slugs.length > 0 ? { roles: slugs } : 'everyone';
    },
  };
}

/** "user" beside "member" and "customer" means one of those; a visitor who makes something is somebody else. */
function withoutGeneric(roles: readonly RoleDraft[]): RoleDraft[] {
  const own = roles.filter(({ name }) => !isGenericPerson(name));
  const makes = ({ acts }: RoleDraft): boolean => acts.some((act) => !LOOKING.has(act.verb) && !isSigning(act));
  // Guests who pick and cancel are told apart from people at large.
  const told = (role: RoleDraft): number => role.acts.length + (VAGUE.test(role.name) || !makes(role) ? 0 : 2);
  const generic = roles.filter(({ name }) => isGenericPerson(name)).sort((a, b) => told(b) - told(a));
  const guests = own.filter(({ name }) => GUESTS.test(name));
  if (guests.length > 0)
    return guests.length === 1 ? [...own, ...generic.filter((one) => /^(visitor|guest)$/.test(one.name) && makes(one))] : own;
  return [...own, ...generic.slice(0, 1)];
}

const VAGUE = /^(people|person|somebody|someone|user|individual|human)$/;

/** "Users check their refunds": whose they are has to be known. */
const isOfTheirs = ({ said: { clause } }: RoleDraft['acts'][number]): boolean => theirThingsOf(clause).length > 0;

/** "Log in", "register": an account is asked for, unless something else is logged or registered. */
const isSigning = ({ verb, said }: RoleDraft['acts'][number]): boolean =>
  SIGNING.has(verb) &&
  !said.clause.isNegative &&
  (!/^(log|register)$/.test(verb) ||
    (said.clause.objects.length === 0 && said.clause.complements.length === 0) ||
    said.clause.objects.some(({ name }) => /\baccount$/.test(name)));

/** Who runs others comes before who runs a part. */
const rankOf = (name: string): number =>
  /\badmin(istrator)?$/.test(name) ? 0 : /^(owner|manager|director|organi[sz]er|coordinator)$/.test(name) ? 1 : 2;
/** Of whom a place has many, each with things of their own. */
const MANY =
  /^(employer|host|landlord|seller|merchant|vendor|leader|planner|custodian|controller|creator|artist|author|freelancer|recruiter|agent|employee|business|enterprise|company|firm|organi[sz]ation|institution|association|school|restaurant|store|shop|hotel|agency|factory|farm)$/;
/** Who works there, and does not come by themselves. */
const STAFF =
  /\b(sales ?(person|people|man|woman|rep|representative)|staff|employee|worker|agent|storekeeper|technician|driver|nurse|doctor|dentist|teacher|trainer|instructor|coach|mechanic|editor|reporter|engineer|inspector|cashier|waiter|waitress|cook|chef|accountant|officer|courier|cleaner|caretaker|developer|reviewer|personnel|operator|consultant|lawyer)$/;

function joinsOf(draft: Draft, { name, isMany, acts }: RoleDraft, all: readonly RoleDraft[]): Role['joins'] {
  if (draft.find(name)?.acts.some(({ verb }) => verb === 'invite')) return 'invited';
  if (acts.some((act) => /^(register|sign up)$/.test(act.verb) && isSigning(act))) return 'open';
  // Those who write for readers are asked to; on a platform of many, each comes by themselves.
  if (WRITERS.test(name) && all.some((other) => /\b(reader|subscriber|visitor|viewer|listener)$/.test(other.name))) return 'invited';
  if (isMany && MANY.test(name) && !/^(agent|employee)$/.test(name)) return 'open';
  if (GUESTS.test(name)) return 'open';
  return STAFF.test(name) || all.some((other) => GUESTS.test(other.name)) ? 'invited' : 'open';
}

const WRITERS = /\b(author|writer|editor|journalist|blogger|columnist)$/;
/** Who comes to look, whoever else signs in. */
const COMING_BY = /^(visitor|guest|public|everyone|everybody|anyone|anybody|passer-by|people)$/;
/** What calls an interface is a program, whose people are those who are named beside it. */
const PROGRAM = /^(client|consumer|caller|api user|third party|developer)$/;
/** Other people of the same kind: a friend is a user too. */
const PEER = /^(friend|follower|peer|buddy|other|family member|other (user|member|player|person))$/;
function withoutPrograms({ shape }: Draft, roles: readonly RoleDraft[]): readonly RoleDraft[] {
  const people = shape === 'api' ? roles.filter(({ name }) => !PROGRAM.test(name)) : roles;
  return people.length > 0 ? people : roles;
}
const NO_ACCOUNTS =
  /\b(nobody|no one|no-one) needs? (an? )?(account|log-?in|sign-?in|registration)\b|\bno (account|log-?in|sign-?(in|up)|registration)s? (is |are )?(needed|required|necessary)\b|\bthere are no accounts\b/i;

/** Names of those who are said to do something without an account. */
function strangersOf(draft: Draft): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { clauses } of draft.reading.sentences)
    for (const clause of clauses) {
      const isWithout =
        (clause.isNegative && clause.kind === 'participle' && SIGNING.has(clause.verb ?? '')) ||
        clause.complements.some(
          ({ preposition, phrase }) =>
            preposition === 'without' && /\b(account|log-?in|sign-?in|sign-?up|registration|registering)$/.test(phrase.name),
        );
      if (!isWithout) continue;
      // "Each visitor sees where it stands, without an account": said of whoever the sentence is about.
      for (const phrase of rootOf(clauses, clause).subjects) if (isGenericPerson(nameOf(phrase))) found.add(nameOf(phrase));
    }
  // Whoever is said to sign in all the same has an account too.
  for (const name of found) if (draft.roles.get(name)?.acts.some(isSigning)) found.delete(name);
  return found;
}

function rootOf(clauses: readonly Clause[], clause: Clause): Clause {
  const parent = clauses[clause.parent ?? -1];
  return parent && parent !== clause && clause.kind !== 'main' ? rootOf(clauses, parent) : clause;
}

/** "A landscape photographer", later "the photographer": one and the same. */
function mergeCompounds(draft: Draft): void {
  for (const role of [...draft.roles.values()]) {
    const compounds = [...draft.roles.values()].filter(({ name }) => name.endsWith(` ${role.name}`));
    if (compounds.length !== 1 || compounds[0]!.isMany || role.isMany) continue;
    role.acts.push(...compounds[0]!.acts);
    role.mentions += compounds[0]!.mentions;
    draft.roles.delete(compounds[0]!.name);
  }
}

/** "Only the photographer signs in": nobody else has an account. */
function onlySigningIn(roles: readonly RoleDraft[]): readonly RoleDraft[] {
  const only = roles.filter(({ acts }) =>
    acts.some(
      (act) =>
        isSigning(act) &&
        (act.said.clause.adverbs.includes('only') ||
          /\bonly\s+(the\s+|an?\s+)?[\w -]{2,30}\s+(can\s+|may\s+)?(sign|log)s?[ -]in\b/i.test(act.said.sentence.text)),
    ),
  );
  return only.length > 0 ? only : roles;
}

const roleOf = (name: string, joins: Role['joins']): Role => ({
  name: sentenceCase(name),
  plural: sentenceCase(plural(name)),
  slug: kebab(name),
  joins,
  fields: [],
});
