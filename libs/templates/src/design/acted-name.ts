import type { NounClass } from '../knowledge/classify-noun.js';
import { tableOf } from '../shared/table-of.js';
import { hasNoun } from '../knowledge/wordnet.js';
import type { Clause, NounPhrase } from '../reading/reading.types.js';
import { clausesToBuild, type Draft } from './draft.js';
import { classifyNoun, thingOf } from './lexicon.js';
import { isApplication, isMachinery, isSomebody, lastOf, nameOf } from './nouns.js';

const KEEPING = new Set([
  'manage',
  'create',
  'add',
  'delete',
  'edit',
  'store',
  'save',
  'generate',
  'publish',
  'register',
  'approve',
  'maintain',
  'organize',
]);

const EDITED = new Set(['create', 'edit', 'publish', 'manage', 'add', 'delete', 'post']);

const LOGGED = new Set(['log', 'record', 'track', 'register', 'schedule']);

/** An application that is judged or sent is somebody's, and no program. */
const JUDGED = new Set(['accept', 'reject', 'approve', 'review', 'submit', 'receive', 'decline', 'withdraw', 'send', 'process', 'file']);
const PROGRAM = /\b(web|mobile|desktop|android|ios|native|phone|client|server|software|single-page|cross-platform|mini) application$/;

/** Programs that are watched or attended are shows and courses, and no software. */
const SHOWN = new Set(['schedule', 'watch', 'broadcast', 'attend', 'join', 'air', 'present']);

/** How much an act of people says for keeping its object, whatever its noun is: "publish demands", "browse and download components". */
const OWNING = tableOf<number>({
  publish: 2,
  submit: 2,
  post: 2,
  manage: 2,
  record: 1.5,
  upload: 2,
  collect: 1,
  create: 1,
  add: 1,
  edit: 1,
  delete: 1,
  maintain: 1,
  share: 1,
  write: 1,
  browse: 1,
  search: 1,
  download: 1,
  perform: 1,
  'search for': 1,
  receive: 1,
  accept: 1,
});
const OWNED = 2;
const OPEN: ReadonlySet<NounClass> = new Set(['abstraction', 'activity', 'attribute', 'style', 'technology', 'interface', 'event', 'mass']);
/** Words that by themselves are no things of anybody, whatever is done with them, and heads that are none in any compound. */
const NEVER =
  /(^|\b(form|web|user|game|call-to-action|css|html|\w+ed) )(page|form|field|element|widget|button|link|effect|type|style|font|color|colour|format|category)$|\b(page|button|chart|graph|menu|screen|filter|permission|authority|right|setting|configuration|function|functionality|feature|process|result|affair|relationship|option|code|file|price|dashboard|view|status|number|detail|database|table|list|introduction|management|role|access|operation|interaction|information|data|content|text|field|rule|requirement|need|preference|interest|progress|experience|situation|record|upload|voice|response|opinion|url|image|picture)$/;

/** What is made and managed is kept, also where its noun is not one of things that usually are: "short URLs". */
export function actedName(draft: Draft, object: NounPhrase, verb: string): string | undefined {
  const { name } = object;
  if (EDITED.has(verb) && /^(\w+ )?content$/.test(name)) return 'content item';
  if (object.isPronoun || isMachinery(name)) return undefined;
  if (JUDGED.has(verb) && /\bapplication$/.test(name) && !PROGRAM.test(name) && (object.isPlural || name !== 'application')) return name;
  if (!object.isPlural) return undefined;
  if (SHOWN.has(verb) && /^((tv|radio|training|study|festival) )?program$/.test(name)) return name;
  // What is written and published without a better word.
  if ((KEEPING.has(verb) || /^fill/.test(verb)) && /^(dynamic |online |custom )?form$/.test(name)) return 'form';
  const { class: kind } = classifyNoun(name);
  if (LOGGED.has(verb) && kind === 'activity' && hasNoun(lastOf(name)) && name.length < 30) return name;
  const isName = /^[a-z][a-z0-9 -]{2,39}$/.test(name);
  if (KEEPING.has(verb) && ['technology', 'thing', 'document'].includes(kind) && isName) return name;
  return isName && OWNING[verb] && OPEN.has(kind) && !NEVER.test(name) && !isOfKnown(name, kind) && isOwned(draft, name) ? name : undefined;
}

/** Whether a name that was kept for what is done with it is of no class that usually is. */
export function isOwnedByActs(name: string, verb: string): boolean {
  const { class: kind } = classifyNoun(name);
  return kind === 'application' || (OPEN.has(kind) && name !== 'form' && OWNING[verb] !== undefined);
}

/** "Plan filings", "cargo sources": of plans and cargo, which are kept. */
function isOfKnown(name: string, kind: NounClass): boolean {
  const before = name.split(' ').slice(0, -1).join(' ');
  return before !== '' && ['activity', 'abstraction', 'attribute'].includes(kind) && Boolean(thingOf(before)?.words.includes(before));
}

/** Whether what people do with something, in all that is said of it, is what they do with things of theirs. */
function isOwned(draft: Draft, name: string): boolean {
  const verbs = new Set<string>();
  for (const { clause } of clausesToBuild(draft.reading))
    if (clause.verb && isOfPeople(clause) && clause.objects.some((object) => object.isPlural && object.name === name)) verbs.add(clause.verb);
  return [...verbs].reduce((sum, verb) => sum + (OWNING[verb] ?? 0), 0) >= OWNED;
}

const isOfPeople = ({ subjects }: Clause): boolean =>
  subjects.every((phrase) => !isApplication(phrase)) && (subjects.length === 0 || subjects.some((phrase) => isSomebody(nameOf(phrase))));
