import { isGenericPerson } from '../knowledge/people.js';
import { classifyNoun, thingOf } from './lexicon.js';
import type { Draft, RecordDraft } from './draft.js';
import { fieldOf } from './field-of.js';
import { isInPassing } from './in-passing.js';
import { lastOf } from './nouns.js';

const MOST_RECORDS = 10;
const ENOUGH = 3;
/** Of the only thing that a text speaks of. */
const BARELY = 1.5;

/** Decides which of the things that were mentioned are kept: those that enough speaks for, in the order in which they came. */
export function chooseRecords(draft: Draft): RecordDraft[] {
  mergeSynonyms(draft);
  mergeStaff(draft);
  mergeWords(draft);
  giveMedia(draft);
  const all = [...new Set(draft.records.values())];
  const chosen = all
    .filter(
      (record) =>
        record.isNeeded ||
        (weigh(draft, record) >= ENOUGH &&
          !isInPassing(draft, record) &&
          !isSignIn(draft, record) &&
          !isScore(draft, record) &&
          !isField(draft, record)),
    )
    .filter((record) => !record.isPerson || record.isNeeded || isKeptPerson(draft, record))
    .sort((a, b) => Number(b.isNeeded ?? false) - Number(a.isNeeded ?? false) || weigh(draft, b) - weigh(draft, a) || a.order - b.order)
    .slice(0, MOST_RECORDS)
    .sort((a, b) => a.order - b.order);
  if (chosen.length > 0) return chosen;
  const best = all
    .filter((record) => !record.isPerson && !isInPassing(draft, record) && isSpokenOf(draft, record))
    .sort((a, b) => weigh(draft, b) - weigh(draft, a))[0];
  return best && weigh(draft, best) >= BARELY && (best.acts.length + best.fields.size > 0 || thingOf(best.name)?.words.includes(best.name))
    ? [best]
    : [];
}

/** Whether something is done with it, or the sentence that says what is built names it: "prices of products" says too little. */
const isSpokenOf = (draft: Draft, { acts, fields, said }: RecordDraft): boolean => {
  const first = draft.reading.sentences.find(({ topic }) => topic === 'build');
  return (
    fields.size > 0 ||
    acts.some((act) => act.said.clause.verb === act.verb) ||
    said.some((one) => 'sentence' in one && one.sentence === first)
  );
};

/** A category that expenses have is theirs. */
const isField = (draft: Draft, { name, fields, acts }: RecordDraft): boolean =>
  fields.size === 0 &&
  !acts.some(({ verb }) => /^(manage|add|create|maintain|edit)$/.test(verb)) &&
  [...draft.records.values()].some((other) => other.name !== name && other.fields.has(name));

/** An attempt at a quiz has its score itself. */
const isScore = (draft: Draft, { name, fields }: RecordDraft): boolean =>
  /^(final )?(score|result|grade)$/.test(name) &&
  fields.size === 0 &&
  (draft.wishes.some(({ kind }) => kind === 'quiz') || draft.records.has('quiz'));

/** An account that is registered or logged in to is no record, unless money lies on it. */
const isSignIn = (draft: Draft, { name, fields }: RecordDraft): boolean =>
  /^((user|personal|backend|member|game|email|public) )?account$/.test(name) &&
  fields.size === 0 &&
  !/\b(bank|balance|wallet|accounting|ledger|savings|expenses)\b/i.test(draft.reading.text);

function weigh(draft: Draft, record: RecordDraft): number {
  const known = thingOf(record.name);
  const isParent = [...draft.records.values()].some((other) => other.parents.has(record.name));
  return (
    record.evidence +
    record.fields.size +
    record.parents.size +
    (known?.words.includes(record.name) ? 1.5 : known ? 0.5 : 0) +
    (isParent ? 1.5 : 0) -
    (classifyNoun(record.name).class === 'place' && record.fields.size === 0 && record.acts.length === 0 ? 1 : 0)
  );
}

/** People who act have accounts; those who are only kept, or of whom more is kept than a name, are records. */
function isKeptPerson(draft: Draft, record: RecordDraft): boolean {
  if (isGenericPerson(record.name) && record.fields.size === 0) return false;
  const acts = draft.roles.get(record.name)?.acts.length ?? 0;
  if (acts > 0) return false;
  const managed = record.acts.some(
    ({ verb }) => !['be', 'contact', 'help', 'allow', 'notify', 'provide', 'serve', 'attract'].includes(verb),
  );
  return record.fields.size > 0 || managed;
}

/** Pictures and files that people upload or see are mostly those of something else. */
const MEDIA = /^((\w+ )?(image|picture|photo|photograph|video|file|audio|pdf|attachment|avatar|screenshot|thumbnail|icon|logo|cover))$/;
const MEDIA_KIND = (name: string): 'image' | 'file' =>
  /(image|picture|photo|photograph|avatar|screenshot|thumbnail|icon|logo|cover)$/.test(name) ? 'image' : 'file';

/** Makes media fields of what the project is about, unless it is about them: nothing else is kept, or they have attributes themselves. */
function giveMedia(draft: Draft): void {
  const media = [...new Set(draft.records.values())].filter(
    ({ name, fields, isNeeded }) => MEDIA.test(name) && fields.size === 0 && !isNeeded,
  );
  const others = [...new Set(draft.records.values())].filter(
    (one) => !media.includes(one) && !one.isPerson && weigh(draft, one) >= ENOUGH && !isInPassing(draft, one),
  );
  const main = others.sort((a, b) => weigh(draft, b) - weigh(draft, a) || a.order - b.order)[0];
  if (!main) return;
  for (const one of media) {
    const isPicture = MEDIA_KIND(one.name) === 'image';
    const acts = one.acts.filter(({ verb }) => KEEPING_MEDIA.has(verb));
    // "Users manage, tag and comment on photos": they are things of their own.
    const isPlayed = acts.some(({ verb }) => /^(play|play back|watch|listen|listen to|stream)$/.test(verb));
    if (acts.length > 0 && (isAbout(draft, one.name) || (isPlayed && CONTAINER.test(main.name)))) continue;
    draft.records.delete(one.name);
    const parent = [...one.parents.keys()].map((name) => draft.find(name)).find((found) => found && others.includes(found)) ?? main;
    if (acts.length > 0 || one.parents.size > 0) {
      const field = fieldOf(isPicture ? lastOf(one.name).replace('photograph', 'photo') : lastOf(one.name) === 'pdf' ? 'file' : one.name);
      const known = [...parent.fields.values()].some(({ kind }) => kind === field.kind);
      if (!known) parent.fields.set(field.name, field);
      const name = [...parent.fields.values()].find(({ kind }) => kind === field.kind)!.name;
      for (const { said } of acts) draft.account.built(said.clause, { kind: 'field', record: parent.name, field: name });
    }
    for (const wish of draft.wishes) if (wish.of === one.name) delete wish.of;
  }
}
const KEEPING_MEDIA = new Set([
  'upload',
  'add',
  'attach',
  'post',
  'share',
  'insert',
  'manage',
  'save',
  'store',
  'publish',
  'collect',
  'select',
  'submit',
  'browse',
  'view',
  'display',
  'show',
  'watch',
  'create',
  'play',
  'play back',
  'listen',
  'listen to',
  'stream',
]);
/** Things in which others lie: what is played is what they hold. */
const CONTAINER =
  /\b(playlist|album|collection|library|category|channel|favou?rite|comment|review|history|membership|account|order|message)$/;
/** Whether the first sentence, which says what is built, names it. */
const isAbout = (draft: Draft, name: string): boolean => {
  const first = draft.reading.sentences[0]?.text.toLowerCase() ?? '';
  return new RegExp(`\\b${lastOf(name)}s?\\b`).test(first);
};

/** Heads that say no more than that there is one: a video file is a video, and a reminder notification a reminder. */
const WRAPPING = /^(file|source|notification|entry|post|item)$/;

/** "tourist attractions" and "attractions" are one where no other compound has that head; a "tea diary" is a "tea drinking diary". */
function mergeSynonyms(draft: Draft): void {
  const names = [...draft.records.keys()];
  for (const name of names) {
    const words = name.split(' ');
    const compound = draft.records.get(name);
    if (words.length < 2 || !compound || draft.aliases.has(name)) continue;
    const other = shorterOf(draft, words);
    if (!other) continue;
    // The name that the text uses more often stays.
    const isLonger = compound.said.length > other.said.length || name === 'group chat';
    const [kept, gone] = isLonger ? [compound, other] : [other, compound];
    absorb(draft, kept, gone);
  }
}

/** A record that a compound names too, in fewer words. */
function shorterOf(draft: Draft, words: readonly string[]): RecordDraft | undefined {
  const names = [...draft.records.keys()];
  const head = words.at(-1)!;
  const within = names.find((one) => {
    const some = one.split(' ');
    return some.length > 1 && some.length < words.length && some.at(-1) === head && isWithin(some, words);
  });
  if (within) return draft.records.get(within);
  const before = words.slice(0, -1).join(' ');
  const wrapped = WRAPPING.test(head) ? draft.records.get(before) : undefined;
  if (wrapped && !draft.records.has(head)) return wrapped;
  const siblings = names.filter((one) => one.includes(' ') && lastOf(one) === head);
  const strong = siblings.filter((one) => weigh(draft, draft.records.get(one)!) >= ENOUGH);
  const isOnly = siblings.length === 1 || (strong.length === 1 && strong[0] === words.join(' '));
  return isOnly ? draft.records.get(head) : undefined;
}

const isWithin = (some: readonly string[], words: readonly string[]): boolean => {
  let at = 0;
  for (const word of words) if (word === some[at]) at++;
  return at === some.length;
};

/** Personnel are employees: the lexicon knows both words as one, and so does whoever keeps them. */
function mergeStaff(draft: Draft): void {
  const people = [...new Set(draft.records.values())].filter(
    ({ isPerson, name }) => isPerson && /^(personnel|staff|staff member|employee|worker|user|member|customer|client)$/.test(name),
  );
  for (const gone of people.filter(({ name }) => /^(personnel|staff|staff member)$/.test(name))) {
    const kept = people.find(({ name }) => name === 'employee' || name === 'worker');
    if (kept && kept !== gone && draft.records.has(gone.name)) absorb(draft, kept, gone);
  }
}

/** Words that mean the same wherever both are used of what is kept. */
const SAME: readonly RegExp[] = [
  /^(product|goods|merchandise|commodity)$/,
  /^(film|movie|motion picture)$/,
  /^(expense|spending|expenditure)$/,
  /^(photo|photograph|picture|image)$/,
  /^(job|vacancy|job opening|job posting|position)$/,
  /^(flat|apartment)$/,
  /^(car|automobile)$/,
  /^(announcement|notice|bulletin)$/,
  /^(memo|memorandum)$/,
  /^(inquiry|enquiry)$/,
  /^((text|instant|private|direct|chat) )?message$/,
];

/** Names that stay whichever is used more often: what is drawn as "spending" are expenses. */
const FIRST_WORDS: ReadonlySet<string> = new Set(['message', 'expense']);

/** Goods are products: the name that the text uses more often stays. */
function mergeWords(draft: Draft): void {
  for (const words of SAME) {
    const [kept, ...others] = [...new Set(draft.records.values())]
      .filter(({ name }) => words.test(name))
      .sort(
        (a, b) => Number(FIRST_WORDS.has(b.name)) - Number(FIRST_WORDS.has(a.name)) || b.said.length - a.said.length || a.order - b.order,
      );
    for (const gone of others) absorb(draft, kept!, gone);
  }
}

function absorb(draft: Draft, kept: RecordDraft, gone: RecordDraft): void {
  kept.evidence += gone.evidence;
  kept.order = Math.min(kept.order, gone.order);
  kept.said.push(...gone.said);
  kept.plurals += gone.plurals;
  kept.acts.push(...gone.acts);
  for (const [name, field] of gone.fields) if (!kept.fields.has(name)) kept.fields.set(name, field);
  for (const [name, parent] of gone.parents) if (name !== kept.name) kept.parents.set(name, parent);
  if (gone.isNeeded) kept.isNeeded = true;
  draft.records.delete(gone.name);
  draft.aliases.set(gone.name, kept.name);
  for (const other of draft.records.values()) {
    const parent = other.parents.get(gone.name);
    if (!parent) continue;
    other.parents.delete(gone.name);
    if (other !== kept) other.parents.set(kept.name, parent);
  }
  for (const wish of draft.wishes) if (wish.of === gone.name) wish.of = kept.name;
}
