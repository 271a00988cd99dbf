import type { Correction, CorrectionChange, CorrectionFault } from '@millwright/domain';
import type { Design } from '../../design/design.types.js';
import { inOrder } from '../../design/in-order.js';
import { contributionsOf } from '../../kits/registry.js';
import { planOf } from '../../writing/plan.js';
import { Bench, Refused } from './bench.js';
import { addChoice, dropChoice, renameChoice } from './choices.js';
import { addField, addRelation, dropField, moveField, renameField, setKind, setRequired } from './fields.js';
import { setLook } from './look.js';
import { addBookingRule, addCommentRule, addFavouriteRule, addLifecycle, addReviewRule, addView } from './new-rules.js';
import { addRecord, dropRecord, renameRecord, setAccess, setTitle, setView, viewsFor } from './records.js';
import { addRole, dropRole, renameRole, setJoins } from './roles.js';
import { addStep, dropRule, dropStep } from './rules.js';
import { takeOutRule } from './taking-out.js';

type Operations = { [K in Correction['do']]: (bench: Bench, correction: Extract<Correction, { do: K }>) => void };

/** How each kind of correction is followed: a new one is a line here, one in its types and one in its schema. */
const OPERATIONS: Operations = {
  'add-record': addRecord,
  'rename-record': renameRecord,
  'drop-record': dropRecord,
  'set-title': setTitle,
  'set-view': setView,
  'set-access': setAccess,
  'add-field': addField,
  'rename-field': renameField,
  'set-kind': setKind,
  'set-required': setRequired,
  'drop-field': dropField,
  'move-field': moveField,
  'add-choice': addChoice,
  'rename-choice': renameChoice,
  'drop-choice': dropChoice,
  'add-relation': addRelation,
  'add-role': addRole,
  'rename-role': renameRole,
  'set-joins': setJoins,
  'drop-role': dropRole,
  'drop-rule': dropRule,
  'add-lifecycle': addLifecycle,
  'add-step': addStep,
  'drop-step': dropStep,
  'add-booking': addBookingRule,
  'add-review': addReviewRule,
  'add-comments': addCommentRule,
  'add-favourites': addFavouriteRule,
  'add-view': addView,
  'set-look': setLook,
};

export interface CorrectedDesign {
  design: Design;
  changes: CorrectionChange[];
  faults: CorrectionFault[];
}

/**
 * A design as a person corrects it, one correction after the other. One that cannot be followed changes nothing and is
 * told with its place; all of them at once. The design that is given stays as it is.
 */
export function applyCorrections(design: Design, corrections: readonly Correction[]): CorrectedDesign {
  const corrected: CorrectedDesign = { design: structuredClone(design), changes: [], faults: [] };
  const renamed = new Map<string, string>();
  for (const [i, said] of corrections.entries()) {
    const correction = asCalledNow(said, renamed);
    const bench = new Bench(structuredClone(corrected.design));
    const idle = idleRules(bench);
    try {
      (OPERATIONS[correction.do] as (bench: Bench, correction: Correction) => void)(bench, correction);
      settle(bench, idle);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      corrected.faults.push({ correction: i, place: error.place, message: error.message, remedy: error.remedy });
      continue;
    }
    for (const [before, now] of bench.renamed) renamed.set(before, now);
    corrected.design = bench.design;
    corrected.changes.push(...bench.sentences.map((text) => ({ correction: i, text })));
  }
  return corrected;
}

/** A correction that names things as they were called before the corrections ahead of it: who types is faster than the answer. */
function asCalledNow(correction: Correction, renamed: ReadonlyMap<string, string>): Correction {
  const parts: Record<string, unknown> = { ...correction };
  const now = (kind: string, name: unknown): unknown => {
    let called = String(name);
    for (let n = 0; n <= renamed.size && renamed.has(`${kind} ${called}`); n++) called = renamed.get(`${kind} ${called}`)!;
    return called;
  };
  for (const kind of ['record', 'role', 'rule']) if (parts[kind] !== undefined) parts[kind] = now(kind, parts[kind]);
  if (parts.field !== undefined) {
    const at = `${String(parts.record)}.`;
    let called = String(parts.field);
    for (let n = 0; n <= renamed.size && renamed.has(`field ${at}${called}`); n++) called = renamed.get(`field ${at}${called}`)!;
    parts.field = called;
  }
  return parts as unknown as Correction;
}

/** What has to hold after any correction: parents before children, lists that can be shown, rules that do something. */
function settle(bench: Bench, idleBefore: readonly string[]): void {
  const { design } = bench;
  design.records = inOrder(design.records);
  for (const record of design.records)
    if ((record.view === 'board' || record.view === 'calendar') && !viewsFor(record).includes(record.view)) {
      record.view = 'table';
      bench.say(`The list of ${record.plural.toLowerCase()} opens as a table.`);
    }
  const known = idleBefore.map((name) => bench.renamed.get(`rule ${name}`) ?? name);
  for (const name of idleRules(bench)) if (!known.includes(name)) takeOutRule(bench, bench.rule(name), false);
}

/** Names of the rules that find nothing to do. */
const idleRules = ({ design }: Bench): string[] =>
  design.rules.filter((rule) => !doesSomething({ ...design, rules: [rule] })).map(({ name }) => name);

/** Kits that find what they need by its kind add nothing where it is not there. */
function doesSomething(design: Design): boolean {
  const [rule] = design.rules;
  if (!rule || !['poll', 'quiz', 'cart', 'message'].includes(rule.kit)) return true;
  const kits = contributionsOf(planOf(design));
  return (
    kits.files().length > 0 ||
    kits.tables().length > 0 ||
    kits.routeFunctions().length > 0 ||
    design.records.some(({ table }) => kits.service(table).length > 0)
  );
}
