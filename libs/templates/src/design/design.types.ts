import type { Understanding as DescribedUnderstanding } from '@millwright/domain';

/**
 * What the built-in engine means to build, as data: everything that it writes follows from this alone. A person edits it
 * as part of the blueprint.
 */
export interface Design {
  /** Of the project, as people say it, e.g. "Repair café". */
  name: string;
  /** Package and image name. */
  slug: string;
  /** What it is for, one sentence in the words of the description; never the description itself. */
  purpose: string;
  kind: ProjectKind;
  /** A web application, an API without pages, or a landing page with what it offers. */
  shape: 'app' | 'api' | 'site';
  style: Style;
  /** People with accounts; the first administers. Empty: nobody signs in. */
  roles: Role[];
  /** Parents before children where that is possible. */
  records: DesignRecord[];
  /** Behaviour beyond making, reading, changing and deleting. */
  rules: Rule[];
  /** Beside those that every record has. */
  pages: DesignPage[];
}

export const PROJECT_KINDS = [
  'shop',
  'booking',
  'directory',
  'blog',
  'forum',
  'tracker',
  'dashboard',
  'crm',
  'events',
  'learning',
  'portfolio',
  'calculator',
  'game',
  'api',
  'finance',
  'messaging',
  'management',
] as const;
export type ProjectKind = (typeof PROJECT_KINDS)[number];

export const MOODS = ['calm', 'warm', 'crisp', 'playful', 'natural', 'bold', 'editorial'] as const;
export type Mood = (typeof MOODS)[number];

export interface Style {
  mood: Mood;
  /** CSS colours as named by the description; absent: the mood decides. */
  background?: string;
  /** Of buttons, cards' edges, headers: what the description calls components, elements or accents. */
  component?: string;
  isDark: boolean;
}

/** Somebody with an account. */
export interface Role {
  /** Singular, sentence case, e.g. "Volunteer". */
  name: string;
  plural: string;
  /** In code, addresses and the database, kebab case. */
  slug: string;
  /** The first account; invited by the first; or chosen at sign-up. Exactly one role is `first`. */
  joins: 'first' | 'invited' | 'open';
  /** What is kept of such a person beside name and email. */
  fields: Field[];
}

/** Whom something is allowed. `own`: only what is theirs, by `DesignRecord.owner`. Role slugs; the first role may do everything. */
export type Audience = 'everyone' | 'signed-in' | { roles: string[] } | { own: string[] };

/** A kind of thing that is kept. */
export interface DesignRecord {
  /** Singular, sentence case, e.g. "Order line". */
  name: string;
  plural: string;
  /** In code: "orderLine", "OrderLine". */
  variable: string;
  className: string;
  /** snake case, singular. */
  table: string;
  /** Of files and addresses: "order-line", "order-lines". */
  file: string;
  path: string;
  fields: Field[];
  /** Name of the field that stands for the record in lists and links; one of `fields`, required. */
  title: string;
  /** Name of a `person` field: whose it is. */
  owner?: string;
  access: { read: Audience; create: Audience; change: Audience; remove: Audience };
  /** How the list looks first; others can be switched to. */
  view: ListView;
  /** Label of the button that makes one, a verb of the description: "Register item". */
  createLabel: string;
  /** Key of the lexicon's entry that knows this kind of thing: its examples, its picture. */
  thing?: string;
  /** Table that the description gave it, where a person renamed it. */
  was?: string;
}

export const LIST_VIEWS = ['table', 'cards', 'board', 'calendar', 'gallery', 'feed'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

export const DESIGN_FIELD_KINDS = [
  'text',
  'long-text',
  'integer',
  'decimal',
  'money',
  'percent',
  'rating',
  'boolean',
  'date',
  'datetime',
  'time',
  'email',
  'phone',
  'url',
  'colour',
  'image',
  'file',
  'enum',
  'reference',
  'person',
] as const;
export type DesignFieldKind = (typeof DESIGN_FIELD_KINDS)[number];

export interface Field {
  /** snake case; of a reference with `_id`. */
  name: string;
  /** Sentence case: "Due on". */
  label: string;
  kind: DesignFieldKind;
  required: boolean;
  /** Of an enum, in order; else absent. */
  values?: string[];
  /** Of a number: shown after it, e.g. "kg". */
  unit?: string;
  min?: number;
  max?: number;
  /** Of a reference: table of the record. */
  references?: string;
  /** Of a person: slug of the role, absent: any. */
  role?: string;
  isUnique?: boolean;
  /** What the server sets when the record is made: the time, who asks, a code that can be told on the telephone. No form asks for it. */
  setTo?: 'now' | 'today' | 'viewer' | 'code';
  /** Set by a rule alone, never by a form. */
  isRuled?: boolean;
  /** From the description's own words, or what such things usually have. */
  origin: 'stated' | 'assumed';
  /** One sentence beside the input. */
  help?: string;
  /** Name that the description gave it, where a person renamed it. */
  was?: string;
}

interface RuleBase {
  /** Function name in the written code, e.g. "claimItem"; unique within the design. */
  name: string;
  /** Who may; checked in the service and tested. */
  by: Audience;
  /** Name that the description gave it, where what it is about was renamed. */
  was?: string;
}

/** A field's states, and who may bring a record from one to another. */
export interface LifecycleRule extends RuleBase {
  kit: 'lifecycle';
  record: string;
  /** An enum field of the record, `isRuled`. */
  field: string;
  initial: string;
  steps: LifecycleStep[];
}
export interface LifecycleStep {
  /** camelCase function, e.g. "claimItem". */
  name: string;
  /** "Claim", "Mark as repaired". */
  label: string;
  from: string[];
  to: string;
  by: Audience;
  /** A person field that becomes whoever does it ("claim"), or is emptied ("put back"). */
  takes?: string;
  releases?: string;
  /** A date or datetime field that becomes now. */
  stamps?: string;
  /** Destructive or final: it asks first. */
  isFinal?: boolean;
}

/** Periods or slots of something that may not overlap. */
export interface BookingRule extends RuleBase {
  kit: 'booking';
  /** The booking's table, and the table of what is booked. */
  record: string;
  of: string;
  /** Reference field to `of`. */
  resource: string;
  /** Person field. */
  person?: string;
  /** Two date or two datetime fields; `end` absent: one date or slot is taken as a whole. */
  start: string;
  end?: string;
  /** How many at the same time; a number field of `of`, absent: one. */
  capacity?: string;
  /** Money field of `of`, for a day or hour, and where the total is kept. */
  rate?: string;
  total?: string;
  /** States of what is taken, of its lifecycle, in which nobody takes it: "a damaged boat cannot be reserved". */
  except?: string[];
}

/** A thing that somebody has until it is back. */
export interface LoanRule extends RuleBase {
  kit: 'loan';
  record: string;
  of: string;
  resource: string;
  person?: string;
  lentOn: string;
  dueOn: string;
  returnedOn: string;
  days: number;
  /** A number field of `of`: copies. Absent: one. */
  copies?: string;
  /** States of what is taken, of its lifecycle, in which nobody takes it: "a damaged boat cannot be reserved". */
  except?: string[];
}

/** Things of a catalogue are put into a cart, which becomes an order with lines, totals and stock. */
export interface CartRule extends RuleBase {
  kit: 'cart';
  product: string;
  price: string;
  /** Integer field of the product. */
  stock?: string;
  order: string;
  line: string;
  person: string;
}

/** Somebody is in something, once: enrolment, registration, application, membership, attendance. */
export interface EnrolmentRule extends RuleBase {
  kit: 'enrolment';
  /** The table that ties the two. */
  record: string;
  of: string;
  resource: string;
  person: string;
  /** A number field of `of`. */
  capacity?: string;
  /** Whoever comes when it is full waits, in order, and moves up as soon as there is room; only with `capacity`. */
  waits?: boolean;
  /** A date or datetime field of `of`, after which nobody comes in any more. */
  closes?: string;
  verb: string;
}

/** Stars and a few words about something, once for each person; the thing shows its mean. */
export interface ReviewRule extends RuleBase {
  kit: 'review';
  record: string;
  of: string;
  resource: string;
  person: string;
  rating: string;
  text: string;
}

/** Words under something, oldest first. */
export interface CommentRule extends RuleBase {
  kit: 'comment';
  record: string;
  of: string;
  resource: string;
  person: string;
  text: string;
  /** States of `of` in which nobody adds any more. */
  until?: { field: string; states: string[] };
}

/** A mark that a person sets and takes back: like, favourite, bookmark, follow, save. */
export interface FavouriteRule extends RuleBase {
  kit: 'favourite';
  /** Table of the marks. */
  record: string;
  of: string;
  resource: string;
  person: string;
  verb: 'like' | 'favourite' | 'bookmark' | 'follow' | 'save';
}

/** Messages between two accounts. */
export interface MessageRule extends RuleBase {
  kit: 'message';
  record: string;
}

/** Figures over time: a chart of the sum or the last value for each day, week or month, and a goal. */
export interface TrackingRule extends RuleBase {
  kit: 'tracking';
  record: string;
  /** Number field. */
  value: string;
  /** Date or datetime field. */
  at: string;
  person?: string;
  group?: string;
  how: 'sum' | 'last';
  goal?: number;
}

/** Figures grouped by a field, for a month or over all time. */
export interface ReportRule extends RuleBase {
  kit: 'report';
  title: string;
  record: string;
  /** Enum, reference or person field; absent: one line. */
  group?: string;
  /** Date or datetime field: by month. */
  at?: string;
  measures: ReportMeasure[];
  /** A ranking: by the measure of this label; absent: by name. */
  order?: { by: string; first: 'most' | 'least' };
  /** Of a ranking: so many. */
  limit?: number;
}
export interface ReportMeasure {
  label: string;
  how: 'count' | 'sum' | 'mean';
  /** Number field of a sum or mean. */
  field?: string;
  unit?: string;
  where?: FieldCondition;
}

/** A condition on a field of the same record. `is`: one of these values, as text. Days are counted from today. */
export type FieldCondition =
  | { field: string; is: string[] }
  | { field: string; isEmpty: boolean }
  | { field: string; above?: number; below?: number }
  | { field: string; beforeDays?: number; afterDays?: number };
/** Or whether one of it is booked or out now, as the rule says whose `of` it is; of several, whether all are. */
export type Condition = FieldCondition | { booked: boolean };

/** A list with a name: "Free plots", "Overdue loans". */
export interface ViewRule extends RuleBase {
  kit: 'view';
  title: string;
  record: string;
  where: Condition[];
  /** A field, descending with "-". */
  sort?: string;
  /** So many, the first in that order. */
  limit?: number;
}

/** Where something stands, by its code, without an account. */
export interface LookupRule extends RuleBase {
  kit: 'lookup';
  record: string;
  /** Field with `setTo: 'code'`. */
  code: string;
  /** Fields that are shown. */
  shows: string[];
}

/** Drafts that only their authors see, until they are published. */
export interface PublishRule extends RuleBase {
  kit: 'publish';
  record: string;
  /** Boolean field, `isRuled`, and a datetime field. */
  field: string;
  at: string;
}

/** Visitors write; the first role reads. */
export interface EnquiryRule extends RuleBase {
  kit: 'enquiry';
  record: string;
}

/** One question, options, one vote each; the result as bars. */
export interface PollRule extends RuleBase {
  kit: 'poll';
  poll: string;
  option: string;
  vote: string;
}

/** Questions with options one of which is right; an attempt has a score. */
export interface QuizRule extends RuleBase {
  kit: 'quiz';
  quiz: string;
  question: string;
  attempt: string;
}

/** Questions with options, or answered in words; results as charts, and what the answers lead to. */
export interface SurveyRule extends RuleBase {
  kit: 'survey';
  survey: string;
  /** Fields of the question: its survey, a text, `option_1`, `option_2`, …; beside each `…_points` or `…_leads_to_id`. */
  question: string;
  /** Set by the rule alone: it has no field that a form asks for. */
  response: string;
  /** Person field of the response, each of whom answers once; absent: whoever comes. */
  person?: string;
  /** Who sees how all of them answered. */
  results: Audience;
  /** Options lead to records of this kind; the response keeps the one that most of them lead to. */
  leads?: { of: string; field: string };
  /** Options have points; the survey says from how many on it says what. */
  points?: { field: string; from: string; says: string };
  /** Of a form: fields of the question that say what is written there (an enum of ANSWER_KINDS), and whether it is needed. */
  typed?: { kind: string; needed: string };
}

/** What is written into a field of a form that has no options. */
export const ANSWER_KINDS = ['text', 'long text', 'number', 'date', 'email'] as const;

/** A result from numbers, by a formula stated in the text or well known. */
export interface CalculatorRule extends RuleBase {
  kit: 'calculator';
  title: string;
  inputs: { name: string; label: string; unit?: string; min?: number; max?: number; example: number }[];
  /** Arithmetic over the inputs' names: + - * / ^ ( ), min, max, round, log, exp. */
  outputs: { name: string; label: string; unit?: string; formula: string }[];
  /** Table that keeps calculations, where the words ask for a history. */
  record?: string;
}

/** Money that is owed and noted as paid; no provider is asked. */
export interface PaymentRule extends RuleBase {
  kit: 'payment';
  record: string;
  amount: string;
  /** Datetime field, `isRuled`. */
  paidAt: string;
  /** Table of payments that whoever owes notes: a reference to what is paid for, an amount that is ruled, the step that says it has come. */
  kept?: { record: string; of: string; amount: string; step: string };
}

/** Somebody is told, within the application, when a rule or the making of a record happens. */
export interface NoticeRule extends RuleBase {
  kit: 'notice';
  /** Table, and the step that tells; absent: when one is made. */
  record: string;
  step?: string;
  /** Person field of the record, or of what its reference field `through` points to; or a role. */
  to: { person: string; through?: string } | { role: string };
}

/** Rows from a CSV file, each checked as a form is. */
export interface ImportRule extends RuleBase {
  kit: 'import';
  record: string;
}

/** Each thing's page gives its address away: to copy, to mail, to post where others read it. */
export interface ShareRule extends RuleBase {
  kit: 'share';
  record: string;
}

/** Two people who are friends once the other has agreed; each sees only their own. */
export interface FriendRule extends RuleBase {
  kit: 'friend';
}

/** What one sends and another receives; the two see it, and the first role. */
export interface SendingRule extends RuleBase {
  kit: 'sending';
  record: string;
  /** Person fields of it: the owner, and to whom it goes. */
  sender: string;
  recipient: string;
}

/** Pages that are open show what others do as soon as it is done. */
export interface LiveRule extends RuleBase {
  kit: 'live';
}

/** Games that are played on the project's own pages. */
export const GAME_NAMES = ['tic-tac-toe', 'memory-pairs', 'snake', '2048', 'hangman', 'rock-paper-scissors'] as const;
export type GameName = (typeof GAME_NAMES)[number];

/** Games of a closed set; who has played one to its end has a score, and each game a list of the best. */
export interface GameRule extends RuleBase {
  kit: 'game';
  games: GameName[];
  /** Table of the scores, with these fields: which game, whole points, whose (a person, else a name that is typed), when. */
  record: string;
  game: string;
  points: string;
  player: string;
  at: string;
}

export type Rule =
  | LifecycleRule
  | BookingRule
  | LoanRule
  | CartRule
  | EnrolmentRule
  | ReviewRule
  | CommentRule
  | FavouriteRule
  | MessageRule
  | TrackingRule
  | ReportRule
  | ViewRule
  | LookupRule
  | PublishRule
  | EnquiryRule
  | PollRule
  | QuizRule
  | SurveyRule
  | CalculatorRule
  | PaymentRule
  | NoticeRule
  | ImportRule
  | GameRule
  | ShareRule
  | FriendRule
  | SendingRule
  | LiveRule;
export type KitName = Rule['kit'];

/** A page beside those of records and rules. */
export interface DesignPage {
  kind: 'home' | 'dashboard' | 'about' | 'faq' | 'contact' | 'pricing' | 'services' | 'terms';
  title: string;
  path: string;
  /** Headings and texts of its sections, in words of the description or of its domain. */
  sections: { heading: string; text: string }[];
}

export type { Phrase, PhraseEvidence } from '@millwright/domain';
/** What was understood of a description, with the kind of project that it was taken for. */
export interface Understanding extends DescribedUnderstanding {
  projectKind: ProjectKind | null;
}
