import { nameOf } from '../nouns.js';
import type { Audience } from '../design.types.js';
import { actorsOf } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofRecord, ofRule } from './pointers.js';
import { aboutOf, recordsOf } from './things.js';
import { built, missing } from './verdicts.js';

const NOBODY = /^(nobody|no one|none|nothing)$/;

/** What must not happen: periods that overlap, orders of more than there is, acts of those who may not. */
export function forbidden(ask: Ask, scope: Scope): Verdict | undefined {
  const { verb, object, said } = ask;
  const { clause } = said;
  const { design } = scope;
  const { text } = said.sentence;
  if (
    /\b(overlap|double[- ]book\w*|booked twice|at the same time)\b/i.test(text) &&
    (clause.isNegative || /\b(no|not|never|nobody|prevent\w*|avoid\w*|without)\b/i.test(said.sentence.text))
  ) {
    const rule = design.rules.find(({ kit }) => kit === 'booking');
    return rule
      ? built(...ofRule(design, rule))
      : missing('Nothing that is written books periods; say what is booked, and from when until when');
  }
  const held = heldBack(ask, scope);
  if (held) return held;
  const cart = design.rules.find((one) => one.kit === 'cart');
  if (cart?.kit === 'cart' && cart.stock) {
    if (/\b(more than (there (is|are)|is (left|there|in stock)|in stock)|out[- ]of[- ]stock)\b/i.test(text))
      return built(...ofRule(design, cart));
    if (
      /\b(stock|inventory|quantity)\b/i.test(text) &&
      verb &&
      /^(go down|go|reduce|decrease|deduct|fall|drop|sink|shrink|lower|update)$/.test(verb) &&
      (clause.objects.length === 0 || /\b(stock|inventory|quantity)\b/.test(object?.name ?? ''))
    )
      return built(...ofRule(design, cart));
  }
  const isNobody = clause.subjects.some((phrase) => NOBODY.test(nameOf(phrase) || phrase.head));
  if (!clause.isNegative && !isNobody) return undefined;
  return withheld(ask, isNobody, scope) ?? missing('Nothing that is written keeps this from happening; say who may do what instead');
}

/** "A damaged boat cannot be reserved": the rule that refuses it. */
function heldBack({ said: { clause } }: Ask, { design, draft }: Scope): Verdict | undefined {
  const names = draft.account.outcomesOf(clause).flatMap((one) => (one.kind === 'rule' ? [one.name] : []));
  const rule = design.rules.find((one) => (one.kit === 'booking' || one.kit === 'loan') && one.except && names.includes(one.name));
  return rule && (clause.isNegative || clause.kind === 'relative') ? built(...ofRule(design, rule)) : undefined;
}

/** "Guests cannot delete posts": those who may are others. */
function withheld({ verb, object, said }: Ask, isNobody: boolean, scope: Scope): Verdict | undefined {
  const who = actorsOf(said.clause, scope);
  const records = object ? recordsOf(object, scope) : [];
  const record = records[0] ?? aboutOf({ said, from: 0 }, scope)[0];
  if (!record || !verb || scope.design.roles.length === 0) return undefined;
  const audience: Audience | undefined = /^(view|see|read|browse|access|know)$/.test(verb)
    ? record.access.read
    : /^(edit|change|update|modify|correct)$/.test(verb)
      ? record.access.change
      : /^(delete|remove)$/.test(verb)
        ? record.access.remove
        : /^(add|create|write|post|publish|submit|make)$/.test(verb)
          ? record.access.create
          : undefined;
  if (audience === undefined) return undefined;
  const first = scope.design.roles[0]!.slug;
  const allowed = typeof audience === 'string' ? undefined : 'roles' in audience ? audience.roles : audience.own;
  const isWithheld = isNobody
    ? allowed !== undefined && allowed.every((slug) => slug === first)
    : allowed === undefined
      ? audience === 'signed-in' && (who.slugs ?? []).includes('')
      : (who.slugs ?? []).every((slug) => slug !== first && !allowed.includes(slug)) ||
        (typeof audience === 'object' && 'own' in audience && /\b(others?|else|another)\b/i.test(said.sentence.text));
  return isWithheld ? built(...ofRecord(scope.design, record)) : undefined;
}
