import type { EnrolmentRule, Rule } from '../design.types.js';
import { MOVING_UP, ROOM, WAITING } from '../place-words.js';
import { isOtherGame, LEFT } from '../rules/games.js';
import { actorsOf, refusal } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { ofForm } from './forms.js';
import { ofField, ofRule } from './pointers.js';
import { recordsOf } from './things.js';
import { built, missing, wordsOf } from './verdicts.js';

/** Rules whose readers answer for the very words of a clause, and not for what stands near. */
const EXACT: ReadonlySet<Rule['kit']> = new Set(['survey', 'game', 'notice', 'view', 'message', 'lookup']);
/** A figure is answered for where it is asked for by how much it is. */
const HOW_MUCH = /\b(how (many|much)|total|average|mean|sums?|most|least|highest|lowest|rank\w*|top \w+|leaderboards?)\b/i;
/** What answers without being somebody. */
export const MODELS = /\b(AI|artificial intelligence|chat ?bot|large language model|LLM|GPT)\b/i;
const BOUND =
  /\b(zero|negative|positive|above|below|at least|at most|more than|less than|over|under|between|exceed\w*|minimum|maximum|\d+)\b/i;

/** What the reader of a rule found in the words of a clause: a game by its name, "how many were saved", "may not be negative". */
export function told(ask: Ask, scope: Scope): Verdict | undefined {
  const { said, object } = ask;
  const { clause } = said;
  const { design, draft } = scope;
  const words = draft.reading.text.slice(clause.from, clause.to);
  if (isOtherGame(object ? wordsOf(object) : ask.verb || design.kind !== 'game' ? '' : words)) return missing(LEFT);
  const answered = surveyed(ask, scope) ?? ofForm(ask, scope) ?? unread(ask, scope);
  if (answered) return answered;
  // "See where it stands": the question is what is seen.
  const asking = clause.kind === 'question' ? said.sentence.clauses[clause.parent ?? -1] : undefined;
  const hints = [...draft.account.outcomesOf(clause), ...(asking ? draft.account.outcomesOf(asking) : [])];
  if (clause.objects.length <= 1 || hints.some(({ kind }) => kind === 'rule'))
    for (const hint of hints) {
      const rule = hint.kind === 'rule' ? design.rules.find(({ name }) => name === hint.name) : undefined;
      // Whom one chats with is a person.
      const isWithModel = rule?.kit === 'message' && MODELS.test(words);
      const isExact =
        rule &&
        !isWithModel &&
        (EXACT.has(rule.kit)
          ? clause.objects.length <= 1 || rule.kit === 'game'
          : (rule.kit === 'report' && HOW_MUCH.test(words)) || (rule.kit === 'enrolment' && saysRoom(rule, words)));
      if (isExact) return built(...ofRule(design, rule));
    }
  return bounded(ask, scope, words);
}

/** "If it is not full", "there is a waiting list", "they move up when somebody cancels". */
const saysRoom = ({ capacity, waits }: EnrolmentRule, words: string): boolean =>
  capacity !== undefined && (waits ? WAITING.test(words) || ROOM.test(words) || MOVING_UP.test(words) : ROOM.test(words));

/** Who answers a survey, and what its points or answers decide. */
function surveyed({ verb, object, said }: Ask, scope: Scope): Verdict | undefined {
  const { design } = scope;
  for (const rule of design.rules) {
    if (rule.kit !== 'survey') continue;
    const isIt = object !== undefined && recordsOf(object, scope).some(({ table }) => table === rule.survey);
    const isAnswered = /^(fill|fill in|fill out|answer|complete|take|respond|submit)$/.test(verb ?? '') && isIt;
    // "… determines whether an adviser is needed": the question is the survey's.
    const deciding = said.clause.kind === 'question' ? said.sentence.clauses[said.clause.parent ?? -1]?.verb : verb;
    const isDecided =
      /^(determine|decide|recommend|suggest|score|evaluate|find)$/.test(deciding ?? '') && (rule.points ?? rule.leads) !== undefined;
    if (isAnswered) return refusal(rule.by, actorsOf(said.clause, scope), scope) ?? built(...ofRule(design, rule));
    const { leads } = rule;
    const isOfIt =
      !object || isIt || recordsOf(object, scope).length === 0 || recordsOf(object, scope).some(({ table }) => table === leads?.of);
    if (isDecided && isOfIt && verb !== 'find') return built(...ofRule(design, rule));
  }
  return undefined;
}

/** "Notifications of new messages": conversations say which are unread. */
function unread({ object, said }: Ask, { design, draft }: Scope): Verdict | undefined {
  const rule = design.rules.find(({ kit }) => kit === 'message');
  const words = draft.reading.text.slice(said.clause.from, said.clause.to);
  return rule &&
    object &&
    /^(unread|new )?(messages?|notifications?|alerts?)$/.test(object.name) &&
    /\b(unread|notif\w+|alerts?)\b.*\bmessages?\b/i.test(words)
    ? built(...ofRule(design, rule))
    : undefined;
}

function bounded({ said }: Ask, { design, draft }: Scope, words: string): Verdict | undefined {
  if (!BOUND.test(words)) return undefined;
  for (const hint of draft.account.outcomesOf(said.clause)) {
    if (hint.kind !== 'field') continue;
    const record = design.records.find(({ name }) => name.toLowerCase() === hint.record.toLowerCase());
    const field = record?.fields.find(({ name }) => name === hint.field);
    if (record && field && (field.min !== undefined || field.max !== undefined) && said.clause.isNegative)
      return built(...ofField(design, record, field));
  }
  return undefined;
}
