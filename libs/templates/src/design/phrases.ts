import type { Clause, Sentence } from '../reading/reading.types.js';
import { beyondTemplates } from './beyond.js';
import { isApplication } from './nouns.js';
import { PLAIN } from './verbs.js';
import { parts, sentenceCase } from '../knowledge/words.js';
import type { Design, Phrase, PhraseEvidence, Rule } from './design.types.js';
import type { Account, Draft, Outcome } from './draft.js';

const OURS = /\b(typescript|node(\.?js)?|sqlite|html5?|css3?|server[- ]rendered|docker|openapi|rest(ful)?)\b/i;
const KEPT_QUALITIES =
  /\b(responsive|mobile|phone|accessib\w+|keyboard|fast|simple|clean|easy|intuitive|user-friendly|friendly|secure|security|different (devices|screen sizes)|screen sizes|devices|adapt\w*|navigation|clear|consistent|stable|reliab\w+)\b/i;
const GUESSED = new Set(['about', 'faq', 'pricing', 'services', 'terms']);
const COMING = new Set([
  'log in',
  'log',
  'login',
  'sign in',
  'sign up',
  'sign',
  'register',
  'log out',
  'sign out',
  'access',
  'browse',
  'navigate',
  'visit',
  'search',
  'filter',
  'sort',
]);
const NEEDS_MODEL = 'No template does this; an engine with a model can be asked for it';

/** Says of every part of a description what became of it; the parts cover it, in order, without overlap. */
export function phrasesOf(draft: Draft, design: Design): Phrase[] {
  const { text, sentences } = draft.reading;
  const pieces = sentences.flatMap((sentence) => partsOf(sentence).map((part) => ({ sentence, ...part })));
  const phrases: Phrase[] = [];
  let at = 0;
  pieces.forEach(({ sentence, clauses }, i) => {
    const to = i + 1 < pieces.length ? Math.max(pieces[i + 1]!.from, at) : text.length;
    if (to <= at) return;
    phrases.push({ from: at, to, text: text.slice(at, to), ...outcomeOf(sentence, clauses, to, draft.account, design) });
    at = to;
  });
  if (at < text.length)
    phrases.push({ from: at, to: text.length, text: text.slice(at), outcome: 'IGNORED', reason: 'Nothing to read', evidence: [] });
  return phrases;
}

/** A sentence cut where its clauses begin. */
function partsOf(sentence: Sentence): { from: number; clauses: Clause[] }[] {
  if (sentence.topic !== 'build' || sentence.clauses.length === 0) return [{ from: sentence.from, clauses: sentence.clauses }];
  const found: { from: number; clauses: Clause[] }[] = [];
  for (const clause of [...sentence.clauses].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && clause.from <= last.from) last.clauses.push(clause);
    // "Create and manage orders": the first verb has its object from the second.
    else if (last && last.clauses.every(isBare)) last.clauses.push(clause);
    // "Coordinators see which plots are free" is one wish.
    else if (last && (clause.kind === 'question' || isNeed(clause))) last.clauses.push(clause);
    else found.push({ from: last ? clause.from : sentence.from, clauses: [clause] });
  }
  return found;
}

/** "Users log in", "visitors browse the site": what they come to is there, whatever else is. */
const isComing = ({ verb, objects, complements }: Clause): boolean =>
  verb === undefined ||
  (COMING.has(verb) &&
    (/^(log|sign|register)/.test(verb) ||
      [...objects, ...complements.filter(({ preposition }) => preposition === 'for').map(({ phrase }) => phrase)].every(
        (phrase) => isApplication(phrase) || /\b(content|information|details?|data)$/.test(phrase.name),
      )));

/** "… find what they need": no wish of its own. */
const isNeed = ({ kind, verb, subjects }: Clause): boolean =>
  kind === 'relative' && subjects.some(({ isPronoun }) => isPronoun) && /^(need|want|like|prefer|require|be interested)$/.test(verb ?? '');
const isBare = ({ verb, objects, complements, results }: Clause): boolean =>
  verb !== undefined && PLAIN.has(verb) && objects.length + complements.length + results.length === 0;

function outcomeOf(
  sentence: Sentence,
  clauses: readonly Clause[],
  to: number,
  account: Account,
  design: Design,
): Pick<Phrase, 'outcome' | 'reason' | 'evidence'> {
  const ignored = (reason: string): Pick<Phrase, 'outcome' | 'reason' | 'evidence'> => ({ outcome: 'IGNORED', reason, evidence: [] });
  switch (sentence.topic) {
    case 'style':
      return design.style.background || design.style.component || account.outcomesOf(sentence).length > 0
        ? { outcome: 'BUILT', evidence: [{ kind: 'STYLE', target: '/design/style', label: 'Colours and style' }] }
        : {
            outcome: 'ASSUMED',
            reason: `Read as a wish for its looks; the style is "${design.style.mood}"`,
            evidence: [{ kind: 'STYLE', target: '/design/style', label: 'Style' }],
          };
    case 'technology':
      return OURS.test(sentence.text)
        ? { outcome: 'BUILT', evidence: [{ kind: 'PAGE', target: '/technologies', label: 'TypeScript, Node and SQLite' }] }
        : { outcome: 'NOT_BUILT', reason: 'What is written is TypeScript for Node with SQLite, whatever else is named', evidence: [] };
    case 'quality':
      return KEPT_QUALITIES.test(sentence.text)
        ? { outcome: 'BUILT', evidence: [{ kind: 'STYLE', target: '/design/style', label: 'Every page: phones, keyboard, contrast' }] }
        : ignored('Read as a quality, which no single part of the project shows');
    case 'talk':
      return ignored('Read as talk around the wish');
    default:
  }
  const outcomes = clauses.flatMap((clause) => account.outcomesOf(clause));
  const evidence = [...new Map(outcomes.flatMap((one) => evidenceOf(one, design)).map((one) => [one.target + one.kind, one])).values()];
  const refusal = clauses.map((clause) => account.refusalOf(clause)).find(Boolean);
  const words = sentence.text.slice(Math.max(0, (clauses[0]?.from ?? sentence.from) - sentence.from), Math.max(0, to - sentence.from));
  const beyond = beyondTemplates(words);
  // A question with an answer, and an act that is no plain keeping, need more than that the thing is kept.
  const isNamedAlone = outcomes.length > 0 && outcomes.every(({ kind }) => kind === 'mention' || kind === 'role');
  if (isNamedAlone && evidence.some(({ kind }) => kind === 'ENTITY')) {
    if (clauses.some(({ kind, results }) => kind === 'question' && results.length > 0))
      return { outcome: 'NOT_BUILT', reason: 'Nothing that is kept says so by itself: give it a status, or a flag', evidence: [] };
    const act = clauses.find(({ verb }) => verb !== undefined && !PLAIN.has(verb))?.verb;
    const why =
      refusal ??
      beyond ??
      (act && `Things are kept, but nothing that is written does “${act}”; an engine with a model can be asked for it`);
    if (why) return { outcome: 'NOT_BUILT', reason: why, evidence: [] };
  }
  // That somebody has an account says nothing of what they do with it.
  const isRoleAlone = evidence.length > 0 && evidence.every(({ kind }) => kind === 'ROLE') && !clauses.some(isComing);
  if (evidence.length > 0 && !isRoleAlone) {
    const guessed = evidence.every(
      ({ kind, target }) => kind === 'PAGE' && GUESSED.has(design.pages[Number(target.split('/').at(-1))]?.kind ?? ''),
    );
    return {
      outcome: guessed ? 'ASSUMED' : 'BUILT',
      ...(guessed ? { reason: 'Its texts are assumed; write your own' } : refusal ? { reason: refusal } : {}),
      evidence,
    };
  }
  if (refusal) return { outcome: 'NOT_BUILT', reason: refusal, evidence: [] };
  // "… use the form to": what follows is the wish.
  if (isRoleAlone && !beyond && clauses.every(({ verb }) => /^(use|interact|want|need|come|be able)$/.test(verb ?? '')))
    return ignored('Read as what leads to the wish');
  const context = clauses.map((clause) => account.contextOf(clause)).find(Boolean);
  if (context) return ignored(context);
  if (beyond) return { outcome: 'NOT_BUILT', reason: beyond, evidence: [] };
  const isWrapper = clauses.every(
    ({ verb, objects, kind }) =>
      (!verb && objects.length === 0) || (kind === 'main' && objects.length === 0 && sentence.clauses.length > 1),
  );
  return isWrapper ? ignored('Read as what leads to the wish') : { outcome: 'NOT_BUILT', reason: NEEDS_MODEL, evidence: [] };
}

function evidenceOf(outcome: Outcome, design: Design): PhraseEvidence[] {
  const recordAt = (name: string): number => design.records.findIndex((record) => record.name.toLowerCase() === name.toLowerCase());
  switch (outcome.kind) {
    case 'mention':
    case 'record': {
      const i = recordAt(outcome.name);
      return i < 0 ? [] : [{ kind: 'ENTITY', target: `/entities/${i}`, label: design.records[i]!.name }, testOf(design, i)];
    }
    case 'field':
    case 'relation': {
      const i = recordAt(outcome.record);
      if (i < 0) return [];
      const record = design.records[i]!;
      const j = record.fields.findIndex(({ name }) =>
        outcome.kind === 'field' ? name === outcome.field : name === `${outcome.to.replaceAll(' ', '_')}_id`,
      );
      if (j < 0) return [];
      return [
        {
          kind: outcome.kind === 'field' ? 'FIELD' : 'RELATION',
          target: `/entities/${i}/fields/${j}`,
          label: `${record.fields[j]!.label} of ${record.name.toLowerCase()}`,
        },
        testOf(design, i),
      ];
    }
    case 'role': {
      const i = design.roles.findIndex(({ name }) => name.toLowerCase() === outcome.name.toLowerCase());
      return i < 0 ? [] : [{ kind: 'ROLE', target: `/design/roles/${i}`, label: design.roles[i]!.name }];
    }
    case 'rule': {
      const i = design.rules.findIndex(({ name }) => name === outcome.name);
      if (i < 0) return [];
      const rule = design.rules[i]!;
      const record = 'record' in rule && rule.record ? design.records.findIndex(({ table }) => table === rule.record) : -1;
      return [
        { kind: 'RULE', target: `/design/rules/${i}`, label: labelOf(rule, design) },
        ...(record < 0 ? [] : [testOf(design, record)]),
      ];
    }
    case 'page': {
      const i = design.pages.findIndex(({ path }) => path === outcome.path);
      return i < 0 ? [] : [{ kind: 'PAGE', target: `/design/pages/${i}`, label: design.pages[i]!.title }];
    }
    case 'style':
      return [{ kind: 'STYLE', target: '/design/style', label: outcome.label }];
    case 'always':
      return [{ kind: 'PAGE', target: '/design/pages/0', label: outcome.label }];
  }
}

/** A rule in words that its people use. */
function labelOf(rule: Rule, { records }: Design): string {
  const record = 'record' in rule ? records.find(({ table }) => table === rule.record) : undefined;
  switch (rule.kit) {
    case 'view':
    case 'report':
    case 'calculator':
      return rule.title;
    case 'lifecycle':
      return `Steps of ${record?.plural.toLowerCase() ?? rule.record}`;
    case 'tracking':
      return `${record?.plural ?? rule.record} over time`;
    default:
      return sentenceCase(parts(rule.name).join(' '));
  }
}

const testOf = (design: Design, record: number): PhraseEvidence => ({
  kind: 'TEST',
  target: `test/${design.records[record]!.file}.test.ts`,
  label: `Tests of ${design.records[record]!.plural.toLowerCase()}`,
});
