import type { SurveyRule } from '../design.types.js';
import { nameOf } from '../nouns.js';
import { actorsOf, refusal } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRecord, ofRule } from './pointers.js';
import { recordsOf } from './things.js';
import { built } from './verdicts.js';

const CHECKED = /^(validate|verify|check)$/;
const INPUT = /\b(form|form data|input|input data|submission|entered data)$/;
const PARTS = /^((input )?fields?|structure|content|elements?|items?|layout of fields)$/;
const LOOK = /^(effect|appearance|look|result)$/;

/** What a form does: its fields are made, what is written there is checked, and looked at as it will be. */
export function ofForm({ verb, object, said }: Ask, scope: Scope): Verdict | undefined {
  const rule = scope.design.rules.find((one): one is SurveyRule & { typed: object } => one.kit === 'survey' && one.typed !== undefined);
  if (!rule) return undefined;
  const name = object ? nameOf(object).toLowerCase() : '';
  const shown = (): Verdict => built(...ofRule(scope.design, rule));
  const tables = object ? recordsOf(object, scope).map(({ table }) => table) : [];
  const isOfForm = object !== undefined && [object.possessor, ...object.complements.map(({ phrase }) => phrase)].some(
    (phrase) => phrase && recordsOf(phrase, scope).some(({ table }) => table === rule.survey),
  );
  if (CHECKED.test(verb ?? '') && (tables.includes(rule.response) || INPUT.test(name))) return shown();
  if (/^(form |form data |data |input )*validation$/.test(name) && /^(have|include|support|provide)?$/.test(verb ?? '')) return shown();
  if (verb === 'preview' && (tables.includes(rule.survey) || (LOOK.test(name) && isOfForm))) return shown();
  if (/^(submit|send)$/.test(verb ?? '') && (tables.includes(rule.response) || (name === '' && said.clause.objects.length === 0)))
    return refusal(rule.by, actorsOf(said.clause, scope), scope) ?? shown();
  // "The form should support input fields such as text and dates", "customize the structure of the form".
  const isMade = /^(customi[sz]e|configure|set|define|design|construct)$/.test(verb ?? '');
  const field = scope.design.records.find(({ table }) => table === rule.question);
  if (field && ((isMade && ((PARTS.test(name) && isOfForm) || tables.includes(rule.question))) || (verb === 'design' && tables.includes(rule.survey)))) {
    const who = actorsOf(said.clause, scope);
    return refusal(field.access.create, who, scope) ?? built(...ofRule(scope.design, rule), ...ofRecord(scope.design, field));
  }
  return undefined;
}
