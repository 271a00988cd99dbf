import { slugOf } from '@millwright/domain';
import type { Action, DomainModel, Entity, Field } from '../domain-model.js';
import { fieldOf, measureOf, usualFields } from './fields.js';
import { ATTRIBUTE_WORDS, CREATING, GENERIC, PEOPLE, PLAIN, STATUS_OF } from './lexicon.js';
import { readSentences, type Chunk } from './read-sentences.js';
import { styleOf } from './style.js';
import { camel, capital, kebab, pascal, plural, sentenceCase, singular, snake, titleCase } from './words.js';

const MOST_ENTITIES = 12;
const MOST_FIELDS = 14;
// Tables and files that every project has.
const RESERVED = new Set(['schema migration', 'user account', 'user session', 'entity', 'entity spec', 'openapi', 'support', 'crud']);
/** Addresses that a project has beside those of its records. */
export const OWN_PATHS = new Set(['sign-in', 'sign-up', 'sign-out', 'session', 'healthz', 'thanks', 'api']);
const CODE_WORDS = new Set([
  'class',
  'new',
  'function',
  'default',
  'import',
  'export',
  'case',
  'package',
  'interface',
  'return',
  'delete',
  'public',
  'private',
  'static',
  'switch',
  'package',
  'let',
  'in',
  'with',
  'null',
  'true',
  'false',
  'void',
  'input',
  'services',
  'database',
  'router',
  'json',
  'page',
  'layout',
  'html',
  'server',
  'seed',
  'config',
  'styles',
  'account',
  'accounts',
  'enum',
  'super',
  'this',
  'throw',
  'try',
  'typeof',
  'var',
  'while',
  'yield',
  'await',
  'break',
  'catch',
  'const',
  'continue',
  'debugger',
  'do',
  'else',
  'extends',
  'finally',
  'for',
  'if',
  'instanceof',
  'implements',
  'protected',
  'arguments',
  'eval',
  'constructor',
]);

interface Draft {
  words: string;
  mentions: number;
  fields: Map<string, Field>;
  parents: Map<string, boolean>;
  actions: Map<string, Action>;
  createVerb?: string;
  isPerson: boolean;
  /** Whether a sentence says what is done with it, or what it has; else it was only named. */
  isActedOn: boolean;
  order: number;
}

/** Nothing in a description names anything that could be kept. */
export class NothingFound extends Error {}

/**
 * Reads a description into a domain model: nouns that are acted on or have attributes become entities, people
 * who act become roles, "X verb Y with Z" becomes relations and an action. Rules, no model: the same text gives the same answer.
 *
 * @throws NothingFound
 */
export function analyse(projectName: string, description: string): DomainModel {
  const { sentences, chunks } = readSentences(withoutMarkup(description));
  const drafts = new Map<string, Draft>();
  const actors: string[] = [];
  for (const sentence of chunks) readChunks(sentence, drafts, actors);
  const kind = kindOf(description);
  let chosen = choose(drafts);
  if (kind === 'site') chosen = chosen.filter((draft) => draft.isActedOn && !draft.isPerson).slice(0, 0);
  if (chosen.length === 0) {
    const fallback = kind === 'site' ? 'enquiry' : fallbackNoun(chunks, projectName);
    if (!fallback) throw new NothingFound();
    chosen = [draftOf(fallback, drafts)];
    if (kind === 'site')
      for (const field of [
        fieldOf('name', { required: true }),
        fieldOf('email', { required: true }),
        fieldOf('message', { required: true }),
      ])
        chosen[0]!.fields.set(field.name, field);
  }
  const names = new Set(chosen.map((draft) => draft.words));
  const entities = chosen.map((draft) => entityOf(draft, names));
  return {
    projectName,
    slug: slugOf(projectName),
    kind,
    summary: summaryOf(sentences, projectName),
    sentences,
    entities: inOrder(entities),
    // A landing page has one person who reads what visitors send.
    actors: kind === 'site' ? ['Owner'] : [...new Set(actors)].slice(0, 6).map((actor) => titleCase(actor)),
    style: styleOf(description),
  };
}

function kindOf(description: string): DomainModel['kind'] {
  if (/\b(landing page|one-?page (site|website)|marketing (page|site)|splash page|coming soon page)\b/i.test(description)) return 'site';
  if (
    /\b(no (web )?(pages|ui|interface|frontend|front-end)|without (any )?(web )?(pages|a ui|ui|an interface|a frontend|frontend|front-end)|api[- ]only|only an? (rest )?api|headless|backend only|just an? (rest )?api)\b/i.test(
      description,
    )
  )
    return 'api';
  return 'app';
}

function summaryOf(sentences: readonly string[], projectName: string): string {
  const first = (sentences[0] ?? projectName).replace(/\s+/g, ' ').trim();
  return first.length > 240 ? `${first.slice(0, 237)}…` : first;
}

/** A kind of record whose name the project's own tables and files have already gets a longer one. */
const apart = (words: string): string => (RESERVED.has(snake(words).replaceAll('_', ' ')) ? `${words} item` : words);

function draftOf(name: string, drafts: Map<string, Draft>): Draft {
  const words = apart(name);
  let draft = drafts.get(words);
  if (!draft) {
    draft = {
      words,
      mentions: 0,
      fields: new Map(),
      parents: new Map(),
      actions: new Map(),
      isPerson: isPerson(words),
      isActedOn: false,
      order: drafts.size,
    };
    drafts.set(words, draft);
  }
  return draft;
}

const lastWord = (words: string): string => words.split(' ').at(-1)!;
const isPerson = (words: string): boolean => PEOPLE.has(lastWord(words));
/** Whether a name, in any case, is one of people. */
export const isPersonName = (name: string): boolean => isPerson(name.toLowerCase());
const isGeneric = (words: string): boolean => GENERIC.has(lastWord(words)) || GENERIC.has(plural(lastWord(words)));
const isAttribute = (words: string): boolean => ATTRIBUTE_WORDS.has(lastWord(words));
const isEntityWord = (words: string): boolean =>
  !isGeneric(words) && !isAttribute(words) && /^[a-z][a-z0-9 -]*$/.test(words) && words.length > 1 && words.length <= 40;

function readChunks(chunks: readonly Chunk[], drafts: Map<string, Draft>, actors: string[]): void {
  let subjects: string[] = [];
  let lastObjects: string[] = [];
  for (let i = 0; i < chunks.length; i++) {
    const chunk = chunks[i]!;
    if (chunk.kind === 'noun') {
      if (isEntityWord(chunk.words)) {
        const draft = draftOf(chunk.words, drafts);
        draft.mentions++;
        // "with books, authors and loans", "shelters list animals": several of a kind, enumerated or acting.
        if (chunk.isPlural && (isListed(chunks, i) || chunks[i + 1]?.kind === 'verb')) draft.isActedOn = true;
      }
      if (chunk.isPossessed) i = readAttributes(chunks, i + 1, [chunk.words], drafts, 'lists');
      else if (chunks[i + 1]?.kind === 'open' && isEntityWord(chunk.words))
        i = readAttributes(chunks, i + 2, [chunk.words], drafts, 'lists');
      else if (prep(chunks[i + 1]) === 'with' && isEntityWord(chunk.words) && !followsVerb(chunks, i)) {
        // "tools with a name and a price", but not "patients book appointments with dentists".
        const next = chunks[i + 2];
        if (next?.kind === 'noun' && isAttribute(next.words)) i = readAttributes(chunks, i + 2, [chunk.words], drafts, 'lists');
      }
      const before = chunks[i - 1];
      if (before?.kind !== 'verb' && before?.kind !== 'preposition') {
        if (before?.kind === 'and' || before?.kind === 'comma') subjects = [...subjects, chunk.words];
        else subjects = [chunk.words];
      }
      // "the price of a tool", "name and date of each event".
      if (prep(chunks[i + 1]) === 'of' && isAttribute(chunk.words)) {
        const owner = chunks[i + 2];
        if (owner?.kind === 'noun' && isEntityWord(owner.words)) addField(draftOf(owner.words, drafts), fieldOf(chunk.words));
      }
      continue;
    }
    if (chunk.kind !== 'verb') {
      if (chunk.kind === 'stop') [subjects, lastObjects] = [[], []];
      continue;
    }
    const owners = subjects.filter(isEntityWord);
    if (chunk.isHave) {
      // "orders containing products": the noun just before is meant, not the clause's subject.
      const before = chunks[i - 1];
      const close = before?.kind === 'noun' && isEntityWord(before.words) && lastObjects.includes(before.words) ? [before.words] : [];
      const containing = /^(contain|include|consist)/.test(chunk.lemma);
      i = readAttributes(
        chunks,
        i + 1,
        close.length > 0 ? close : owners.length > 0 ? owners : lastObjects,
        drafts,
        containing ? 'contains' : 'has',
      );
      continue;
    }
    if (chunk.lemma === 'belong') {
      const owner = chunks[i + 2];
      if (owner?.kind === 'noun' && isEntityWord(owner.words)) {
        draftOf(owner.words, drafts).mentions++;
        for (const subject of owners) if (subject !== owner.words) relate(draftOf(subject, drafts), owner.words, true);
      }
      continue;
    }
    const { objects, partners, end } = readObjects(chunks, i + 1);
    const targets = objects.filter(isEntityWord);
    const people = subjects.filter(isPerson);
    const passive = prep(chunks[i + 1]) === 'by';
    if (people.length > 0 && !passive) actors.push(...people);
    if (passive) {
      // "courses taught by teachers".
      const agent = chunks[i + 2];
      const before = chunks[i - 1];
      const target = before?.kind === 'noun' && isEntityWord(before.words) ? before.words : owners.at(-1);
      if (agent?.kind === 'noun' && isEntityWord(agent.words)) {
        draftOf(agent.words, drafts).mentions++;
        if (target && target !== agent.words) relate(draftOf(target, drafts), agent.words, false);
      }
      if (agent?.kind === 'noun' && isPerson(agent.words)) actors.push(agent.words);
      continue;
    }
    const pronoun = chunks[i + 1]?.kind === 'pronoun';
    const acted = targets.length > 0 ? targets : pronoun || chunks[i + 1] === undefined || chunks[i + 1]?.kind === 'and' ? lastObjects : [];
    const others = partners.filter(isEntityWord);
    for (const other of others) draftOf(other, drafts).mentions++;
    if (chunk.lemma === 'assign' && targets.length > 0 && others.length > 0) {
      // "assign drivers to deliveries": each delivery has a driver.
      for (const other of others) {
        for (const target of targets) {
          // "assign bugs to developers" is the other way round: what is assigned belongs to the person.
          const [child, parent] = isPerson(other) && !isPerson(target) ? [target, other] : [other, target];
          if (child === parent) continue;
          act(draftOf(child, drafts), 'assign');
          relate(draftOf(child, drafts), parent, false);
        }
      }
      for (const target of targets) draftOf(target, drafts).mentions++;
    } else {
      for (const target of acted) act(draftOf(target, drafts), chunk.lemma);
      for (const target of targets) {
        draftOf(target, drafts).mentions++;
        for (const subject of owners)
          if (subject !== target && isPerson(subject) && makesOwner(chunk.lemma)) relate(draftOf(target, drafts), subject, false);
        for (const other of others) if (other !== target) relate(draftOf(target, drafts), other, true);
      }
      const record = RECORD_OF[chunk.lemma];
      if (targets.length === 0 && record && people.length > 0 && others.length > 0) {
        // "students enroll in courses": what ties the two is a record of its own.
        const tie = draftOf(record, drafts);
        act(tie, chunk.lemma);
        addField(tie, fieldOf('date'));
        for (const parent of [people[0]!, others[0]!]) if (parent !== record) relate(tie, parent, true);
        for (const parent of [people[0]!, others[0]!]) draftOf(parent, drafts).isActedOn = true;
      } else if (targets.length === 0) for (const other of others) draftOf(other, drafts).isActedOn = true;
    }
    if (targets.length + others.length > 0) lastObjects = targets.length > 0 ? targets : others;
    i = Math.max(i, end - 1);
  }
}

/** Whether a noun stands in an enumeration of plurals. */
function isListed(chunks: readonly Chunk[], i: number): boolean {
  const neighbour = (separator: Chunk | undefined, other: Chunk | undefined): boolean =>
    (separator?.kind === 'comma' || separator?.kind === 'and') && other?.kind === 'noun' && other.isPlural;
  return neighbour(chunks[i + 1], chunks[i + 2]) || neighbour(chunks[i - 1], chunks[i - 2]);
}

/** Tags, code and addresses are no part of a language; they are left out before it is read. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>\n]{0,300}>/g, ' ')
    .replace(/```[\s\S]*?```|`[^`\n]*`|\$\{[^}\n]*\}|\$\([^)\n]*\)/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ');
}

const prep = (chunk: Chunk | undefined): string | undefined => (chunk?.kind === 'preposition' ? chunk.word : undefined);
const followsVerb = (chunks: readonly Chunk[], i: number): boolean => chunks[i - 1]?.kind === 'verb';
const makesOwner = (lemma: string): boolean => CREATING.has(lemma) || lemma === 'own' || lemma === 'teach' || lemma === 'submit';

/** A link to a parent; one that must be there stays so. */
function relate(child: Draft, name: string, isRequired: boolean): void {
  const parent = apart(name);
  child.parents.set(parent, (child.parents.get(parent) ?? false) || isRequired);
}

/** Verbs without an object, and the record that they leave. */
const RECORD_OF: Readonly<Record<string, string>> = {
  enroll: 'enrollment',
  register: 'registration',
  subscribe: 'subscription',
  apply: 'application',
  participate: 'participation',
  vote: 'vote',
  check: 'check-in',
  volunteer: 'assignment',
  join: 'membership',
  bid: 'bid',
};

/** The nouns after a verb, and those that a preposition ties to them. */
function readObjects(chunks: readonly Chunk[], start: number): { objects: string[]; partners: string[]; end: number } {
  const objects: string[] = [];
  const partners: string[] = [];
  let i = start;
  let isPartner = false;
  for (; i < chunks.length; i++) {
    const chunk = chunks[i]!;
    if (chunk.kind === 'noun') {
      if (chunk.isPossessed || chunks[i + 1]?.kind === 'open') break;
      if (isPartner) partners.push(chunk.words);
      else objects.push(chunk.words);
    } else if (chunk.kind === 'preposition') {
      if (['by', 'as', 'like', 'before', 'after', 'during', 'until'].includes(chunk.word)) break;
      // "tools with a name": attributes of the object, not a partner.
      const next = chunks[i + 1];
      if (next?.kind === 'noun' && isAttribute(next.words)) break;
      isPartner = true;
    } else if (chunk.kind !== 'and' && chunk.kind !== 'comma') break;
    else if (chunks[i + 1]?.kind !== 'noun' || subjectFollows(chunks, i + 1)) break;
  }
  return { objects, partners, end: i };
}

/** "customers place orders and the admin ships them": a noun before a verb begins a new clause. */
const subjectFollows = (chunks: readonly Chunk[], i: number): boolean => chunks[i + 1]?.kind === 'verb';

/** Reads "a name, a price and a status (new, used)" for its owners. @returns the index to go on from. */
function readAttributes(
  chunks: readonly Chunk[],
  start: number,
  owners: readonly string[],
  drafts: Map<string, Draft>,
  how: 'has' | 'contains' | 'lists',
): number {
  let i = start;
  for (; i < chunks.length; i++) {
    const chunk = chunks[i]!;
    if (chunk.kind === 'noun') {
      if (chunk.isPossessed) return i - 1;
      if (i > start && chunks[i + 1]?.kind === 'verb' && !isAttribute(chunk.words)) return i - 1;
      let values: string[] | undefined;
      let next = i;
      if (chunks[i + 1]?.kind === 'open') {
        values = [];
        for (next = i + 2; next < chunks.length && chunks[next]?.kind !== 'close'; next++) {
          const value = chunks[next]!;
          if (value.kind === 'noun') values.push(value.words);
          else if (value.kind === 'verb') values.push(STATUS_OF[value.lemma] || value.lemma);
        }
      }
      for (const owner of owners) attach(owner, chunk, values, drafts, how);
      i = next;
    } else if (chunk.kind === 'preposition') {
      if (chunk.word === 'with' || chunk.word === 'for' || chunk.word === 'of') continue;
      return i - 1;
    } else if (chunk.kind !== 'comma' && chunk.kind !== 'and' && chunk.kind !== 'colon') {
      return chunk.kind === 'close' ? i : i - 1;
    }
  }
  return i;
}

function attach(
  owner: string,
  chunk: Extract<Chunk, { kind: 'noun' }>,
  values: string[] | undefined,
  drafts: Map<string, Draft>,
  how: 'has' | 'contains' | 'lists',
): void {
  if (!isEntityWord(owner)) return;
  const draft = draftOf(owner, drafts);
  draft.isActedOn = true;
  if (how !== 'lists' && chunk.isPlural && isEntityWord(chunk.words) && !values) {
    const child = draftOf(chunk.words, drafts);
    child.isActedOn = true;
    if (child.words === draft.words) return;
    if (how === 'has') relate(child, owner, true);
    else {
      // "an order contains products", and a product stands in many orders: a line of its own ties them.
      const line = draftOf(`${owner} item`, drafts);
      addField(line, fieldOf('quantity', { required: true }));
      relate(line, owner, true);
      relate(line, chunk.words, true);
    }
    return;
  }
  const known = drafts.get(chunk.words);
  if (isEntityWord(chunk.words) && chunk.words !== owner && (isPerson(chunk.words) || (known?.isActedOn ?? false))) {
    relate(draft, chunk.words, false);
    return;
  }
  if (isGeneric(chunk.words) && !isAttribute(chunk.words)) return;
  const measure = values && measureOf(chunk.words, values);
  if (measure) for (const field of measure) addField(draft, field);
  else addField(draft, fieldOf(chunk.words, values && values.length > 1 ? { values: [...new Set(values)] } : {}));
}

function addField(draft: Draft, field: Field): void {
  draft.isActedOn = true;
  if (
    !/^[a-z][a-z0-9_]{0,40}$/.test(field.name) ||
    ['id', 'created_at', 'updated_at'].includes(field.name) ||
    draft.fields.size >= MOST_FIELDS
  )
    return;
  if (!draft.fields.has(field.name) || field.values.length > 0) draft.fields.set(field.name, field);
}

function act(draft: Draft, verb: string): void {
  draft.isActedOn = true;
  if (CREATING.has(verb)) draft.createVerb ??= verb;
  const status = STATUS_OF[verb];
  if (status && !PLAIN.has(verb) && draft.actions.size < 6) draft.actions.set(verb, { name: kebab(verb), label: capital(verb), status });
}

/** Entities worth keeping: acted on or with attributes first, then named ones, in the order in which they came. */
function choose(drafts: ReadonlyMap<string, Draft>): Draft[] {
  const all = [...drafts.values()].filter((draft) => isEntityWord(draft.words));
  const acted = all.filter(
    (draft) => draft.isActedOn || [...drafts.values()].some((other) => other.isActedOn && other.parents.has(draft.words)),
  );
  const doing = all.filter(
    (draft) =>
      draft.isPerson &&
      !acted.includes(draft) &&
      draft.mentions > 0 &&
      !['user', 'admin', 'administrator', 'visitor', 'guest', 'anyone'].includes(lastWord(draft.words)),
  );
  const people = new Set(['user', 'admin', 'administrator', 'visitor', 'staff']);
  // Compounds of the same head ("tool library" beside "tool") are kept apart; plain roles are accounts, not records.
  const tables = new Set<string>();
  return (
    [...acted, ...doing]
      .filter((draft) => !(people.has(draft.words) && draft.fields.size === 0))
      .sort((a, b) => score(b) - score(a) || a.order - b.order)
      // "check-in" and "check in" are one.
      .filter(({ words }) => !tables.has(snake(words)) && tables.add(snake(words)))
      .slice(0, MOST_ENTITIES)
      .sort((a, b) => a.order - b.order)
  );
}

const score = (draft: Draft): number =>
  draft.fields.size * 2 + draft.parents.size + draft.actions.size + Math.min(4, draft.mentions) + (draft.isActedOn ? 3 : 0);

function fallbackNoun(chunks: readonly Chunk[][], projectName: string): string | undefined {
  const nouns = chunks.flat().filter((chunk) => chunk.kind === 'noun');
  const named =
    nouns.find((chunk) => isEntityWord(chunk.words)) ??
    nouns.find((chunk) => /[a-z]{3}/.test(chunk.words) && !['app', 'api'].includes(chunk.words));
  if (named && isEntityWord(named.words)) return named.words;
  const modifier = nouns.flatMap((chunk) => chunk.words.split(' ')).find((word) => word.length > 2 && isEntityWord(word));
  if (modifier) return singular(modifier);
  const own = projectName
    .toLowerCase()
    .match(/[a-z]{3,}/g)
    ?.find((word) => isEntityWord(word));
  return own ?? (nouns.length > 0 ? 'entry' : undefined);
}

function entityOf(draft: Draft, names: ReadonlySet<string>): Entity {
  const fields = new Map(draft.fields);
  const own = [...fields.values()];
  const usual = usualFields(draft.words, draft.isPerson);
  if (own.length === 0) for (const field of usual) fields.set(field.name, field);
  else if (!own.some((field) => ['text', 'date', 'datetime', 'enum'].includes(field.kind))) fields.set(usual[0]!.name, usual[0]!);
  const ordered = [...fields.values()].sort((a, b) => rank(a) - rank(b));
  const first =
    ordered.find((field) => field.kind === 'text') ?? ordered.find((field) => field.kind !== 'boolean' && field.kind !== 'enum');
  if (first && !ordered.some((field) => field.required && field.kind !== 'enum')) first.required = true;
  for (const parent of draft.parents.keys()) {
    if (!names.has(parent) || parent === draft.words) continue;
    const name = `${snake(parent)}_id`;
    for (const same of [snake(parent), name]) {
      const at = ordered.findIndex((field) => field.name === same);
      if (at >= 0) ordered.splice(at, 1);
    }
    ordered.push({
      name,
      label: sentenceCase(parent),
      kind: 'reference',
      required: draft.parents.get(parent) ?? false,
      values: [],
      references: tableOf(parent),
    });
  }
  const actions = [...draft.actions.values()];
  if (actions.length > 0) {
    const status = ordered.find((field) => field.name === 'status');
    const values = [...new Set([...(status?.values ?? ['new']), ...actions.map((action) => action.status)])];
    if (status) Object.assign(status, { kind: 'enum', values, required: true });
    else ordered.push({ name: 'status', label: 'Status', kind: 'enum', required: true, values });
  }
  const createVerb = draft.createVerb ?? 'add';
  return {
    name: titleCase(draft.words),
    plural: titleCase(plural(draft.words)),
    variable: variableOf(draft.words),
    className: pascal(draft.words),
    table: tableOf(draft.words),
    path: OWN_PATHS.has(kebab(plural(draft.words))) ? `${kebab(draft.words)}-records` : kebab(plural(draft.words)),
    file: kebab(draft.words),
    fields: ordered,
    actions,
    createLabel: `${capital(createVerb)} ${draft.words}`,
    isActor: draft.isPerson,
  };
}

/** Name of a table; SQLite keeps some for itself. */
export const tableOf = (words: string): string => snake(words).replace(/^sqlite_/, 'the_sqlite_');

/** Name of a variable; words of the language and names of every project's own code are left to those. */
export const variableOf = (words: string): string => (CODE_WORDS.has(camel(words)) ? `${camel(words)}Record` : camel(words));

/** Names and titles come first, long texts last. */
function rank(field: Field): number {
  if (field.name === 'name' || field.name === 'title') return 0;
  return field.kind === 'long-text' ? 2 : 1;
}

/** Parents before children where that is possible; a circle is broken where it was found. References to later tables are fine in SQLite. */
export function inOrder(entities: readonly Entity[]): Entity[] {
  const placed: Entity[] = [];
  const place = (entity: Entity, path: readonly Entity[]): void => {
    if (placed.includes(entity) || path.includes(entity)) return;
    for (const field of entity.fields) {
      const parent = entities.find((candidate) => candidate.table === field.references);
      if (!parent) continue;
      if (parent !== entity && !path.includes(parent)) place(parent, [...path, entity]);
      // Within a circle nothing could be made first, so that link is left open.
      if (path.includes(parent) || parent === entity) field.required = false;
    }
    if (!placed.includes(entity)) placed.push(entity);
  };
  for (const entity of entities) place(entity, []);
  return placed;
}
