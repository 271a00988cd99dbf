import type { Audience, DesignRecord } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { lastOf, nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { addSurvey, ANSWERING } from './surveys.js';

/** A form that people make or fill in; one for contact or registration has a page of its own. */
const FORM = /^((?!contact|registration|login|sign|order|booking|search|feedback|application|inquiry|enquiry|checkout|payment)[\w-]+ )?form$/;
const DESIGNED = /^(create|design|build|generate|manage|construct|develop|customi[sz]e|configure|edit|delete|save|preview)$/;
/** Names under which forms, or what was filled in, may be kept already. */
const KEPT = /^((dynamic|online|custom|web) )?form$/;

/** Forms are made of fields, and filled in; what was filled in is kept and counted. */
export function addForm(plan: Plan): void {
  if (plan.people.roles.length === 0 || plan.draft.shape === 'site') return;
  if (plan.rules.some(({ kit }) => kit === 'enquiry' || kit === 'survey') || plan.draft.wishes.some(({ kind }) => kind === 'contact')) return;
  const isOfForms = (verbs: (verb: string) => boolean): Said[] =>
    [...clausesToBuild(plan.draft.reading)].filter(
      ({ clause }) =>
        verbs(clause.verb ?? '') && !clause.isNegative && clause.objects.some(({ name }) => lastOf(name) === 'form' && FORM.test(name)),
    );
  const made = isOfForms((verb) => DESIGNED.test(verb));
  const filled = isOfForms((verb) => ANSWERING.has(verb));
  const said = filled[0] ?? made[0];
  if (!said) return;
  const by = filled.flatMap(({ clause }) => clause.subjects.map(nameOf));
  addSurvey(plan, formOf(plan, made), by, said, true);
}

function formOf(plan: Plan, made: readonly Said[]): DesignRecord {
  const first = plan.people.roles[0]!.slug;
  const makers = [
    ...new Set(made.flatMap(({ clause }) => clause.subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []))),
  ].filter((slug) => slug !== first);
  const by: Audience = { roles: makers.length > 0 ? makers : [first] };
  const known = plan.records.find(({ name }) => KEPT.test(name.toLowerCase()));
  if (known) {
    if (makers.length > 0 && !known.owner) Object.assign(known.access, { create: by, change: by, remove: by });
    return known;
  }
  const form = plan.ensure('form', () => ({
    fields: [fieldOf('title', { required: true, origin: 'assumed' }), fieldOf('introduction', { origin: 'assumed' })],
    title: 'title',
    access: { read: 'everyone', create: by, change: by, remove: by },
    view: 'cards',
    createLabel: 'Add form',
  }));
  for (const name of ['dynamic form', 'single form', 'online form', 'web form', 'custom form']) plan.draft.aliases.set(name, 'form');
  return form;
}
