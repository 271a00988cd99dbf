import { singular } from '../../knowledge/words.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { withoutWrapping } from '../features.js';
import { fieldOf } from '../field-of.js';
import { nameOf, recordNamesOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { mainOf, referenceTo } from './parts.js';

/** "Categorization", "note classification", "photo tagging". */
const NOUN = /^(?:(.+) )?(categori[sz]ation|classification|categori[sz]ing|tagging|tags?)$/;
const VERB = /^(categori[sz]e|classify|tag)$/;
/** Attributes that tell things apart already. */
export const CATEGORY = /^(category|kind|type|genre|group|class|topic)(_id)?$/;
const TAGS = /^(tags?|labels?)$/;

/** "Search and categorization", "users tag their notes": things have a category that is chosen, or tags. */
export function addCategories(plan: Plan): void {
  if (plan.draft.shape !== 'app') return;
  for (const said of clausesToBuild(plan.draft.reading)) {
    const { clause } = said;
    if (clause.isNegative) continue;
    for (const phrase of clause.verb ? clause.objects : [...clause.objects, ...clause.subjects]) {
      const noun = NOUN.exec(withoutWrapping(singular(nameOf(phrase).toLowerCase())));
      const isVerb = VERB.test(clause.verb ?? '');
      if (!noun && !isVerb) continue;
      const of = isVerb ? named(plan, phrase) : noun![1] ? plan.find(noun![1]) : spokenOf(plan, said);
      if (of) sort(plan, of, said, /^tag/.test(isVerb ? clause.verb! : noun![2]!));
    }
  }
}

const named = (plan: Plan, phrase: NounPhrase): DesignRecord | undefined => recordNamesOf(phrase).flatMap((one) => plan.find(one) ?? [])[0];

/** What the clauses before speak of, else what the project is about. */
function spokenOf(plan: Plan, { sentence, clause }: Said): DesignRecord | undefined {
  const before = sentence.clauses.filter(({ from }) => from < clause.from).reverse();
  const found = before.flatMap(({ objects }) => objects.flatMap((phrase) => named(plan, phrase) ?? []))[0];
  return found ?? mainOf(plan, true);
}

function sort(plan: Plan, of: DesignRecord, said: Said, isTags: boolean): void {
  // A category has none itself, and what ties two is told apart by these.
  if (/^(category|tag)$/.test(of.table) || plan.rules.some((rule) => 'record' in rule && rule.record === of.table && 'of' in rule)) return;
  const known = of.fields.find(({ name }) => (isTags ? TAGS : CATEGORY).test(name));
  const field =
    known ?? plan.field(of, isTags ? { ...fieldOf('tags'), origin: 'stated' } : { ...referenceTo(categories(plan)), required: false });
  plan.draft.account.built(said.clause, { kind: 'field', record: of.name.toLowerCase(), field: field.name });
}

/** Whoever runs the project says which there are. */
function categories(plan: Plan): DesignRecord {
  const [first] = plan.people.roles;
  const own = first ? { roles: [first.slug] } : ('everyone' as const);
  return plan.ensure('category', () => ({
    fields: [{ ...fieldOf('name', { required: true, origin: 'assumed' }) }, { ...fieldOf('description', { origin: 'assumed' }) }],
    title: 'name',
    access: { read: 'everyone', create: own, change: own, remove: own },
    view: 'table',
    createLabel: 'Add category',
  }));
}
