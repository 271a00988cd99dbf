import { emptyClause } from '../../reading/clause-parts.js';
import { capital, singular } from '../../knowledge/words.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { Audience, DesignRecord, Field, PhraseEvidence } from '../design.types.js';
import { nameOf } from '../nouns.js';
import { actorsOf, allows, isFor, isTheirs, mayRead, ownFault, refusal } from './audiences.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { ofAlways, ofField, ofRecord, ofRule } from './pointers.js';
import { aboutOf, fieldNamed, isEmpty, isField, type Named, recordsOf } from './things.js';
import { hollow } from './lacking.js';
import { isLive } from './live.js';
import { assumed, built, missing, needsField, together, unknownActOn } from './verdicts.js';

export const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s*\|\s*|\s*\n\s*/));

export const LOOKING = words(
  'view | see | browse | read | look | look at | look through | look up | display | show | list | present | showcase | check | explore | discover | find out | learn | learn about | understand | know | know about | access | open | get | obtain | consult | inspect | examine | preview | retrieve | visit | click | click on | watch | introduce | describe | report',
);
export const FINDING = words(
  'search | search for | find | filter | sort | query | order by | look for | locate | narrow | sort by | filter by | inquire | inquire about',
);
const CREATING = words(
  'add | create | make | post | publish | submit | register | write | upload | log | record | enter | place | request | open | start | input | fill | fill in | fill out | raise | file | plan | schedule | propose | announce | issue | build | define | set | set up | draft | note | write down | note down | jot down | capture | store | save | keep | collect | ask | report | organize | organise | arrange | host | leave | establish | offer | list | introduce | document | develop | design | compose | prepare | include',
);
const CHANGING = words(
  'edit | update | change | modify | set | adjust | customize | customise | configure | rename | correct | revise | amend | alter | personalize | personalise | define | complete | mark | move | specify | enter | input | fill in | fill out | add | choose | record | write | provide | submit',
);
const REMOVING = words('delete | remove | erase | clear | discard | cancel');
const MANAGING = words(
  'manage | maintain | administer | organize | organise | control | handle | oversee | operate | keep | store | keep track of | save | hold | supervise',
);

/** What is got by being shown. */
const TOLD = /\b(information|info|data|details?|lists?|news|reports?|content|articles?|overview|insights?|status)$/;

/** What players do with a piece of a game is no keeping of it. */
const PLAYING = /^(click|click on|control|operate|move|start|collect|store|choose)$/;

/** Looking at something that is kept, as far as they may. */
export const look: Judge = (ask, scope) => {
  if (!ask.verb || !LOOKING.has(ask.verb) || !ask.object) return undefined;
  if (scope.design.kind === 'game' && PLAYING.test(ask.verb)) return undefined;
  // "Get the reward": somebody would have to give it.
  if (/^(get|obtain)$/.test(ask.verb) && !TOLD.test(nameOf(ask.object))) return undefined;
  return seen(ask, ofHistory(ask.object, scope), scope);
};

/** "Ticket history": the tickets, each with what became of it. */
function ofHistory(phrase: NounPhrase, scope: Scope): NounPhrase {
  const of = phrase.isPronoun ? undefined : /^(.+) history$/.exec(nameOf(phrase))?.[1];
  const name = of && { ...phrase, name: of, head: of.split(' ').at(-1)! };
  return name && !/\bgame$/.test(of) && recordsOf(name, scope).length > 0 ? name : phrase;
}

export function seen(ask: Ask, phrase: NounPhrase, scope: Scope): Verdict | undefined {
  const { clause } = ask.said;
  const who = actorsOf(clause, scope);
  // "Get alerts": they come by themselves, or not at all.
  if (/^(get|receive|obtain)$/.test(ask.verb ?? '') && /\b(alert|notification|reminder|notice)$/.test(nameOf(phrase)))
    return missing('Nothing that is written tells anybody of this; say of what, and when');
  const records = recordsOf(phrase, scope, clause.complements);
  const isNow = phrase.adjectives.includes('real-time') || /\breal-?time\b/.test(phrase.name) || phrase.adjectives.includes('live');
  if (isNow && (ask.verb === 'monitor' || !isLive(records, scope)))
    return missing('A page shows what is so when it is opened; nothing that is written pushes it');
  if (records.length > 0) {
    // "Read comics online": there has to be something to read.
    const isRead = ask.verb === 'read' && clause.adverbs.includes('online');
    if (
      isRead &&
      !records.some(({ fields }) =>
        fields.some(({ kind, name }) => kind === 'file' || /^(text|content|body|story|chapters?|pages?)$/.test(name)),
      )
    )
      return missing(`${records[0]!.plural} have nothing to read; say “each has a text” or “a file”`);
    const empty = hollow(records, scope);
    if (empty) return empty;
    const faults = records.map((record) => mayRead(record, who, scope) ?? ownFault(record, phrase, 'read', clause, scope));
    const fault = faults.find((one) => one !== undefined);
    if (fault) return fault;
    if (who.isOnly && !isTheirs(phrase) && !records.every(({ access }) => isFor(access.read, who, scope)))
      return missing('Others see this too; say who may not');
    return built(...records.flatMap((record) => ofRecord(scope.design, record)));
  }
  const named = fieldNamed(phrase, ask, scope, !LOOKING.has(ask.verb ?? ''));
  if (!named) return undefined;
  const owners = phrase.complements.filter(({ preposition }) => preposition === 'of').map((one) => one.phrase);
  const fault = mayRead(named.record, who, scope) ?? owners.map((one) => ownFault(named.record, one, 'read', clause, scope)).find(Boolean);
  return fault ?? built(...ofField(scope.design, named.record, named.field));
}

/** Search, filters and sorting, by what a list has of them. */
export const find: Judge = (ask, scope) => {
  const { verb, said } = ask;
  const object = ask.object && ofHistory(ask.object, scope);
  if (!verb || !FINDING.has(verb)) return undefined;
  const who = actorsOf(said.clause, scope);
  const records = object ? recordsOf(object, scope, said.clause.complements) : [];
  const about = records.length > 0 ? records : !object || object.isPronoun || isEmpty(object) ? aboutOf(ask, scope).slice(0, 2) : [];
  if (about.length === 0) {
    const named = object && fieldNamed(object, ask, scope);
    return named ? (mayRead(named.record, who, scope) ?? built(...ofField(scope.design, named.record, named.field))) : undefined;
  }
  const fault = about.map((record) => mayRead(record, who, scope)).find((one) => one !== undefined);
  if (fault) return fault;
  const by = criteriaOf(ask);
  const verdicts = by.map((phrase) => criterion(verb, phrase, about, scope));
  return together([built(...about.flatMap((record) => ofRecord(scope.design, record))), ...verdicts]);
};

const BY = /^(by|based on|according to|with|via|through|using|on)$/;
const criteriaOf = ({ said: { clause }, object }: Ask): NounPhrase[] =>
  [...clause.complements, ...(object?.complements ?? [])]
    .filter(({ preposition, phrase }) => BY.test(preposition) && !phrase.isPronoun)
    .map(({ phrase }) => phrase)
    .flatMap((phrase) =>
      /\b(criteri(a|on)|conditions?|filters?|parameters?|attributes?|fields?|factors?)$/.test(phrase.name) ? phrase.examples : [phrase],
    );

const FILTERED = new Set(['enum', 'boolean', 'reference', 'person', 'date', 'datetime']);
const SEARCHED = new Set(['text', 'long-text', 'email', 'phone', 'url']);

function criterion(verb: string, phrase: NounPhrase, records: readonly DesignRecord[], scope: Scope): Verdict {
  const name = nameOf(phrase).toLowerCase();
  if (
    /^(keyword|word|name|title|text|search term|term|key word|phrase|search|search box|search bar)$/.test(name) &&
    !/^(filter|sort)/.test(verb)
  )
    return built();
  const ask = { said: { sentence: scope.draft.reading.sentences[0]!, clause: NOTHING }, from: 0 };
  for (const record of records) {
    const named = fieldNamed(
      { ...phrase, possessor: { ...phrase, name: record.name.toLowerCase(), isPronoun: false, complements: [] } },
      ask,
      scope,
    );
    if (named && fits(verb, named.field)) return built(...ofField(scope.design, named.record, named.field));
  }
  const tied = recordsOf(phrase, scope).find((other) =>
    records.some(({ fields }) => fields.some(({ references }) => references === other.table)),
  );
  if (tied) return built(...ofRecord(scope.design, tied));
  return needsField(records[0]!.plural, singular(name));
}
const NOTHING = emptyClause([], 0);

function fits(verb: string, { kind }: Field): boolean {
  if (/^filter/.test(verb)) return FILTERED.has(kind);
  if (/^(sort|order by)/.test(verb)) return !['long-text', 'image', 'file', 'url', 'colour'].includes(kind);
  return FILTERED.has(kind) || SEARCHED.has(kind);
}

type Kept = 'create' | 'change' | 'remove';

/** Making, changing, removing and managing what is kept, by those who may. */
export const keep: Judge = (ask, scope) => {
  const { verb, object } = ask;
  if (!verb || !object || (scope.design.kind === 'game' && PLAYING.test(verb))) return undefined;
  const acts: Kept[] = [
    ...(MANAGING.has(verb) ? (['change'] as const) : []),
    ...(CREATING.has(verb) ? (['create'] as const) : []),
    ...(CHANGING.has(verb) ? (['change'] as const) : []),
    ...(REMOVING.has(verb) ? (['remove'] as const) : []),
  ];
  if (acts.length === 0) return undefined;
  const records = recordsOf(object, scope, ask.said.clause.complements);
  if (records.length > 0) return hollow(records, scope) ?? keptAll(ask, object, records, acts, scope);
  const named = notedIn(ask, object, scope) ?? fieldNamed(object, ask, scope);
  if (named && !REMOVING.has(verb)) return filledIn(ask, named.record, named.field, scope);
  // "Manage data", "update the content": of what was spoken of.
  const isSaid =
    ask.said.clause.verb === verb &&
    object.adjectives.length === 0 &&
    /^(manage|maintain|update|edit|modify|delete|add|enter|input)$/.test(verb);
  const about = isSaid && /^(data|information|content)$/.test(nameOf(object)) ? aboutOf(ask, scope)[0] : undefined;
  return about && keptAll(ask, object, [about], acts, scope);
};

/** The attribute that was read out of the very words: kilometres of a booking, where the boat has some, too. */
function notedIn({ verb, said }: Ask, object: NounPhrase, { design, draft }: Scope): Named | undefined {
  if (!/^(note|log|record|report)$/.test(verb!)) return undefined;
  for (const hint of draft.account.outcomesOf(said.clause)) {
    if (hint.kind !== 'field') continue;
    const record = design.records.find(({ name }) => name.toLowerCase() === hint.record);
    const field = record?.fields.find(({ name }) => name === hint.field);
    if (record && field && singular(field.label.toLowerCase()) === singular(nameOf(object).toLowerCase())) return { record, field };
  }
  return undefined;
}

function keptAll(ask: Ask, phrase: NounPhrase, records: readonly DesignRecord[], acts: readonly Kept[], scope: Scope): Verdict {
  const { clause } = ask.said;
  const who = actorsOf(clause, scope);
  const verdicts = records.map((record): Verdict => {
    if (/^(record|shoot|film|capture)$/.test(ask.verb!) && /video|audio|voice|film|podcast/.test(record.table))
      return missing('Nothing that is written records sound or moving pictures; say “each has a video file”, which is uploaded');
    if (/^(start|open|launch|run)$/.test(ask.verb!) && !record.createLabel.toLowerCase().startsWith(ask.verb!))
      return unknownActOn(ask.verb!, record.plural);
    if (acts.every((act) => (act === 'remove' ? false : !isTyped(record)))) return unknownActOn(ask.verb!, record.plural);
    const may = acts.find((act) => allows(audienceOf(record, act), who, scope));
    if (!may) return refusal(audienceOf(record, acts[0]!), who, scope)!;
    if (who.isOnly && !isTheirs(phrase) && !isFor(audienceOf(record, may), who, scope))
      return missing('Others may do this too; say who may not');
    return (
      ownFault(record, phrase, may === 'create' ? 'read' : may, clause, scope) ??
      into(ask, record, scope) ??
      built(...ofRecord(scope.design, record), ...measured(ask, record, scope))
    );
  });
  return together(verdicts);
}

/** What is logged is drawn, where its numbers are followed over time. */
const measured = ({ verb }: Ask, record: DesignRecord, { design }: Scope): PhraseEvidence[] =>
  /^(log|record|enter|track|note)$/.test(verb!)
    ? design.rules.filter((rule) => rule.kit === 'tracking' && rule.record === record.table).flatMap((rule) => ofRule(design, rule))
    : [];

const audienceOf = ({ access }: DesignRecord, act: Kept): Audience => access[act];

/** Whether there is anything in it that people fill in. */
const isTyped = ({ fields }: DesignRecord): boolean => fields.some(({ isRuled, setTo }) => !isRuled && !setTo);

/** "Organize notes into folders", "assign tasks to members", "add songs to playlists": the one has to know of the other. */
function into(ask: Ask, record: DesignRecord, scope: Scope): Verdict | undefined {
  const complements = [...ask.said.clause.complements, ...(ask.object?.complements ?? [])];
  for (const { preposition, phrase } of complements) {
    if (!(/^(into|in|to)$/.test(preposition) || (/^(for|of|on)$/.test(preposition) && CREATING.has(ask.verb!)))) continue;
    const other = recordsOf(phrase, scope)[0];
    if (preposition === 'into' && !other && !phrase.isPronoun && !record.fields.some((field) => isField(field, nameOf(phrase), record)))
      return needsField(record.plural, singular(nameOf(phrase)));
    if (!other || other === record) continue;
    if (
      record.fields.some(({ references }) => references === other.table) ||
      other.fields.some(({ references }) => references === record.table)
    )
      continue;
    const tie = scope.design.records.find(({ fields }) =>
      [record, other].every(({ table }) => fields.some(({ references }) => references === table)),
    );
    if (!tie)
      return missing(
        `${record.plural} and ${other.plural.toLowerCase()} are kept, but not which belong together; say “each ${record.name.toLowerCase()} has a ${other.name.toLowerCase()}”`,
      );
  }
  return undefined;
}

/** An attribute is filled in by whoever makes or changes what has it. */
export function filledIn(ask: Ask, record: DesignRecord, field: Field, scope: Scope): Verdict {
  const who = actorsOf(ask.said.clause, scope);
  const moved = scope.design.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table && rule.field === field.name);
  // "Drivers update order status": by the steps that are theirs.
  if (moved?.kit === 'lifecycle' && moved.steps.some(({ by, isFinal }) => !isFinal && allows(by, who, scope)))
    return built(...ofRule(scope.design, moved), ...ofField(scope.design, record, field));
  const isOpen = allows(record.access.create, who, scope) || allows(record.access.change, who, scope);
  if (!isOpen) return refusal(record.access.change, who, scope)!;
  if (field.isRuled)
    return missing(`${capital(field.label.toLowerCase())} of ${record.plural.toLowerCase()} follows from what is done; nobody types it`);
  return built(...ofField(scope.design, record, field));
}

/** Things for a whole list: "export", "print", "download the data". */
export const takeOut: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (!verb || !/^(export|print|print out|download)$/.test(verb)) return undefined;
  const sentence = scope.draft.reading.text.slice(said.clause.from, said.clause.to);
  if (!object && said.clause.kind === 'purpose' && verb.startsWith('print')) return undefined;
  const who = actorsOf(said.clause, scope);
  const records = object ? recordsOf(object, scope) : aboutOf(ask, scope).slice(0, 1);
  const fault = records.map((record) => mayRead(record, who, scope)).find(Boolean);
  if (fault) return fault;
  if (/\b(pdf|word|docx|pptx?|powerpoint|png|jpe?g|image|zip|mp[34])\b/i.test(sentence) && verb !== 'print')
    return missing('Lists are given as CSV; nothing that is written makes other files of them');
  if (verb === 'export' && /\b(videos?|audio|animations?|films?)\b/i.test(sentence))
    return missing('Lists are given as CSV; nothing that is written makes other files of them');
  if (verb === 'download' && records.length > 0) {
    const file = records
      .map((record) => ({
        record,
        field: record.fields.find(
          ({ kind }) =>
            kind === 'file' || (kind === 'image' && /(image|photo|picture|wallpaper|poster|artwork|drawing)$/.test(record.table)),
        ),
      }))
      .find(({ field }) => field);
    if (file?.field) return built(...ofField(scope.design, file.record, file.field));
    if (!/\b(csv|excel|list|data|report|records?)\b/i.test(sentence))
      return missing(`${records[0]!.plural} have no file to download; say “each has a file”`);
  }
  const isList =
    records.length > 0 || (object && (isEmpty(object) || /\b(data|lists?|records?|csv|reports?|tables?)$/.test(nameOf(object))));
  if (!isList || scope.design.records.length === 0) return undefined;
  if (verb.startsWith('print') && records.some(({ table }) => /(file|document|paper|image|photo|picture|label)$/.test(table)))
    return missing('Lists are laid out for print; nothing that is written prints files');
  if (verb.startsWith('print'))
    return built(...(records.length > 0 ? records.flatMap((record) => ofRecord(scope.design, record)) : ofAlways('Lists that print')));
  return /\bexcel|spreadsheet|xlsx?\b/i.test(sentence)
    ? assumed('Read as CSV, which spreadsheets open', ...ofAlways('CSV of each list'))
    : built(...ofAlways('CSV of each list'));
};
