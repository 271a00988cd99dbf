import { isAdministrative, isGenericPerson } from '../knowledge/people.js';
import { kebab, plural, sentenceCase } from '../knowledge/words.js';
import type { Audience, Role } from './design.types.js';
import type { Draft, RoleDraft } from './draft.js';

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
  /^(user|customer|member|client|guest|visitor|patient|student|buyer|reader|subscriber|player|resident|participant|tenant|traveller|traveler|tourist|applicant|candidate|job seeker|learner|parent|donor|fan|attendee|passenger|viewer|shopper|citizen|neighbour|neighbor|seller|vendor|owner|freelancer|author|blogger|artist|creator|host|landlord|borrower|gardener|volunteer|person)$/;

/** Who has an account. The first administers; where the text names nobody who would, an administrator is added. */
export interface People {
  roles: Role[];
  /** Slug of the role of a name in the text; undefined: they have no account. */
  slugOf(name: string): string | undefined;
  /** Whom acts by these people stand for. */
  audienceOf(names: readonly string[]): Audience;
}

/** @param needsSignIn whether something that is built belongs to somebody. */
export function rolesOf(draft: Draft, needsSignIn: boolean): People {
  const asked = draft.wishes.some(({ kind }) => kind === 'accounts') || [...draft.roles.values()].some((role) => role.acts.some(isSigning));
  const everybody = [...draft.roles.values()];
  const among = everybody.map(({ name }) => name);
  const runs = ({ name, isMany }: RoleDraft): boolean => {
    // Many employers on a job board are its guests; the author of a blog runs it.
    if (isMany && MANY.test(name)) return false;
    return isAdministrative(name) || (!isMany && isAdministrative(name, among));
  };
  const acting = everybody.filter(
    (role) => asked || runs(role) || STAFF.test(role.name) || role.acts.some(({ verb }) => !LOOKING.has(verb)),
  );
  const administrative = acting.filter(runs).sort((one, other) => rankOf(one.name) - rankOf(other.name));
  const others = acting.filter((role) => !runs(role));
  const hasSignIn = asked || needsSignIn || acting.length > 0;
  if (!hasSignIn) return { roles: [], slugOf: () => undefined, audienceOf: () => 'everyone' };
  const named = [...administrative.slice(0, 1), ...administrative.slice(1), ...withoutGeneric(others)].slice(0, MOST_ROLES);
  const roles: Role[] = [];
  if (administrative.length === 0) roles.push(roleOf('administrator', 'first'));
  for (const draftOf of named) {
    const { name } = draftOf;
    const isFirst = roles.length === 0;
    if (roles.some(({ slug }) => slug === kebab(name))) continue;
    roles.push(roleOf(name, isFirst ? 'first' : joinsOf(draftOf, named)));
  }
  const bySlug = new Map(roles.map((role) => [role.slug, role]));
  const open = roles.filter(({ joins }) => joins === 'open');
  const generic = roles.find((role) => isGenericPerson(role.name.toLowerCase())) ?? (open.length === 1 ? open[0] : undefined);
  const slugOf = (name: string): string | undefined =>
    bySlug.has(kebab(name))
      ? kebab(name)
      : isGenericPerson(name) && !/^(visitor|guest|public|everyone|anyone)$/.test(name)
        ? generic?.slug
        : undefined;
  return {
    roles,
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
  const generic = roles.filter(({ name }) => isGenericPerson(name)).sort((a, b) => b.acts.length - a.acts.length);
  const makes = ({ acts }: RoleDraft): boolean => acts.some((act) => !LOOKING.has(act.verb) && !isSigning(act));
  const guests = own.filter(({ name }) => GUESTS.test(name));
  if (guests.length > 0)
    return guests.length === 1 ? [...own, ...generic.filter((one) => /^(visitor|guest)$/.test(one.name) && makes(one))] : own;
  return [...own, ...generic.slice(0, 1)];
}

/** "Log in", "register": an account is asked for, unless something else is logged or registered. */
const isSigning = ({ verb, said }: RoleDraft['acts'][number]): boolean =>
  SIGNING.has(verb) &&
  (!/^(log|register)$/.test(verb) ||
    (said.clause.objects.length === 0 && said.clause.complements.length === 0) ||
    said.clause.objects.some(({ name }) => /\baccount$/.test(name)));

/** Who runs others comes before who runs a part. */
const rankOf = (name: string): number =>
  /\badmin(istrator)?$/.test(name) ? 0 : /^(owner|manager|director|organi[sz]er|coordinator)$/.test(name) ? 1 : 2;
/** Of whom a place has many, each with things of their own. */
const MANY =
  /^(employer|host|landlord|seller|merchant|vendor|leader|planner|custodian|controller|creator|artist|author|freelancer|recruiter|agent|employee)$/;
/** Who works there, and does not come by themselves. */
const STAFF =
  /\b(sales (person|people)|staff|employee|worker|agent|storekeeper|technician|driver|nurse|doctor|dentist|teacher|trainer|instructor|coach|mechanic|editor|reporter|engineer|inspector|cashier|waiter|waitress|cook|chef|accountant|officer|courier|cleaner|caretaker|developer|reviewer|personnel|operator|consultant|lawyer)$/;

function joinsOf({ name, isMany }: RoleDraft, all: readonly RoleDraft[]): Role['joins'] {
  if (isMany && MANY.test(name) && !/^(agent|employee)$/.test(name)) return 'open';
  if (GUESTS.test(name)) return 'open';
  return STAFF.test(name) || all.some((other) => GUESTS.test(other.name)) ? 'invited' : 'open';
}

const roleOf = (name: string, joins: Role['joins']): Role => ({
  name: sentenceCase(name),
  plural: sentenceCase(plural(name)),
  slug: kebab(name),
  joins,
  fields: [],
});
