import { beyondTemplates } from './beyond.js';
import { classifyNoun, isPerson, thingOf } from './lexicon.js';
import { isGenericPerson } from '../knowledge/people.js';
import type { NounPhrase } from '../reading/reading.types.js';
import { clausesToBuild, type Draft, type RecordDraft, type Said } from './draft.js';
import { fieldOf } from './field-of.js';
import { isApplication, isSomebody, nameOf, recordNameOf } from './nouns.js';

/** What people do with figures that somebody keeps. */
const SEEN =
  /^(view|browse|see|check|query|provide|obtain|learn about|understand|search|search for|display|show|present|analy[sz]e|visuali[sz]e|compare|monitor|track|export|download|filter|access|retrieve)$/;
const KEPT = /^(manage|store|save|record|input|enter|collect|upload|add|edit|update|import|maintain|create|delete|submit|log)$/;
/** "Traffic data management", "collection of data". */
const NOUNS =
  /^(?:(.+) )?(?:data|information) (management|storage|collection|entry|input|recording|query|display|analysis|visualization|viewing|maintenance|statistics)$/;
const OF_NOUNS: Record<string, string> = {
  management: 'manage',
  storage: 'store',
  collection: 'collect',
  entry: 'enter',
  input: 'enter',
  recording: 'record',
  maintenance: 'maintain',
};
/** Words that say nothing of what the figures are of, or that they are somebody's own or a program's. */
const IDLE =
  /^(user|customer|personal|account|contact|company|login|payment|location|system|form|input|output|test|map|file|image|text|video|audio|json|csv|xml|excel|table|database|api|web|page|website|page content|course|configuration|security|session|cookie|cache|binary|message|detailed|related|relevant|basic|other|all|own|code|log|key|query|request|response|identity|id|card|background|privacy|sensitive|different|necessary|big|multiple|import|export|monitoring|performance|disk|logistics|play|equipment|server|device)$/;
/** Said of data, and no name of what they are of. */
const SAID = /^(statistical|historical|structured|collected|predicted|comparative|real-time|record|placement)$/;
/** Figures that come from elsewhere, or from a computation. */
const FETCHED =
  /\b(crawl\w*|scrap\w*|grab\w*|pull\w*|fetch\w*|API|convert\w*|conversion|recogni\w*|extract\w*|pars\w+|encrypt\w*|distributed database|SQL|queries|backend|sensor)\b/;
const BARELY = 3;
const BARE = 'data record';

interface Found {
  name: string;
  said: Said;
  verb: string;
  alias: string;
}

/** "Users record river data and view river data": figures that nothing else is known of are kept, each with its kind, its value and its day. */
export function readData(draft: Draft): void {
  if (beyondTemplates(draft.reading.sentences.find(({ topic }) => topic === 'build')?.text ?? '')) return;
  const all = [...clausesToBuild(draft.reading)].flatMap((said) => foundIn(draft, said));
  // "River data" and then "data storage": the same, where there are no others.
  const named = [...new Set(all.map(({ name }) => name))].filter((name) => name.endsWith(' record') && name !== BARE);
  if (named.length === 1) for (const one of all) if (one.name === BARE) one.name = named[0]!;
  for (const name of new Set(all.map((one) => one.name))) {
    const own = all.filter((one) => one.name === name);
    const isByPeople = own.some(({ verb, said }) => verb === said.clause.verb && said.clause.subjects.some((phrase) => isSomebody(nameOf(phrase))));
    if (new Set(own.map(({ said }) => said.clause)).size < (name !== BARE && isByPeople ? 1 : 2)) continue;
    if (name === BARE && (FETCHED.test(draft.reading.text) || hasOthers(draft))) continue;
    keep(draft, name, own);
  }
}

/** Whether other things are kept, of which the data are. */
const hasOthers = (draft: Draft): boolean =>
  [...draft.records.values()].some(({ isPerson: isSomeone, evidence, fields }) => !isSomeone && evidence + fields.size >= BARELY);

function foundIn(draft: Draft, said: Said): Found[] {
  const { clause } = said;
  if (clause.isNegative) return [];
  const phrases = clause.objects.length > 0 || clause.verb ? clause.objects : clause.subjects;
  return phrases.flatMap((phrase) => [phrase, ...phrase.examples]).flatMap((phrase): Found[] => {
    if (phrase.isPronoun || isApplication(phrase)) return [];
    const words = phrase.name;
    const noun = NOUNS.exec(words);
    const verb = noun ? (OF_NOUNS[noun[2]!] ?? 'view') : (clause.verb ?? '');
    const named = noun ? { of: noun[1], head: /\binformation\b/.test(words) ? 'information' : 'data' } : headOf(phrase);
    // Information that somebody fills in is an attribute of something.
    if (!named || !(noun ?? (SEEN.test(verb) || (named.head === 'data' && KEPT.test(verb))))) return [];
    const name = nameFor(draft, named.of, named.head, phrase);
    return name ? [{ name, said, verb, alias: `${named.of ? `${named.of} ` : ''}${named.head}` }] : [];
  });
}

function headOf({ name }: NounPhrase): { of: string | undefined; head: string } | undefined {
  const [, of, head] = /^(?:(.+) )?(data|information)$/.exec(name) ?? [];
  return head ? { of, head } : undefined;
}

/** What one of them is called; undefined: it is of something that is kept already, or of nothing in particular. */
function nameFor(draft: Draft, of: string | undefined, head: string, phrase: NounPhrase): string | undefined {
  if (!of || SAID.test(of)) return head === 'data' ? BARE : undefined;
  if (IDLE.test(of) || /\b(user|customer|personal|account|payment|login)\b/.test(of) || of.length > 26 || !/^[a-z][a-z -]+$/.test(of)) return undefined;
  if (isPerson(of) || isGenericPerson(of) || isSomebody(of) || draft.self.has(of) || draft.find(of)) return undefined;
  if (thingOf(of)?.words.includes(of) || ['application', 'style', 'person', 'technology'].includes(classifyNoun(of).class)) return undefined;
  if (recordNameOf({ ...phrase, name: of, head: of, isProper: false, complements: [] })) return undefined;
  return head === 'data' ? `${of} record` : `${of} article`;
}

function keep(draft: Draft, name: string, found: readonly Found[]): void {
  const record: RecordDraft = draft.record(name);
  record.isNeeded = true;
  record.evidence += BARELY + found.length;
  for (const { said, verb, alias } of found) {
    if (!draft.records.has(alias)) draft.aliases.set(alias, name);
    if (!record.said.includes(said)) record.said.push(said);
    const by = said.clause.verb ? said.clause.subjects.filter((phrase) => !isApplication(phrase)).map(nameOf).filter((one) => isSomebody(one)) : [];
    record.acts.push({ verb, by, said, complements: [], results: [], isNegative: false });
    draft.account.built(said.clause, { kind: 'record', name });
  }
  if (name.endsWith('article')) return;
  if (!draft.records.has('data') && !draft.aliases.has('data')) draft.aliases.set('data', name);
  const usual = [
    { ...fieldOf('title', { required: true, origin: 'assumed' }) },
    { ...fieldOf('category', { origin: 'assumed' }) },
    { ...fieldOf('value', { origin: 'assumed' }), kind: 'decimal' as const },
    { ...fieldOf('date', { origin: 'assumed' }) },
    { ...fieldOf('notes', { origin: 'assumed' }) },
  ];
  for (const field of usual) if (!record.fields.has(field.name)) record.fields.set(field.name, { ...field, required: field.name === 'title' });
}
